"""How an entity is written as one nested document: what the vendor wants where, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AnswerShape = Literal["results", "bare", "list"]


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """The envelope of a nested document; its fields and objects stand on the entity itself. Names are wire names.

    Objects are named by their path from the root: `FbSales/FbSalesLines`.
    """

    root: str
    """The outermost name in the body; it can differ from the name in the address."""
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys that stand on the element of an object, not among its fields, by object; `*` is every object."""
    required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What an insert wants, by path. AFAS: stricter than practice, so warn rather than refuse (fact sheet 5.1)."""
    required_on_update: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The same for an update, by path, where it differs."""
    delete_path: str | None = None
    """The address of a deletion, with the keys in braces; None where the vendor allows none."""
    delete_key: tuple[str, ...] = ()
    sub_routes: tuple[str, ...] = ()
    """Objects with an address of their own under this one: update the outer record, insert the inner."""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys that an insert answers with, by object; empty where it says nothing or nothing is known."""
    answer_shape: AnswerShape = "results"
    """Whether the answer is wrapped in `results`, bare, or a list inside `results`."""
    derived: bool = False
    """The fields were put together from siblings: trust the metainfo of the environment over them."""
