"""How long to wait before the next request: between two of them, and after one that failed.

For polite.py. Laws: a server that asks for patience (Retry-After) gets it, within a bound; nothing is tried for ever.
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime

TRIES = 5
"""Times that one request is made."""
BACKOFF = 1.0
"""Seconds after the first failure; twice as many after each next one: a quarter of a minute in all."""
LONGEST = 120.0
"""Seconds that a server may ask to wait. One that asks for more is closed for now."""
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be other a little later (RFC 9110, RFC 6585)."""


def seconds(tries: int, retry_after: str, server_date: str, backoff: float) -> float:
    """Seconds to wait after so many tries. retry_after: that header (RFC 9110, 10.2.3), seconds or a date.

    A date is counted from the server's own `Date`, since its clock may differ from ours.
    """
    asked = _asked(retry_after.strip(), server_date)
    return max(backoff * 2.0 ** (tries - 1), asked)


def _asked(retry_after: str, server_date: str) -> float:
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        until, now = parsedate_to_datetime(retry_after), parsedate_to_datetime(server_date)
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
