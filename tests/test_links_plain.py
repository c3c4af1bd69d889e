"""What the database of links holds: plain values that come back as they were, and nothing else whatever is in it."""

from __future__ import annotations

import marshal
import pickle
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.links import plain

ROOT = Path(__file__).resolve().parent.parent
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner).map(tuple) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
)


@given(VALUES)
def test_values_come_back_as_they_were(value: object) -> None:
    assert plain.loads(plain.dumps(value)) == value
    assert plain.unpack(plain.pack(value)) == value


def test_a_list_comes_back_as_a_tuple() -> None:
    assert plain.loads(plain.dumps([1, [2, {"a": [3]}]])) == (1, (2, {"a": (3,)}))


@pytest.mark.parametrize(
    "data",
    [b"", b"x", marshal.dumps((1, "a")), pickle.dumps((1, "a")), zlib.compress(marshal.dumps(1)), zlib.compress(b"[1")],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        plain.unpack(data)
    with pytest.raises((ValueError, TypeError)):
        plain.loads(data.decode("latin-1"))


def test_a_text_too_deep_is_refused() -> None:
    with pytest.raises((RecursionError, ValueError)):
        plain.loads("[" * 100_000 + "]" * 100_000)


def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_MOST", 1_000)
    assert plain.unpack(plain.pack("a" * 900)) == "a" * 900
    with pytest.raises(ValueError, match="too large"):
        plain.unpack(plain.pack("a" * 100_000))


@pytest.mark.parametrize("value", [{1, 2}, frozenset("a"), b"a", object()])
def test_what_is_not_plain_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        plain.dumps(value)


def test_links_are_read_in_no_other_way() -> None:
    modules = sorted((ROOT / "navograaf" / "links").glob("*.py"))
    assert len(modules) > 30
    for module in modules:
        assert not {"import marshal", "import pickle"} & set(module.read_text(encoding="utf-8").splitlines()), module
