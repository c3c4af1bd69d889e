"""PDFs are read in a process of their own, which ends when one takes too long or too much memory.

Between reading.py and read.py. pdfium cannot be interrupted, and a file of some hundred kilobytes can be made to keep
it busy for hours, or to fill the memory. Laws: a PDF that does so costs that PDF alone; the process is ready for the
next, or a new one is started; it ends when its parent does.

Over the pipe go, for each PDF: a line of JSON with its `source` and `size`, then its bytes; back comes a line of JSON
with the letter, or with what is wrong with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any, BinaryIO

from navograaf.errors import LetterError
from navograaf.letters.model import Fact, Letter, Part

MAX_SECONDS = 120.0
"""For one PDF: the longest that is read, of 1,000 pages, takes some 20 seconds at 17 ms a page."""
MAX_MEMORY = 2_000_000_000
"""Bytes of addresses of the process, on Linux; elsewhere the time alone bounds what it takes."""
_LOCK = threading.Lock()
_READERS: list[subprocess.Popen[bytes]] = []
"""The process, while there is one."""


def read_apart(data: bytes, source: str) -> Letter:
    """The Letter in a PDF, as `read_pdf` gives it.

    Raises LetterError as that does, and for a PDF that takes longer than MAX_SECONDS or more than MAX_MEMORY.
    """
    with _LOCK:
        process, late = _reader(), threading.Event()
        timer = threading.Timer(MAX_SECONDS, _expire, (process, late))
        timer.daemon = True
        timer.start()
        try:
            answer = _asked(process, data, source)
        except BaseException:  # Ctrl-C too: what is still to come is not the next answer
            process.kill()
            raise
        finally:
            timer.cancel()
    if answer is None:
        what = "takes too much memory, or is damaged"
        if late.is_set():
            what = f"takes longer than {MAX_SECONDS:g} seconds to read"
        raise LetterError(f"the PDF {what}", where=source, todo="Print it to a new PDF, or give the letter as text")
    if "what" in answer:
        raise LetterError(answer["what"], where=source, todo=answer["todo"])
    return _letter(answer)


def _expire(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _reader() -> subprocess.Popen[bytes]:
    while _READERS:
        if _READERS[0].poll() is None:
            return _READERS[0]
        _close(_READERS.pop())
    # What this program imports from is what the process does, however this one was started.
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", f"from {__name__} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=found,
    )
    _READERS.append(process)
    return process


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # what it had not read yet
            if stream:
                stream.close()


def _asked(process: subprocess.Popen[bytes], data: bytes, source: str) -> dict[str, Any] | None:
    """What the process answers; None when it ended."""
    assert process.stdin and process.stdout
    try:
        process.stdin.write(json.dumps({"source": source, "size": len(data)}).encode("ascii") + b"\n")
        process.stdin.write(data)
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        line = b""
    if not line.endswith(b"\n"):
        process.kill()
        process.wait()
        return None
    found: dict[str, Any] = json.loads(line)
    return found


def _letter(answer: dict[str, Any]) -> Letter:
    parts = tuple(
        Part(start, end, kind, path, level, number, tuple((first, last) for first, last in markers))
        for start, end, kind, path, level, number, markers in answer.pop("parts")
    )
    pages = tuple((offset, page) for offset, page in answer.pop("pages"))
    facts = tuple(Fact(*fact) for fact in answer.pop("facts"))
    return Letter(**answer, parts=parts, pages=pages, facts=facts)


# In the process


def main() -> None:
    """Read PDFs from standard input until it ends."""
    import signal

    # Ctrl-C goes to every process of a terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit()
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        _answer(sys.stdout.buffer, sys.stdin.buffer.read(asked["size"]), asked["source"])


def _answer(to: BinaryIO, data: bytes, source: str) -> None:
    from dataclasses import asdict

    from navograaf.letters.pdf.read import read_pdf

    said: dict[str, Any]
    try:
        said = asdict(read_pdf(data, source))
    except LetterError as error:
        said = {"what": error.what, "todo": error.todo}
    except MemoryError:
        said = {"what": "the PDF takes too much memory", "todo": "Print it to a new PDF, or give the letter as text"}
    to.write(json.dumps(said).encode("ascii") + b"\n")  # ASCII: a name may hold half a character
    to.flush()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
