"""A headless Chromium for tests, driven over the DevTools protocol through a pipe: JSON with a NUL after each message.

A pipe and not a port: nothing else on the machine can reach the browser. Laws: every wait has an end; the browser and
all its processes are gone when the `with` is left.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PROGRAM = (
    None
    if os.name == "nt"
    else next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
)
"""The browser on this machine, or None; None on Windows, where it cannot be led through a pipe."""
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
WAIT = 60.0
"""Seconds that a single answer may take."""


class BrowserError(Exception):
    """The browser did not answer, or answered with an error."""


class Page:
    """One page of the browser; `problems` and `requests` grow while it lives."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to, self._from = to_browser, from_browser
        self._buffer = b""
        self._number = 0
        self._session = ""
        self.problems: list[str] = []
        """What the console, the content security policy and failing scripts said."""
        self.requests: list[str] = []
        """Addresses asked for, but the page itself and what is inside it (data:, blob:)."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.resize(1280, 800)

    def call(self, method: str, **given: object) -> dict[str, Any]:
        """Send one command and wait for its answer; events on the way are noted."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        _send(self._to, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + WAIT
        while True:
            answer = self._message(end)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                return answer["result"]  # type: ignore[no-any-return]

    def open(self, path: Path) -> None:
        """Load a file and wait until its scripts have run."""
        self.call("Page.navigate", url=path.as_uri())
        self.until("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str) -> Any:
        """The value of an expression in the page (awaited when it is a promise)."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise BrowserError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = WAIT) -> Any:
        """Wait until an expression in the page is true; its value."""
        end = time.monotonic() + seconds
        while not (value := self.run(script)):
            if time.monotonic() > end:
                raise BrowserError(f"still not so: {script}")
            time.sleep(0.05)
        return value

    def move(self, x: float, y: float) -> None:
        """Move the mouse to a point of the window."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, x: float, y: float) -> None:
        """Move the mouse to a point of the window, press and let go."""
        self.move(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def click_on(self, selector: str) -> None:
        """Click in the middle of the first element of a CSS selector."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'nearest'}});"
            " const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })()"
        )
        self.click(*box)

    def press(self, key: str, code: int) -> None:
        """Press a key by its name and Windows key code: ("Enter", 13)."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def write(self, text: str) -> None:
        """Put text in where the focus is, as typing does."""
        self.call("Input.insertText", text=text)

    def picture(self, box: tuple[float, float, float, float] | None = None) -> bytes:
        """A PNG of the window, or of (left, top, width, height) in it."""
        clip = {"clip": dict(zip(("x", "y", "width", "height"), box, strict=True), scale=1)} if box else {}
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", **clip)["data"])

    def resize(self, width: int, height: int) -> None:
        """Set the size of the window in pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme: str) -> None:
        """Prefer `light` or `dark`, and no motion, so that nothing is still moving when it is looked at."""
        wishes = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]
        self.call("Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in wishes])

    def _message(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(self._from, 1 << 16) if ready else b""
            if not piece:
                raise BrowserError("the browser is gone" if ready else "the browser does not answer")
            self._buffer += piece
        text, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, event: str, told: dict[str, Any]) -> None:
        if event == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
            self.problems.append(" ".join(str(part.get("value", part)) for part in told["args"]))
        elif event == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(told["exceptionDetails"])[:2000])
        elif event == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
            self.problems.append(told["entry"]["text"])
        elif event == "Page.javascriptDialogOpening":
            self.problems.append(f"a dialogue: {told['message']}")
        elif event == "Network.requestWillBeSent":
            address = told["request"]["url"]
            if not address.startswith(("data:", "blob:", "about:")) and told.get("type") != "Document":
                self.requests.append(address)


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Start the browser with an empty `profile` folder and give a page of it."""
    assert PROGRAM
    child_reads, to_browser, from_browser, child_writes = map(_high, (*os.pipe(), *os.pipe()))
    with Path(os.devnull).open("r+b") as nothing:
        process = os.posix_spawn(
            PROGRAM,
            [PROGRAM, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            # A home of its own: what the distribution or the user set up must not change the test.
            {**os.environ, "HOME": str(profile), "XDG_CONFIG_HOME": str(profile), "XDG_CACHE_HOME": str(profile)},
            file_actions=[
                *((os.POSIX_SPAWN_DUP2, nothing.fileno(), number) for number in (0, 1, 2)),
                (os.POSIX_SPAWN_DUP2, child_reads, 3),
                (os.POSIX_SPAWN_DUP2, child_writes, 4),
            ],
            setpgroup=0,
        )
    for end in (child_reads, child_writes):
        os.close(end)
    try:
        yield Page(to_browser, from_browser)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
        for end in (to_browser, from_browser):
            os.close(end)


def _high(end: int) -> int:
    """The same end of a pipe under a number that is not 3 or 4, where Chromium reads and writes."""
    import fcntl  # Windows has none, and skips the tests

    copy = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(end)
    return copy


def _send(pipe: int, message: bytes) -> None:
    while message:
        message = message[os.write(pipe, message) :]
