"""Text from outside, made fit for a message or a log: no values, no secrets, still useful."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

HIDDEN = "•••"
_LONGEST = 300

_EMAIL = re.compile(r"[^\s'\"<>@]+@[^\s'\"<>@]+")
_QUOTED = re.compile(r"'((?:[^']|'')*)'|\"([^\"]*)\"")
_NUMBER = re.compile(r"\b[A-Z]{0,2}\d[\d .\-/]{2,}\w*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


def scrubbed(text: str) -> str:
    """A vendor's message without e-mail addresses, quoted values and numbers of four digits or more.

    A quoted single word stays: there vendors name fields and types (`Edm.Guid`, `InvoiceTo`).
    """
    shortened = " ".join(text.split())[:_LONGEST]
    shortened = _EMAIL.sub(HIDDEN, shortened)
    shortened = _QUOTED.sub(_quoted, shortened)
    return _NUMBER.sub(_number, shortened)


def without_query(url: str) -> str:
    """An address fit for a log: a query string may hold values people filtered on, and user info a password."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    path = re.sub(r"\([^)]*\)", "(...)", parts.path)
    return f"{parts.scheme}://{host}{path}" if parts.scheme else path


def _quoted(match: re.Match[str]) -> str:
    inner = match.group(1) if match.group(1) is not None else match.group(2)
    quote = match.group(0)[0]
    return match.group(0) if _NAME.fullmatch(inner) else f"{quote}{HIDDEN}{quote}"


def _number(match: re.Match[str]) -> str:
    return HIDDEN if sum(char.isdigit() for char in match.group(0)) > 3 else match.group(0)
