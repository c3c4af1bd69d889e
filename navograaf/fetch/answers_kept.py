"""Answers of servers on disk, so that what did not change is not sent again: only those that carry a validator.

For polite.py. They lie in `fetched` under the folder of navograaf/kept.py and are used only when the server says (304)
that they still hold. Law: what is damaged, or cannot be written, is asked for anew, in silence.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path

from navograaf.fetch.answer import Answer

TOGETHER = 256 * 1024 * 1024
"""Bytes of all answers: some thousand papers. Above it those that were used longest ago go first."""
_ENDING = ".answer"
_EACH = 16 * 1024 * 1024


class Kept:
    """The folder; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "fetched" if folder else None
        self._size: int | None = None

    def get(self, address: str) -> Answer | None:
        """What lies there of this address, None when there is nothing that can be trusted."""
        path = self._path(address)
        if path is None:
            return None
        try:
            if path.stat().st_size > _EACH + 10_000:
                return None
            head, _, body = path.read_bytes().partition(b"\n")
            told = json.loads(head)
            if told["address"] != address or told["sha256"] != sha256(body).hexdigest():
                return None
            rest = [told[key] for key in ("from", "type", "etag", "last_modified")]
            if not all(isinstance(text, str) for text in rest):
                return None
            os.utime(path)
            return Answer(rest[0], body, *rest[1:])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, address: str, answer: Answer) -> None:
        """Keep an answer that can be asked for again under a condition."""
        path = self._path(address)
        if path is None or not (answer.etag or answer.last_modified) or len(answer.body) > _EACH:
            return
        told = {
            "address": address,
            "from": answer.address,
            "type": answer.media_type,
            "etag": answer.etag,
            "last_modified": answer.last_modified,
            "sha256": sha256(answer.body).hexdigest(),
        }
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            number, made = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
            try:
                with open(number, "wb") as file:  # noqa: PTH123
                    file.write(json.dumps(told).encode("ascii") + b"\n" + answer.body)
                Path(made).replace(path)
            except BaseException:
                Path(made).unlink(missing_ok=True)
                raise
            self._tidy(path, len(answer.body))

    def _path(self, address: str) -> Path | None:
        name = sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        return self._folder / (name + _ENDING) if self._folder else None

    def _tidy(self, path: Path, size: int) -> None:
        # Counted once a process, since to look at thousands of files after each would take longer than to fetch it.
        if self._size is not None and self._size + size <= TOGETHER:
            self._size += size
            return
        held = sorted(
            (status.st_mtime_ns, other.name, status.st_size)
            for other in path.parent.glob(f"*{_ENDING}")
            if (status := other.stat()) and other.name != path.name
        )
        left = size + sum(own for _, _, own in held)
        for _, name, own in held:
            if left <= TOGETHER:
                break
            (path.parent / name).unlink(missing_ok=True)
            left -= own
        self._size = left
