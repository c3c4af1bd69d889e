"""A function whose last answers are remembered, so many of them: how much of a database is held in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """A function whose last answers are remembered, so many of them."""

    def __init__(self, make: Callable[[Key], Value], most: int) -> None:
        self._make, self._most = make, most
        self._known: OrderedDict[Key, Value] = OrderedDict()

    def __call__(self, key: Key) -> Value:
        try:
            self._known.move_to_end(key)
            return self._known[key]
        except KeyError:
            value = self._known[key] = self._make(key)
            if len(self._known) > self._most:
                self._known.popitem(last=False)
            return value

    def forget(self) -> None:
        """Ask anew from here on."""
        self._known.clear()
