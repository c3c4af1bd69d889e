# navograaf: `make demo` shows it at work, `make test` proves it. Both set up .venv themselves.
#
# Another Python:  make demo PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test bench bench-export clean

help:
	@echo "make demo    install navograaf in $(VENV), build the graph of the five letters in seeds/letters,"
	@echo "             print what they say about NATO Mission Iraq, and write out/topics.gexf for Gephi"
	@echo "make test    install the development tools in $(VENV); run ruff, mypy --strict and pytest"
	@echo "make bench   install what the benchmarks compare with in $(VENV), measure speed, memory and disk on 5, 1,000"
	@echo "             and 10,000 letters (about two hours, 45 GB of disk) and write benchmarks/results.md;"
	@echo "             BENCH='--sizes 5,1000' for less, BENCH=--large for 100,000 letters too"
	@echo "make bench-export"
	@echo "             measure the export of networks against networkx; writes benchmarks/results-export*.md"
	@echo "make clean   delete $(VENV), caches and built packages (graph/ and out/ are kept)"
	@echo ""
	@echo "PYTHON=...   the Python to use, 3.11 or newer (now: $(PYTHON))"

demo: $(VENV)/installed
	@echo "== The five letters of seeds/letters become a graph in graph/"
	$(BIN)/navograaf build seeds/letters --graph graph
	@echo ""
	@echo "== What they say about NATO Mission Iraq, oldest meeting first"
	$(BIN)/navograaf trace NMI --graph graph
	@echo ""
	@echo "== Topics and missions that are discussed together, as a network for Gephi"
	@mkdir -p out
	$(BIN)/navograaf export out/topics.gexf --graph graph
	@echo ""
	@echo "Done. Open out/topics.gexf in Gephi, or go on with: $(BIN)/navograaf --help"

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/pytest

bench: $(VENV)/installed-bench
	$(BIN)/python benchmarks/run.py --write $(BENCH)

bench-export: $(VENV)/installed
	$(BIN)/python benchmarks/export_networks.py --write
	$(BIN)/python benchmarks/export_from_store.py --write

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find navograaf tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "navograaf needs Python 3.11 or newer; '$(PYTHON)' is not." >&2; \
	  echo "Name one: make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12" >&2; exit 1; }
	@echo "== Making a virtual environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The environment could not be made; see above." >&2; exit 1; }

$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "== Installing navograaf and its libraries in $(VENV)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "== Installing navograaf, its libraries and the development tools in $(VENV)"
	@$(PIP) --editable '.[dev]'
	@touch $(VENV)/installed $@

# --group is known to pip since 25.1.
$(VENV)/installed-bench: pyproject.toml constraints.txt | $(BIN)/python
	@echo "== Installing navograaf, its libraries and what the benchmarks compare with in $(VENV)"
	@$(PIP) 'pip>=25.1'
	@$(PIP) --editable . --group bench
	@touch $(VENV)/installed $@
