"""A real Chromium without a window, driven over a pipe as its own developer tools do: no library and no open port."""

from __future__ import annotations

import base64
import json
import os
import selectors
import shlex
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

SECONDS = 30.0
"""Longer than anything here takes: a browser that hangs is told apart from one that is slow."""
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-pipe",
)
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Chromium:
    """One page of one browser. `faults` is what it complained of."""

    def __init__(self, program: str, folder: Path) -> None:
        self._asked: dict[str, str] = {}
        self.faults: list[str] = []
        self._events: list[dict[str, Any]] = []
        self._number = 0
        self._rest = b""
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        words = [program, *OPTIONS, f"--user-data-dir={folder}", "about:blank"]
        # It reads its orders from descriptor 3, and answers on 4.
        command = f"exec {shlex.join(words)} 3<&{theirs_in} 4>&{theirs_out} {theirs_in}<&- {theirs_out}>&-"
        self._process = subprocess.Popen(
            ["bash", "-c", command],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = ours_in, ours_out
        self._ready = selectors.DefaultSelector()
        self._ready.register(ours_in, selectors.EVENT_READ)
        self._session = ""
        target = self.order("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.order(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)
        self._ready.close()
        os.close(self._in)
        os.close(self._out)

    def order(self, method: str, **parameters: object) -> dict[str, Any]:
        """Have it do something. Raises AssertionError where it will not."""
        self._number += 1
        order: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._out, json.dumps(order).encode() + b"\0")
        until = time.monotonic() + SECONDS
        while True:
            told = self._told(until)
            if told.get("id") == self._number:
                assert "error" not in told, f"{method}: {told['error']}"
                result: dict[str, Any] = told["result"]
                return result

    def open(self, address: str) -> None:
        """Go there, and wait until it is there."""
        self._events.clear()
        self.order("Page.navigate", url=address)
        self._wait_for("Page.loadEventFired")

    def size(self, width: int, height: int, *, phone: bool) -> None:
        """As large as that screen from now on."""
        self.order("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=phone)

    def ask(self, script: str) -> Any:
        """What an expression comes to on the page."""
        answer = self.order("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    @property
    def text(self) -> str:
        """What a person reads."""
        return str(self.ask("document.body.innerText"))

    def type(self, selector: str, text: str) -> None:
        """Click into a field and type."""
        self._point(selector)
        self.order("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Press it with the mouse, and wait for the page that comes."""
        self._events.clear()
        self._point(selector)
        self._wait_for("Page.loadEventFired")

    def follow(self, words: str) -> None:
        """Press the link that holds these words."""
        found = self.ask(
            f"(() => {{ const all = [...document.querySelectorAll('a')]; "
            f"const one = all.findIndex(link => link.innerText.includes({json.dumps(words)})); "
            f"if (one >= 0) all[one].setAttribute('data-pressed', ''); return one; }})()"
        )
        assert found >= 0, f"no link says {words}"
        self.click("a[data-pressed]")

    def picture(self, file: Path) -> None:
        """What it looks like."""
        file.parent.mkdir(parents=True, exist_ok=True)
        shot = self.order("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))

    @property
    def requests(self) -> list[str]:
        """Every address that it asked for, but for what the page's own rule held back."""
        self.ask("0")  # what it still has to say comes first
        return list(self._asked.values())

    @property
    def strayed(self) -> list[str]:
        """Addresses beyond this machine that it asked for."""
        known = [(address, urlsplit(address)) for address in self.requests]
        return [
            address
            for address, parts in known
            if parts.scheme not in ("data", "about", "blob") and parts.hostname not in LOOPBACK
        ]

    def _point(self, selector: str) -> None:
        """Press the middle of it, as a finger would: what lies outside the screen or under something is not pressed."""
        place = self.ask(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)}); if (!one) return null; "
            "one.scrollIntoView({block: 'center'}); const box = one.getBoundingClientRect(); "
            "const x = box.x + box.width / 2, y = box.y + box.height / 2; "
            "const top = document.elementFromPoint(x, y); "
            "return {x, y, free: !!top && (top === one || one.contains(top) || top.contains(one))}; })()"
        )
        assert place is not None, f"there is no {selector}"
        assert place["free"], f"{selector} cannot be pressed"
        for kind in ("mousePressed", "mouseReleased"):
            self.order("Input.dispatchMouseEvent", type=kind, x=place["x"], y=place["y"], button="left", clickCount=1)

    def _wait_for(self, event: str) -> None:
        until = time.monotonic() + SECONDS
        while not any(told.get("method") == event for told in self._events):
            self._told(until)

    def _told(self, until: float) -> dict[str, Any]:
        """The next that it says."""
        while b"\0" not in self._rest:
            assert self._ready.select(max(0.0, until - time.monotonic())), "the browser says nothing any more"
            part = os.read(self._in, 1 << 16)
            assert part, f"the browser ended: {self._process.poll()}"
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(line)
        self._note(told)
        return told

    def _note(self, told: Mapping[str, Any]) -> None:
        if "method" not in told:
            return
        self._events.append(dict(told))
        parameters = told["params"]
        if told["method"] == "Network.requestWillBeSent":
            self._asked[parameters["requestId"]] = parameters["request"]["url"]
        elif told["method"] == "Network.loadingFailed" and parameters.get("blockedReason") == "csp":
            self._asked.pop(parameters["requestId"], None)
        elif told["method"] == "Log.entryAdded":
            self.faults.append(f"{parameters['entry']['source']}: {parameters['entry']['text']}")
        elif told["method"] == "Runtime.exceptionThrown":
            self.faults.append(str(parameters["exceptionDetails"].get("text")))
