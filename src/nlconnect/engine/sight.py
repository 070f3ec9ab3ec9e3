"""Where written records are looked at: at themselves, or through a view that shows a part of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlconnect.connector import Connector, EntitySpec, FieldSpec, Record
from nlconnect.connector.nested import key_fields
from nlconnect.connector.writer import Draft, View
from nlconnect.model.change import Clear, Ref
from nlconnect.model.outcome import WrittenKey
from nlconnect.model.values import Value

_PLACE = re.compile(r"\[(\d+)\]")

Seen = Mapping[str, object]
"""What stands in a record, by the path of the written field (`city`, `kn_person[0].em_ad`); what is not shown is
not in it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How the records of one entity are looked at."""

    written: EntitySpec
    entity: EntitySpec
    """What is read."""
    view: View | None = None

    @classmethod
    def of(cls, written: EntitySpec, connector: Connector) -> Sight | None:
        """None where nobody can see what was written."""
        view = connector.writer.seen_through(written) if connector.writer is not None else None
        if view is not None:
            return cls(written, connector.catalogue.entity(view.entity), view)
        return cls(written, written) if "GET" in written.methods else None

    def column(self, path: str) -> FieldSpec | None:
        """The field in which the written field at that path is seen; None where none shows it."""
        if self.view is None:
            spec = self.written.by_name.get(path)
            return spec if spec is not None and spec.is_value else None
        if any(place != "0" for place in _PLACE.findall(path)):
            return None
        name = self.view.names.get(_PLACE.sub("", path))
        return self.entity.by_name[name] if name is not None else None

    def columns(self, paths: Iterable[str]) -> dict[str, FieldSpec]:
        """The same of several, without those that nothing shows."""
        found = ((path, self.column(path)) for path in paths)
        return {path: spec for path, spec in found if spec is not None}

    @property
    def key_names(self) -> tuple[str, ...]:
        """What tells one record from another, by name in what is read."""
        if self.view is not None and self.view.key:
            return self.view.key
        return tuple(self.entity.by_wire[wire].name for wire in self.entity.key)

    def key_of(self, record: Record) -> WrittenKey:
        return tuple(key_part(getattr(record, name)) for name in self.key_names)

    def written_key_of(self, record: Record) -> WrittenKey | None:
        """The key to write with; None where what is read does not tell it whole."""
        columns = [self.column(spec.name) for spec in key_fields(self.written, "update")]
        if not columns or None in columns:
            return None
        return tuple(key_part(getattr(record, column.name)) for column in columns if column is not None)

    def places(self, key: Sequence[Value], verb: str) -> list[tuple[FieldSpec, Value]] | None:
        """Where the parts of a key stand in what is read; None where one of them does not."""
        specs = key_fields(self.written, verb)
        columns = [self.column(spec.name) for spec in specs]
        if None in columns:
            return None
        return [(column, part) for column, part in zip(columns, key, strict=True) if column is not None]

    def seen(self, record: Record, paths: Iterable[str]) -> Seen:
        """What a record shows of these."""
        return {path: getattr(record, spec.name) for path, spec in self.columns(paths).items()}

    def all_paths(self) -> list[str]:
        """Everything that can be seen of a record."""
        if self.view is not None:
            return [path for path in self.view.names if "." not in path]
        return [spec.name for spec in self.written.defaults if spec.is_plain]


def paths_of(draft: Draft) -> list[str]:
    """Every field that a draft fills, by its path."""
    found = [spec.name for spec in draft.values if spec.is_value]
    for spec, rows in draft.lines.items():
        for number, row in enumerate(rows):
            found += [f"{spec.name}[{number}].{path}" for path in paths_of(row)]
    return found


def value_at(draft: Draft, path: str) -> Value | Clear | Ref | None:
    """What a draft gives at a path of names; of several objects, the first."""
    head, _, rest = path.partition(".")
    if not rest:
        return next((value for spec, value in draft.values.items() if spec.name == path), None)
    rows = next((rows for spec, rows in draft.lines.items() if spec.name == head), ())
    return value_at(rows[0], rest) if rows else None


def key_part(value: Value) -> int | str:
    """A part of a key as a plan keeps it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return str(value).strip()
