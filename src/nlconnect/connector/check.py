"""A change is checked before anything is sent: every fault at once, by field and rule, and never a value."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from nlconnect.connector.files import beside_files
from nlconnect.connector.nested import ACTION, ACTIONS, demanded, key_fields, object_inside
from nlconnect.connector.writer import Draft, Writer
from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.change import CLEAR, LINKS, Change, Clear, Ref, Verb
from nlconnect.model.complex import Complex
from nlconnect.model.record import Record
from nlconnect.model.structures import Structure, Structures, is_structured
from nlconnect.model.values import Value, coerce

METHODS = {"create": "new records", "update": "changes", "delete": "deletions", "call": "calls"}


def drafted(change: Change, writer: Writer) -> Draft:
    """The change with its values in the right types. Raises QueryError that lists every fault.

    An upsert is checked again as what it turns out to be.
    """
    entity = change.entity
    check = _Check(writer)
    if change.verb in LINKS:
        return _linked(change, check)
    verbs: Sequence[str] = ("create", "update") if change.verb == "upsert" else (change.verb,)
    for verb in verbs:
        if not entity.methods & set(writer.methods(verb)):  # type: ignore[arg-type]  # no upsert is left
            offered = ", ".join(sorted(entity.methods))
            raise QueryError(
                f"{entity.name} takes no {METHODS[verb]}: the vendor offers {offered} only", entity=entity.name
            )
    named = [wire for parent, wire in entity.parents_inside.items() if parent in change.parameters]
    draft = _draft(change.verb, entity, change.values, check, derived=named)
    key = _key(change, check) if change.verb in ("update", "delete") else None
    if change.verb == "update" and not change.values:
        check.add("", "it changes nothing: name a field and its new value")
    check.raise_for(entity)
    return replace(draft, key=key, warnings=tuple(check.warnings), parameters=dict(change.parameters))


def _linked(change: Change, check: _Check) -> Draft:
    """One record and another that it leads to, under the field that does."""
    entity = change.entity
    ((name, value),) = change.values.items()
    spec = entity.by_name.get(name) or entity.by_wire.get(name)
    target = entity.target_of(spec.name) if spec is not None and spec.related is not None else None
    if spec is None or target is None:
        ways = ", ".join(one.name for one in entity.fields if one.related is not None)
        hint = f"It has such records under: {ways}." if ways else None
        raise QueryError(f"{name} leads to no records that are linked", entity=entity.name, hint=hint)
    if value is CLEAR and spec.type == "collection":
        check.add(name, "has many records: say which one")
    elif value is not CLEAR and not isinstance(value, Ref):
        value = _part_of_key(target.by_wire[target.key[0]], value, check, name=name)
    key = _key(change, check)
    check.raise_for(entity)
    return Draft(change.verb, entity, {spec: value}, key=key, parameters=dict(change.parameters))  # type: ignore[dict-item]  # checked above


@dataclass(slots=True)
class _Check:
    """Who is asked, and what is wrong so far."""

    writer: Writer
    found: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, name: str, rule: str, *, hint: str | None = None) -> None:
        self.found.append(f"{name} {rule}".strip())
        if hint:
            self.hints.append(hint)

    def fault(self, name: str, rule: str, hint: str | None) -> None:
        """The same, as those who check the parts of a value call it."""
        self.add(name, rule, hint=hint)

    def raise_for(self, entity: EntitySpec) -> None:
        if self.found:
            hints = "\n".join(dict.fromkeys(self.hints)) or None
            raise QueryError("; ".join(self.found), entity=entity.name, operation="write", hint=hints)


def _draft(
    verb: Verb,
    entity: EntitySpec,
    given: Mapping[str, object],
    check: _Check,
    *,
    at: str = "",
    derived: Sequence[str] = (),
) -> Draft:
    """`derived` are fields that are filled by themselves, such as that of a line that points back to its header."""
    values: dict[FieldSpec, Value | Clear | Ref] = {}
    lines: dict[FieldSpec, tuple[Draft, ...]] = {}
    structures: dict[FieldSpec, Structure] = {}
    given = beside_files(entity, given, check.writer)
    for name, value in given.items():
        try:
            spec = entity.field(name)
        except QueryError as unknown:
            check.add(f"{at}{name}", "is no field of it", hint=unknown.hint)
            continue
        if value is None:
            check.add(f"{at}{name}", "is None, which says neither `empty it` nor `leave it`", hint=_NONE)
        elif _may_be_written(spec, verb, entity, check, at=at):
            if spec.type == "collection" or object_inside(entity, spec) is not None:
                lines[spec] = _lines(spec, value, verb, entity, check, at=at)
            elif is_structured(spec) and value is not CLEAR:
                parts = _structures(entity, verb, check).checked(spec, value, at=f"{at}{spec.name}")
                if parts is not None:
                    structures[spec] = parts
            else:
                found = _value(spec, value, verb, check, at=at)
                if found is not None:
                    values[spec] = found
    if verb in ("create", "call"):
        _require(entity, given, check, at=at, derived=derived)
    return Draft(verb, entity, values, lines=lines, structures=structures)


def _structures(entity: EntitySpec, verb: Verb, check: _Check) -> Structures:
    return Structures(entity.catalogue, check.fault, check.warnings.append, is_new=verb != "update")


_NONE = "Leave the field out to keep it as it is, or give CLEAR to empty it."


def _may_be_written(spec: FieldSpec, verb: Verb, entity: EntitySpec, check: _Check, *, at: str) -> bool:
    name = f"{at}{spec.name}"
    if spec.read_only:
        check.add(name, "is read-only at the vendor")
    elif spec.create_only and verb == "update":
        check.add(name, "can be given to a new record only")
    elif spec.update_only and verb in ("create", "call"):
        check.add(name, "cannot be given to a new record; update it afterwards")
    elif spec.type == "object" and spec.of is None and not spec.is_open:
        check.add(name, "lives on another resource and is written there")
    else:
        if spec.obsolete:
            check.warnings.append(f"{name} is obsolete at the vendor")
        return True
    return False


def _value(spec: FieldSpec, value: object, verb: Verb, check: _Check, *, at: str) -> Value | Clear | Ref | None:
    name = f"{at}{spec.name}"
    if value is CLEAR:
        if verb != "update":
            check.add(name, "cannot be cleared in a new record; leave it out")
        elif spec.required:
            check.add(name, "is required and cannot be cleared")
        else:
            return CLEAR
        return None
    if isinstance(value, Ref):
        return value
    if spec.type == "date" and isinstance(value, datetime):
        check.add(name, "is a calendar date and was given a moment", hint="Give a date: a zone could move the day.")
        return None
    try:
        found = coerce(spec, value)
    except QueryError as wrong:
        rule = "has no such name" if spec.enum is not None and isinstance(value, str) else f"is no {spec.kind}"
        check.add(name, rule, hint=wrong.hint)
        return None
    if isinstance(found, str):
        longest = spec.length or spec.padded
        if longest is not None and len(found.strip() if spec.padded else found) > longest:
            check.add(name, f"is longer than the {longest} characters it takes")
            return None
        if spec.required and not found.strip():
            check.add(name, "is required and cannot be empty")
            return None
    if spec.enum is not None and found not in spec.enum.values.values():
        check.warnings.append(f"{name} has a code that the catalogue does not know")
    return found


def _lines(
    spec: FieldSpec, value: object, verb: Verb, entity: EntitySpec, check: _Check, *, at: str
) -> tuple[Draft, ...]:
    inside = object_inside(entity, spec)
    target = inside or entity.target_of(spec.name)
    name = f"{at}{spec.name}"
    if inside is not None and isinstance(value, Mapping | Complex):
        value = [value]
    if target is None:
        check.add(name, "holds something the catalogue does not know")
        return ()
    if verb not in ("create", "call") and inside is None:
        check.add(name, "comes with a new record only", hint=f"Change its lines through {target.qualified_name}.")
        return ()
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence) or not value:
        check.add(name, "is a list of at least one line")
        return ()
    found = []
    for number, row in enumerate(value):
        given = _as_given(row)
        if not isinstance(given, Mapping):
            check.add(f"{name}[{number}]", f"is no line: give a mapping or a {target.record}")
            continue
        derived = [spec.link.by] if spec.link is not None and spec.link.by is not None else []
        own = "create" if inside is None else _action(given, verb, check, at=f"{name}[{number}]")
        fields = {key: part for key, part in given.items() if inside is None or key.lower() != ACTION}
        found.append(_draft(own, target, fields, check, at=f"{name}[{number}].", derived=derived))
    return tuple(found)


def _as_given(row: object) -> object:
    """A part that a complex value leaves out is None, which says nothing."""
    if isinstance(row, Complex):
        return {name: value for name, value in row.__dict__.items() if value is not None}
    return dict(row.__dict__) if isinstance(row, Record) else row


def _action(given: Mapping[str, object], verb: Verb, check: _Check, *, at: str) -> Verb:
    """What becomes of an object inside: what its mark says, else what becomes of the one around it."""
    mark = next((value for key, value in given.items() if key.lower() == ACTION), None)
    if mark is None:
        return verb
    if not isinstance(mark, str) or mark.lower() not in ACTIONS:
        check.add(f"{at}.@Action", f"is one of {', '.join(ACTIONS)}")
        return verb
    return ACTIONS[mark.lower()]


def _require(
    entity: EntitySpec, given: Mapping[str, object], check: _Check, *, at: str, derived: Sequence[str]
) -> None:
    sent = {entity.field(name).wire for name in given if name in entity.by_name or name in entity.by_wire}
    if entity.document is not None:
        _warn_of(entity, sent, check, at=at)
        return
    for spec in entity.fields:
        if not spec.required or spec.wire in sent or spec.wire in derived:
            continue
        if (spec.is_key and spec.read_only) or check.writer.may_lack(spec, sent):
            continue
        check.add(f"{at}{spec.name}", "is required")


def _warn_of(entity: EntitySpec, sent: Container[str], check: _Check, *, at: str) -> None:
    """What the vendor's reference wants of a new document; it asks for more than the vendor does."""
    specs = (entity.by_wire.get(wire) for wire in demanded(entity) if wire not in sent)
    names = [f"{at}{spec.name}" for spec in specs if spec is not None and not check.writer.may_lack(spec, sent)]
    if names:
        check.warnings.append(f"the vendor's reference calls mandatory, and may refuse without: {', '.join(names)}")


def _key(change: Change, check: _Check) -> tuple[Value, ...]:
    entity = change.entity
    given = change.key if isinstance(change.key, tuple) else (change.key,)
    specs = key_fields(entity, change.verb)
    if entity.kind == "single":
        if given:
            check.add("the key", "is not needed: there is one such record")
        return ()
    if not specs or len(given) != len(specs):
        parts = f"has {len(specs)} parts: {', '.join(spec.wire for spec in specs)}" if specs else "is not known"
        check.add("the key", parts)
        return ()
    found = (_part_of_key(spec, value, check, name=spec.name) for spec, value in zip(specs, given, strict=True))
    return tuple(part for part in found if part is not None)


def _part_of_key(spec: FieldSpec, value: object, check: _Check, *, name: str) -> Value | None:
    try:
        part = coerce(spec, value)
    except QueryError as wrong:
        check.add(name, f"is no {spec.kind}", hint=wrong.hint)
        return None
    if part is None or part == "":
        check.add(name, "is the key and cannot be empty" if name == spec.name else "is a key and cannot be empty")
        return None
    return part
