"""The child process of one store, or of none, as its parent sees it: started, asked, killed.

Between query.py and worker.py, whose docstring says what goes over the pipe. Law: whatever happens to a
query, the process is ready for the next one, or gone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event, Timer
from typing import Any

_WORKER = Path(__file__).with_name("worker.py")


class Gone(Exception):
    """The child process ended before it had answered. `status` is its exit status, `late` whether time was up."""

    def __init__(self, status: int | None, *, late: bool = False) -> None:
        super().__init__(status)
        self.status, self.late = status, late


class Refused(Exception):
    """The child process could not open its store; the text says why."""


class Child:
    """A process over the store at a path. It starts at once; `ready` waits for it."""

    def __init__(self, store: Path | None, memory: int) -> None:
        """store: None for an empty one. memory: bytes that queries may take, 0 for any."""
        self.store = store
        self._ready = False
        # -P: a file beside worker.py must not be taken for a module of the standard library.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", str(_WORKER), str(store or ""), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def ready(self) -> None:
        """Wait until the store is open. Raises Refused when it cannot be opened, Gone when the process ended."""
        if self._ready:
            return
        said = next(self._lines())
        if "error" in said:
            raise Refused(said["text"])
        self._ready = True

    def ask(self, request: Mapping[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
        """The replies to a request, the last with "done", or with "error". Raises Gone when the time is up."""
        late = Event()
        timer = Timer(seconds, self._expire, (late,))
        timer.daemon = True
        timer.start()
        try:
            self._say(request)
            for reply in self._lines():
                yield reply
                if "done" in reply or "error" in reply:
                    return
        except Gone as gone:
            raise Gone(gone.status, late=late.is_set()) from gone
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.communicate()

    def _expire(self, late: Event) -> None:
        late.set()
        self._process.kill()

    def _say(self, request: Mapping[str, Any]) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise Gone(self._process.wait()) from error

    def _lines(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout
        for line in self._process.stdout:
            if not line.endswith("\n"):  # killed while it wrote
                break
            yield json.loads(line)
        raise Gone(self._process.wait())
