"""Where written records are looked at: at themselves, or through a view that shows a part of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.connector import Connector, EntitySpec, FieldSpec, Record
from nlconnect.connector.nested import key_fields
from nlconnect.connector.writer import Draft, View
from nlconnect.errors import Forbidden, NlconnectError, PolicyRefused, ScopeMissing
from nlconnect.model.change import Clear, Ref
from nlconnect.model.outcome import WrittenKey
from nlconnect.model.values import Value

SECRETS = "user.authorization."
"""No vendor gives back a password that was written."""
CLOSED = (Forbidden, PolicyRefused, ScopeMissing)
"""This login may not look there, though it may write."""
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
    parameters: Mapping[str, object] = field(default_factory=dict)
    """The parents that the change names."""

    @classmethod
    def of(cls, written: EntitySpec, connector: Connector, parameters: Mapping[str, object]) -> Sight | None:
        """None where nobody can see what was written."""
        view = connector.writer.seen_through(written) if connector.writer is not None else None
        if view is not None:
            return cls(written, connector.catalogue.entity(view.entity), view)
        return cls(written, written, parameters=parameters) if "GET" in written.methods else None

    def column(self, path: str) -> FieldSpec | None:
        """The field in which the written field at that path is seen; None where none shows it."""
        if self.view is None:
            if path.partition(".")[0] not in self.written.by_name or "[" in path:
                return None
            spec = self.written.field_at(path)
            is_secret = (spec.tag.category or "").startswith(SECRETS)
            return spec if (spec.is_value or spec.is_open) and not is_secret else None
        if any(place != "0" for place in _PLACE.findall(path)):
            return None
        name = self.view.names.get(_PLACE.sub("", path))
        return self.entity.by_name.get(name) if name is not None else None

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
        """Where the parts of a key stand in what is read; None where one of them does not, or is a moment of a view.

        AFAS cannot compare moments for equality: it shows whole seconds and compares hidden fractions.
        """
        if not key:  # there is one such record
            return []
        specs = key_fields(self.written, verb)
        columns = [self.column(spec.name) for spec in specs]
        if self.view is not None and any(column is not None and column.type == "datetime" for column in columns):
            return None
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
    found = [spec.name for spec in draft.values if spec.is_value] + [spec.name for spec in draft.structures]
    for spec, rows in draft.lines.items():
        for number, row in enumerate(rows):
            found += [f"{spec.name}[{number}].{path}" for path in paths_of(row)]
    return found


def value_at(draft: Draft, path: str) -> Value | Clear | Ref | None:
    """What a draft gives at a path of names; of several objects, the first."""
    head, _, rest = path.partition(".")
    if not rest:
        return next((value for spec, value in draft.values.items() if spec.name == path), None)
    whole = next((parts for spec, parts in draft.structures.items() if spec.name == head), None)
    if whole is not None:
        return _part_at(whole, draft.entity.field_at(path).wire.split("/")[1:])
    rows = next((rows for spec, rows in draft.lines.items() if spec.name == head), ())
    return value_at(rows[0], rest) if rows else None


def _part_at(whole: object, wires: Sequence[str]) -> Value | None:
    """A part of a value of several parts; of several such values, of the first."""
    for wire in wires:
        if isinstance(whole, tuple):
            whole = whole[0] if whole else None
        whole = whole.get(wire) if isinstance(whole, Mapping) else None
    return None if isinstance(whole, tuple | Mapping) else whole  # type: ignore[return-value]  # a part is a value


def key_part(value: Value) -> int | str:
    """A part of a key as a plan keeps it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return str(value).strip()


def keys_of(records: Iterable[Record], sight: Sight) -> tuple[WrittenKey, ...]:
    """The records that these rows show, each once."""
    return tuple(sorted({sight.key_of(record) for record in records}, key=str))


def closed_view(sight: Sight, closed: NlconnectError) -> str:
    """That a view cannot be read. Raises what it was given where the record itself cannot be."""
    if sight.view is None:
        raise closed
    return f"{sight.entity.name}, which shows what was written, may not be read here"


def tells(column: FieldSpec | None) -> bool:
    """Whether what stands there can be compared; bytes come back in other forms."""
    return column is not None and column.type != "binary"
