"""Every request that is made: one at a time, with a pause between, tried again when that may help, and never for ever.

Between the services and connection.py. Laws: hosts.py says what may be asked, also after a
redirect; an answer is whole or there is none; one that is kept is used only when the server says that it still holds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from navograaf.errors import FetchError
from navograaf.fetch import waiting
from navograaf.fetch.answer import Answer, read
from navograaf.fetch.answers_kept import Kept
from navograaf.fetch.connection import Connection
from navograaf.fetch.failures import CutShort, NotThere, Unreachable, place, what_failed
from navograaf.fetch.hosts import Hosts

DELAY = 0.25
"""Seconds between two requests."""
SECONDS = 120.0
"""For one answer, all of it: a PDF of some MB over a slow line."""
MAX_BYTES = 64_000_000
"""Of one answer; no reader reads a larger letter (letters/sources.py)."""
REDIRECTS = 5
MISSING_PAGE = "fout404"
"""In the address of the page, with status 200, that officielebekendmakingen.nl sends to for what is not there."""


class Known(NamedTuple):
    """What an answer that we have was marked with: its `ETag` and `Last-Modified`, "" for none (RFC 9110, 8.8)."""

    etag: str
    last_modified: str


class Client:
    """Asks one server after another. Close it after use."""

    def __init__(
        self,
        hosts: Hosts,
        *,
        delay: float = DELAY,
        seconds: float = SECONDS,
        kept: Kept | None = None,
        say: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """delay: seconds between requests; seconds: for a whole answer; say: told of each wait after a failure.

        Raises NavograafError where httpx is not installed.
        """
        self._hosts, self._delay, self._say, self._sleep = hosts, delay, say, sleep
        self._kept = kept or Kept(None)
        self._last: float | None = None
        self._connection = Connection(seconds)
        self._httpx = self._connection.httpx

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def next(self, address: str, link: str) -> str:
        """The address of a further page that an answer from `address` names. Raises FetchError as Hosts.check."""
        return self._hosts.next(address, link)

    def get(self, address: str, *, accept: str = "*/*", size: int = MAX_BYTES, known: Known | None = None) -> Answer:
        """The answer to a GET. known: of what we have; then the answer may be `unchanged`.

        Raises NotThere, Unreachable, and FetchError for what is refused, too large or not allowed to be asked.
        """
        held = None
        if known is None or not any(known):
            held = self._kept.get(address)
            known = Known(held.etag, held.last_modified) if held else None
        headers = {"Accept": accept, **_conditions(known)}
        answer = self._tried(self._hosts.check(address), headers, size)
        if answer.unchanged:
            return held or answer
        self._kept.put(address, answer)
        return answer

    def _tried(self, address: str, headers: Mapping[str, str], size: int) -> Answer:
        for tries in range(1, waiting.TRIES + 1):
            wait = ("", "")
            try:
                found = self._followed(address, headers, size)
                if isinstance(found, Answer):
                    return found
                why, wait = f"the server answers {found.status}", (found.retry_after, found.date)
            except (self._httpx.TransportError, CutShort) as error:
                why, lasting = what_failed(error)
                if lasting:
                    raise Unreachable(why, where=place(address), todo=lasting) from error
            except (self._httpx.HTTPError, self._httpx.InvalidURL) as error:
                raise FetchError("the server answers what is no HTTP", where=address) from error
            pause = waiting.seconds(tries, *wait, waiting.BACKOFF)
            if pause > waiting.LONGEST:
                raise Unreachable(
                    f"{why} and asks to wait {pause:,.0f} seconds", where=place(address), todo="Try again later"
                )
            if tries < waiting.TRIES:
                self._say(f"{place(address)}: {why}; again in {pause:.0f} s ({tries} of {waiting.TRIES - 1})")
                self._sleep(pause)
        raise Unreachable(f"{why}, {waiting.TRIES} times", where=place(address), todo="Try again later")

    def _followed(self, address: str, headers: Mapping[str, str], size: int) -> Answer | _Again:
        at = address
        for _ in range(REDIRECTS + 1):
            found = self._once(at, headers, size)
            if not isinstance(found, str):
                return found
            if MISSING_PAGE in found:
                raise NotThere("there is no such file", where=address)
            at = self._hosts.next(at, found)
        raise FetchError(f"the server sends on more than {REDIRECTS} times", where=address)

    def _once(self, address: str, headers: Mapping[str, str], size: int) -> Answer | _Again | str:
        """One request: the answer, a failure that may pass, or where a redirect leads."""
        self._wait()
        known = "If-None-Match" in headers or "If-Modified-Since" in headers
        try:
            with self._connection.get(address, headers) as (response, in_time):
                return self._taken(response, address, size, in_time, known=known)
        finally:
            self._last = time.monotonic()

    def _taken(
        self, response: Any, address: str, size: int, in_time: Callable[[], None], *, known: bool
    ) -> Answer | _Again | str:
        status, told = response.status_code, response.headers
        if status in waiting.AGAIN:
            return _Again(status, told.get("retry-after", ""), told.get("date", ""))
        if status in (301, 302, 303, 307, 308) and "location" in told:
            return str(told["location"])
        etag, last_modified = _validator(told.get("etag", "")), _validator(told.get("last-modified", ""))
        if status == 304 and known:
            return Answer(address, b"", "", etag, last_modified, unchanged=True)
        if status in (404, 410) or MISSING_PAGE in address:
            raise NotThere("there is no such file", where=address)
        if status != 200:
            raise FetchError(f"the server refuses ({status})", where=address)
        body = read(response, size, in_time)
        in_time()  # a connection that was cut may look like one that ended
        media_type = told.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(address, body, media_type, etag, last_modified)

    def _wait(self) -> None:
        if self._last is not None and (left := self._last + self._delay - time.monotonic()) > 0:
            self._sleep(left)


class _Again(NamedTuple):
    status: int
    retry_after: str
    date: str


def _conditions(known: Known | None) -> dict[str, str]:
    # They come from files, which may be damaged.
    etag, last_modified = map(_validator, known or ("", ""))
    return {
        **({"If-None-Match": etag} if etag else {}),
        **({"If-Modified-Since": last_modified} if last_modified else {}),
    }


def _validator(text: str) -> str:
    """What goes back to the server as it came, when it is one that can."""
    return text if len(text) <= 200 and text.isascii() and text.isprintable() else ""
