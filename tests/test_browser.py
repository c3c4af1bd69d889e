"""tests/browser.py: the tests of the page are skipped, and not broken, where no browser can be led."""

from __future__ import annotations

import os
import sys

import pytest


def test_it_can_be_imported_where_there_is_no_fcntl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delitem(sys.modules, "browser", raising=False)
    import browser

    assert os.name != "nt" or browser.PROGRAM is None
