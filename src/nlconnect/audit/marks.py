"""Keyed marks: the same for the same text, and meaningless without the key."""

from __future__ import annotations

import hmac
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from nlconnect.model.subjects import Subjects, spoken

WIDTH = 8
"""Characters of one subject's mark: 48 bits, in which two of a million subjects meet once in 560 logs."""
AT_ONCE = 2_000
"""Marks to an entry, so that a line stays short enough to be read back at once."""


class Marks:
    """Turns texts into marks with keys derived from that of the log."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._subject = blake2b(key=hmac.digest(key, b"nlconnect:subjects", "sha256"), digest_size=WIDTH * 6 // 8)

    def mark(self, text: str) -> str:
        """What stands in an entry where text is no plain name."""
        return f"#{hmac.digest(self._key, b'mark:' + text.encode(), 'sha256')[:8].hex()}"

    def subject(self, value: str) -> str:
        """The mark of a key or an identifier; letter case and blanks around it make no difference."""
        return _line([self._spoken(spoken(value))])

    def _spoken(self, value: str) -> bytes:
        hashed = self._subject.copy()
        hashed.update(value.encode("utf-8", "surrogatepass"))
        return hashed.digest()

    def parts(self, subjects: Subjects, *, also: Iterable[str] = ()) -> list[dict[str, str]]:
        """The marks of the subjects, in as many parts as lines are needed; `also` are identifiers from elsewhere."""
        keys, people = subjects.marked(self._spoken)
        people = sorted({*people, *(self._spoken(spoken(one)) for one in also)})
        lines = max(1, -(-max(len(keys), len(people)) // AT_ONCE))
        places = (slice(line * AT_ONCE, (line + 1) * AT_ONCE) for line in range(lines))
        return [_subjects(keys[place], people[place]) for place in places]


def _subjects(keys: Sequence[bytes], people: Sequence[bytes]) -> dict[str, str]:
    return {name: _line(marks) for name, marks in (("keys", keys), ("people", people)) if marks}


def _line(marks: Sequence[bytes]) -> str:
    """Six bytes are eight characters exactly, so all of them at once are the same as one after the other."""
    return b2a_base64(b"".join(marks), newline=False).decode()


def marks_of(entry: Mapping[str, object], *names: str) -> Iterator[str]:
    """Every mark in an entry, or those of its `keys` or `people` alone."""
    subjects = entry.get("subjects")
    if isinstance(subjects, Mapping):
        for name in names or ("keys", "people"):
            text = str(subjects.get(name, ""))
            yield from (text[start : start + WIDTH] for start in range(0, len(text) - WIDTH + 1, WIDTH))
