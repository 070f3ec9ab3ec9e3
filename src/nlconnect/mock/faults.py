"""Trouble on request: which requests it strikes, and how, from Python or from a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from nlconnect.errors import ConfigError
from nlconnect.mock.messages import Asked

NO_DETAILS: Mapping[str, str] = MappingProxyType({})

KINDS = {
    "html": "an HTML page with status 200 where JSON is due",
    "cut-before": "the connection breaks and nothing was done",
    "cut-after": "the work is done and the connection breaks; `at=N` lets N bytes of the body through first",
    "hold": "the work is done at once and the answer is held back",
    "late": "the work is done only after the delay, also when the caller has gone",
    "slow": "every answer takes this long",
    "token-expired": "the access token has expired",
    "refresh-used": "the refresh token was used before",
    "refresh-expired": "the refresh token is too old",
    "refresh-early": "the access token is not old enough to refresh",
    "odd": "the answer is right, and as odd as answers of that system can be: `what=` says how",
    "mutate": "rows change while they are read: one changed, one added, one deleted for each answer",
}
"""The kinds beside a status such as 429, 500 or 503; `503-after` refuses after the work was done."""

_STATUS = re.compile(r"(?P<status>[1-5]\d\d)(?P<after>-after)?")
_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>ms|s)")
_COUNTED = ("every", "nth", "times", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One kind of trouble. `target` is `token`, `api` or a part of a path; empty strikes everything."""

    kind: str
    status: int | None = None
    after_work: bool = False
    target: str = ""
    method: str = ""
    every: int = 0
    nth: int = 0
    times: int = 0
    seconds: float = 0.0
    at: int | None = None
    details: Mapping[str, str] = field(default_factory=lambda: NO_DETAILS)

    @classmethod
    def of(cls, kind: int | str, *, seconds: float = 0.0, details: Mapping[str, str] = NO_DETAILS) -> Fault:
        """The fault of a status or a name. Raises ConfigError on an unknown one."""
        text = str(kind)
        if found := _STATUS.fullmatch(text):
            after = found["after"] is not None
            return cls(kind="status", status=int(found["status"]), after_work=after, seconds=seconds, details=details)
        if text not in KINDS:
            raise ConfigError(f"there is no fault {text!r}", hint=f"Known: a status such as 429, {', '.join(KINDS)}")
        return cls(kind=text, seconds=seconds, details=details)

    @classmethod
    def parse(cls, text: str) -> Fault:
        """`KIND[:TARGET][:DURATION][:key=value,...]`: `429:every=20`, `cut-after:nth=3`, `hold:token:2s`.

        Keys: every, nth, times, at, method; others are details of the refusal (`minutely_reset=2`).
        """
        kind, *parts = text.split(":")
        fault = cls.of(kind)
        for part in parts:
            if "=" in part:
                fault = _with_options(fault, part, text)
            elif duration := _DURATION.fullmatch(part):
                scale = 0.001 if duration["unit"] == "ms" else 1.0
                fault = replace(fault, seconds=float(duration["number"]) * scale)
            else:
                fault = replace(fault, target=part)
        return fault


def _with_options(fault: Fault, part: str, text: str) -> Fault:
    counted: dict[str, int] = {}
    details = dict(fault.details)
    method = fault.method
    for option in part.split(","):
        name, _, value = option.partition("=")
        if name in _COUNTED:
            if not value.isdigit():
                raise ConfigError(f"{name} in the fault {text!r} needs a whole number")
            counted[name] = int(value)
        elif name == "method":
            method = value.upper()
        else:
            details[name] = value
    return replace(fault, method=method, details=details, **counted)  # type: ignore[arg-type]  # numbers by field name


@dataclass(slots=True)
class _Entry:
    fault: Fault
    seen: int = 0
    struck: int = 0


@dataclass(slots=True)
class FaultBook:
    """The faults in force, with how often each was met."""

    _entries: list[_Entry] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self._entries.append(_Entry(fault))

    def clear(self) -> None:
        self._entries.clear()

    def strike(self, asked: Asked, *, area: str) -> tuple[Fault, ...]:
        """The faults that hit this request; each counts the requests its target matches."""
        if not self._entries:
            return ()
        found = []
        for entry in list(self._entries):
            fault = entry.fault
            if not _matches(fault, asked, area):
                continue
            entry.seen += 1
            if (fault.nth and entry.seen != fault.nth) or (fault.every and entry.seen % fault.every):
                continue
            entry.struck += 1
            found.append(fault)
            if (fault.times and entry.struck >= fault.times) or fault.nth:
                self._entries.remove(entry)
        return tuple(found)


def _matches(fault: Fault, asked: Asked, area: str) -> bool:
    if fault.method and fault.method != asked.method:
        return False
    if fault.target in ("", "api", "token"):  # words of their own, though every address holds "api"
        return fault.target in ("", area)
    return fault.target.lower() in asked.path.lower()
