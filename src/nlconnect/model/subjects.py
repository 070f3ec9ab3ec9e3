"""Whose data an operation met: keys and identifiers of records, which only leave here as keyed marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from operator import attrgetter

from nlconnect.model.catalogue import FieldSpec

IDENTIFIERS = frozenset(
    f"user.{name}"
    for name in (
        "unique_id contact.email contact.email.private account.username workplace.employee_number "
        "government_id.national_identification_number"
    ).split()
)
"""Categories whose values tell one person from another, and by which people ask what was done with their data."""
CORRESPONDENTS = frozenset({*IDENTIFIERS, "user.behavior.communication_metadata", "user.behavior.sign_in"})
"""Of values of several parts, those in which e-mail addresses of people stand."""
LONGEST = 254
UNDER_WAY: Mapping[str, object] = {"outcome": "under way", "calls": 0, "retries": 0, "records": 0}
"""What an entry on the way says, so that the counts of an operation stand in the log once."""
Mark = Callable[[str], bytes]
"""Makes the mark of a text that `spoken` gave."""


class Subjects:
    """Keys of the records that were met, and identifiers found in them.

    The key of a record counts as its subject: one person with five invoices counts five times, so a count of subjects
    is an upper bound. Identifiers are there to be looked for, and count nothing. The repr shows no value.
    """

    def __init__(self) -> None:
        self._keys: set[object] = set()
        self._others: set[object] = set()
        self.most: float = inf
        """So many are marked and no more, where nobody asks for all."""
        self.is_partial = False
        """True once `most` was reached."""

    def __len__(self) -> int:
        return len(self._keys) + len(self._others)

    def __repr__(self) -> str:
        return f"<{len(self._keys)} subjects>"

    def watch(self, fields: Iterable[FieldSpec], *, key: Sequence[str] = ()) -> Callable[[object], None] | None:
        """What to call with each row of these fields; None where nothing in them is about a person.

        `key` names the wire fields of the record's key.
        """
        chosen = tuple(fields)
        if not any(spec.tag.is_personal for spec in chosen):
            return None
        by_wire = {spec.wire: spec for spec in chosen}
        own = [by_wire[wire].name for wire in key if wire in by_wire]
        plain = [spec.name for spec in chosen if _is_identifier(spec) and spec.name not in own]
        deep = [spec.name for spec in chosen if not spec.is_plain and spec.tag.category in CORRESPONDENTS]
        return self._watch(own if len(own) == len(key) else [], plain, deep)

    def add(self, *, key: object = None, others: Mapping[FieldSpec, object] | None = None) -> None:
        """One record by hand, such as one that is written."""
        if key is not None and key != ():
            self._keys.add(tuple(key) if isinstance(key, list | tuple) else key)
        for spec, value in (others or {}).items():
            if _is_identifier(spec):
                self._others.add(str(value))
            elif spec.tag.category in CORRESPONDENTS:
                self._others.update(_addresses(value))

    def mention(self, identifiers: Iterable[str]) -> None:
        """People who are met by an identifier alone, such as those who get a mail."""
        self._others.update(identifiers)

    def taken(self) -> Subjects:
        """What was met since this was asked last; the counting starts anew."""
        taken = Subjects()
        taken._keys, taken._others = set(self._keys), set(self._others)
        self._keys.clear()
        self._others.clear()
        return taken

    def marked(self, mark: Mark) -> tuple[list[bytes], list[bytes]]:
        """Marks of the keys, and of identifiers that are no key here, each once and in no telling order."""
        known, named = _texts(self._keys), _texts(self._others)
        return sorted(map(mark, known)), sorted(map(mark, named - known))

    def _watch(self, own: Sequence[str], plain: Sequence[str], deep: Sequence[str]) -> Callable[[object], None] | None:
        keys, others = self._keys, self._others
        key = attrgetter(*own) if own else None
        one = attrgetter(plain[0]) if len(plain) == 1 else None
        several = attrgetter(*plain) if len(plain) > 1 else None
        if not (own or plain or deep):
            return None

        def met(row: object) -> None:
            if self.is_partial:
                return
            try:
                if key is not None:
                    keys.add(key(row))
                if several is not None:
                    others.update(several(row))
                elif one is not None:
                    others.add(one(row))
            except TypeError:  # a list or an object where the catalogue has a plain value: no reason to stop a read
                keys.add(repr([getattr(row, name) for name in own]))
                others.update(repr(getattr(row, name)) for name in plain)
            for name in deep:
                others.update(_addresses(getattr(row, name)))
            self.is_partial = len(keys) + len(others) >= self.most

        return met


def spoken(text: str) -> str:
    """A value as it is marked: letter case and blanks around it make no difference."""
    return text.strip().casefold()


def _is_identifier(spec: FieldSpec) -> bool:
    return spec.is_plain and spec.tag.category in IDENTIFIERS


def _texts(values: Iterable[object]) -> set[str]:
    """Nearly all are text, which is spared a call."""
    return {value.strip().casefold() if type(value) is str else _text(value) for value in values} - {""}


def _text(value: object) -> str:
    if isinstance(value, str):
        return spoken(value)
    if isinstance(value, tuple):
        return ",".join(_text(part) for part in value)
    return "" if value is None else spoken(str(value))


def _addresses(value: object) -> Iterable[str]:
    """Every e-mail address in a value of several parts, however deep."""
    if isinstance(value, str):
        if "@" in value and len(value) <= LONGEST and " " not in value.strip():
            yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _addresses(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _addresses(part)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _addresses(getattr(value, name))
