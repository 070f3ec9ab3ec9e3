"""Who may have written a text: our side, or anybody. A label joins, and nothing takes it off again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from nlconnect.connector import Connector, EntitySpec, FieldSpec
from nlconnect.errors import ApiError, BudgetExhausted, NotFound, PartialFailure, RateLimited
from nlconnect.model.layered import LayeredCatalogue
from nlconnect.model.record import MASK
from nlconnect.policy.vault import TOKEN

MOST_SOURCES = 60
"""Of one label; beyond that it says which entities, and not which fields."""
MOST_TOLD = 6
IDENTIFIER = re.compile(r"[A-Za-z0-9_=-]{0,200}")
"""Keys and guids look so. Nobody writes a sentence in these characters that a model has to see as anything but one
word; what looks otherwise counts as text."""
PERIOD = re.compile(r"\d{4}(-W?\d\d){0,2}")
"""What a total makes of a day."""
OURS = (NotFound, RateLimited, BudgetExhausted)
"""Refusals of a vendor whose words are always our own."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a text came from: the profile, the entity, and the field, or what else it was."""

    profile: str
    entity: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Where what others wrote comes from. Without a source nobody but us and the user had a hand in it."""

    sources: frozenset[Source] = frozenset()

    @classmethod
    def of(cls, profile: str, entity: str, parts: Iterable[str]) -> Label:
        """That of some fields; trusted without any."""
        return cls(frozenset(Source(profile, entity, what) for what in parts))

    @property
    def is_trusted(self) -> bool:
        return not self.sources

    def __or__(self, other: Label) -> Label:
        """What is made of both."""
        joined = self.sources | other.sources
        if len(joined) > MOST_SOURCES:
            joined = frozenset(Source(one.profile, one.entity) for one in joined)
        return Label(joined)

    def __le__(self, other: Label) -> bool:
        """Whether the other one says all of this, too."""
        whole = {(one.profile, one.entity) for one in other.sources if not one.what}
        return all(one in other.sources or (one.profile, one.entity) in whole for one in self.sources)

    def __str__(self) -> str:
        places: dict[str, list[str]] = {}
        for one in sorted(self.sources):
            place = f"{one.entity} of {one.profile}" if one.entity else one.profile
            places.setdefault(place, []).extend([one.what] if one.what else [])
        told = [f"{place} ({', '.join(parts[:MOST_TOLD])})" if parts else place for place, parts in places.items()]
        more = f" and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
        return f"{'; '.join(told[:MOST_TOLD])}{more}"

    def dump(self) -> list[list[str]]:
        return [[one.profile, one.entity, one.what] for one in sorted(self.sources)]

    @classmethod
    def load(cls, rows: Iterable[Sequence[str]]) -> Label:
        return cls(frozenset(Source(*row) for row in rows))


TRUSTED = Label()


def holds_text(value: object, spec: FieldSpec | None) -> bool:
    """Whether somebody else may have written this value, whatever its column is meant for.

    What a vendor sends that is no number or day stays as it came, so a column of dates may hold a sentence.
    """
    if value is None or isinstance(value, bool | int | float | Decimal | date) or value in ("", MASK):
        return False
    if spec is not None and spec.enum is not None:
        code = value.value if isinstance(value, Enum) else value
        if isinstance(code, int | str) and (code in spec.enum.values.values() or code in spec.enum.values):
            return False
    if isinstance(value, Mapping):
        return any(IDENTIFIER.fullmatch(str(key)) is None or holds_text(part, None) for key, part in value.items())
    if isinstance(value, list | tuple):
        return any(holds_text(part, spec) for part in value)
    if isinstance(value, str) and TOKEN.fullmatch(value):  # what stands behind it is not shown
        return False
    if spec is None or not isinstance(value, str):
        return True
    if spec.type in ("date", "datetime"):
        return PERIOD.fullmatch(value) is None
    return not ((spec.is_key or spec.type == "guid") and IDENTIFIER.fullmatch(value))


def is_customers_own(system: Connector, entity: EntitySpec) -> bool:
    """Whether the names and titles of an entity were made by the customer, and not by us."""
    catalogue = system.catalogue
    return isinstance(catalogue, LayeredCatalogue) and entity.catalogue is catalogue.own


def label_of_refusal(error: BaseException, profile: str) -> Label:
    """That of an error's text: a vendor's own words, however they were cut, may repeat what somebody typed."""
    if isinstance(error, PartialFailure):
        return next(
            (found for one in error.failures if not (found := label_of_refusal(one, profile)).is_trusted), TRUSTED
        )
    if isinstance(error, ApiError) and not isinstance(error, OURS):
        return Label.of(profile, error.entity or "", ["error text"])
    return TRUSTED


def packed(label: Label) -> bytes:
    """For the state store."""
    return json.dumps(label.dump()).encode()


def unpacked(document: bytes | None) -> Label:
    """Back. What cannot be read counts as text of others."""
    if document is None:
        return TRUSTED
    try:
        rows = json.loads(document)
        if isinstance(rows, list):
            return Label.load(rows)
    except (ValueError, TypeError):
        pass
    return Label.of("unknown", "", ["a label that cannot be read"])
