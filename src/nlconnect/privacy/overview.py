"""What is known of the fields of a system, counted: judged by a person, only proposed, or not looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlconnect.model.catalogue import Catalogue, FieldSpec
from nlconnect.model.privacy import Personal, TagStatus, categories


@dataclass(frozen=True, slots=True)
class TaggedField:
    """One field with the entity or complex type that it stands in."""

    owner: str
    field: FieldSpec


@dataclass(frozen=True, slots=True)
class TagSummary:
    """How many fields there are of each kind. What is unreviewed is masked everywhere, what is proposed by level."""

    fields: int
    personal: int
    not_personal: int
    proposed: int
    unreviewed: int
    levels: tuple[int, ...]
    """Fields by the level that counts, 0 to 5."""
    special: int
    """Of special categories, criminal records and national numbers (GDPR articles 9, 10 and 87)."""

    @property
    def share_proposed(self) -> float:
        return self.proposed / self.fields if self.fields else 0.0

    @property
    def share_unreviewed(self) -> float:
        return self.unreviewed / self.fields if self.fields else 0.0


def flags_of(tag: Personal) -> tuple[str, ...]:
    """What the law says of a category beyond its level."""
    category = categories().get(tag.category or "")
    if category is None:
        return ()
    said = {"art. 9": category.art9 is not None, "art. 10": category.art10, "national id": category.national_id}
    return tuple(flag for flag, holds in said.items() if holds)


def tagged_fields(catalogue: Catalogue) -> Iterator[TaggedField]:
    """Every field that holds a value, also those inside complex types; what leads to other records is judged there."""
    for spec in catalogue.entities():
        yield from (TaggedField(spec.qualified_name, field) for field in spec.values)
    for kind in catalogue.types.values():
        yield from (TaggedField(f"types.{kind.name}", field) for field in kind.fields if field.is_value)


def tag_summary(catalogue: Catalogue) -> TagSummary:
    """Count the fields of a system."""
    tags = [entry.field.tag for entry in tagged_fields(catalogue)]
    reviewed = [tag for tag in tags if tag.status is TagStatus.REVIEWED]
    return TagSummary(
        fields=len(tags),
        personal=sum(tag.category is not None for tag in reviewed),
        not_personal=sum(tag.category is None for tag in reviewed),
        proposed=sum(tag.status is TagStatus.PROPOSED for tag in tags),
        unreviewed=sum(tag.status is TagStatus.UNREVIEWED for tag in tags),
        levels=tuple(sum(tag.effective_level == level for tag in tags) for level in range(6)),
        special=sum(bool(flags_of(tag)) for tag in tags),
    )
