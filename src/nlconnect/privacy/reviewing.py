"""What a person judged of their own fields, written into the overlay of their own schema, one answer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlconnect.model.catalogue import Catalogue, FieldSpec
from nlconnect.model.privacy import TagStatus, categories
from nlconnect.privacy.judging import Judge, Proposal
from nlconnect.privacy.overview import tagged_fields


@dataclass(frozen=True, slots=True)
class Open:
    """A field that nobody judged yet, with what is proposed for it."""

    module: str
    entity: str
    field: FieldSpec
    proposal: Proposal


def open_fields(catalogue: Catalogue, judge: Judge) -> Iterator[Open]:
    """Every field without a reviewed tag, in the order of the catalogue: nothing is asked twice."""
    wires = {kind.name: wire for wire, kind in catalogue.types.items()}
    for tagged in tagged_fields(catalogue):
        if tagged.field.tag.status is TagStatus.REVIEWED:
            continue
        module, _, name = tagged.owner.partition(".")
        labels = [label for label in (tagged.field.label_nl, tagged.field.label) if label]
        found = judge.propose(tagged.field.wire, entity=name, labels=labels, type_=str(tagged.field.type))
        yield Open(module, wires.get(name, name) if module == "types" else name, tagged.field, found)


def write_answer(folder: Path, asked: Open, *, category: str | None, level: int | None = None) -> None:
    """Put a line under [Entity.tags] of the overlay; everything else that stands there stays as it is.

    `category` None says that the field is not personal. The file is whole at every moment.
    """
    import tomlkit

    path = folder / "overlay" / f"{asked.module}.toml"
    document: Any = tomlkit.parse(path.read_text("utf-8") if path.is_file() else "")
    section = document.setdefault(asked.entity, tomlkit.table())
    tags = section.setdefault("tags", tomlkit.table())
    tags[asked.field.wire] = _line(category, level)
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".toml.new")
    beside.write_text(tomlkit.dumps(document), "utf-8")
    beside.replace(path)


def _line(category: str | None, level: int | None) -> object:
    if category is None:
        return "none"
    if level is None or level == categories()[category].level:
        return category
    import tomlkit

    table = tomlkit.inline_table()
    table.update({"category": category, "level": level})
    return table
