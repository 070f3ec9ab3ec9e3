"""By what an upsert knows its record: fields as the vendor compares them, spellings, and records of other systems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlconnect.errors import QueryError


@dataclass(frozen=True, slots=True)
class MatchKey:
    """Fields that tell the record together, by Python name; `kn_organisation.cc_nr` is of an object inside."""

    fields: tuple[str, ...]
    is_loose: bool = False
    """Whether another spelling of the same will do."""

    def __str__(self) -> str:
        return " and ".join(self.fields)


@dataclass(frozen=True, slots=True)
class Origin:
    """A record of another system: `Origin("acme-afas", "debtor", "10001")`. Its repr shows no key.

    System and kind are names of your choice; always write them alike.
    """

    system: str
    kind: str
    key: str = field(repr=False)

    def __post_init__(self) -> None:
        for name in ("system", "kind", "key"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.strip():
                raise QueryError(
                    f"the {name} of an origin is text and not empty",
                    hint='For example Origin("acme-afas", "debtor", "10001"); a number as a key goes in as text.',
                )


Match = str | tuple[str, ...] | MatchKey | Origin
"""One way to know the record; the fields of a tuple tell it together."""


def alike(name: str, /) -> MatchKey:
    """A field that is also the same in another spelling: `alike("vat_number")`.

    Of e-mail addresses the case does not count; of anything else neither do blanks, dots, hyphens and slashes. No
    vendor can compare so: the column is read whole, and that is kept for five minutes.
    """
    return MatchKey((name,), is_loose=True)


def normal_form(value: object) -> str:
    """What is the same for all spellings of an e-mail address, a VAT number, a number of a trade register."""
    text = str(value).strip().casefold()
    return text if "@" in text else "".join(char for char in text if char.isalnum())


def match_keys(match: Match | Sequence[Match]) -> tuple[MatchKey | Origin, ...]:
    """The ways to know the record, the preferred first. Raises QueryError where there is none, or one twice."""
    given = match if isinstance(match, list) else [match]
    found: list[MatchKey | Origin] = []
    for one in given:
        if isinstance(one, str):
            found.append(MatchKey((one,)))
        elif isinstance(one, tuple):
            found.append(MatchKey(one))
        elif isinstance(one, MatchKey | Origin):
            found.append(one)
        else:
            raise QueryError("a match is the name of a field, a tuple of them, alike(...) or an Origin")
    names = [one.fields for one in found if isinstance(one, MatchKey)]
    if not found or () in names or len(set(names)) < len(names) or len(found) - len(names) > 1:
        raise QueryError(
            "an upsert names what to match by, each way once and at most one origin",
            hint='For example Upsert(Accounts, ["code", alike("vat_number")], code=..., vat_number=..., name=...).',
        )
    return tuple(found)
