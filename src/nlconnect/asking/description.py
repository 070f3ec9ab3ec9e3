"""An entity in words for people."""

from __future__ import annotations

from collections import Counter

from nlconnect.connector import Connector, EntitySpec, FieldSpec
from nlconnect.errors import QueryError
from nlconnect.model.catalogue import snake
from nlconnect.model.privacy import MASKED_AT_LEVEL, TagStatus

READING = {"GET": "read"}
WRITING = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}
DEMANDS = {
    "filter": "a filter on one of the fields marked so",
    "select": "a selection of fields",
    "no_select_star": "fields by name, not all at once",
}


def facts_of(system: Connector, spec: EntitySpec) -> dict[str, object]:
    """What holds for the entity as a whole."""
    verbs = list(dict.fromkeys(verb for method, verb in {**READING, **WRITING}.items() if method in spec.methods))
    return {
        "entity": f"{spec.qualified_name} ({spec.title_nl})" if spec.title_nl else spec.qualified_name,
        "system": system.title,
        "path": spec.path,
        "kind": spec.kind if spec.kind != "standard" else None,
        "operations": verbs,
        "key": [spec.by_wire[wire].name if wire in spec.by_wire else wire for wire in spec.key],
        "page": f"{spec.page_size} rows a call" if spec.page_size else "unknown number of rows a call",
        "demands": [DEMANDS.get(demand, demand) for demand in sorted(spec.demands)],
        "routes": [_route(spec, name) for name in spec.routes],
        "sync": _followed(system, spec),
        "parameters": [f"{snake(name)} ({kind})" for name, kind in spec.parameters.items()],
        "permission": _permission(spec),
        "field permissions": _beyond(spec),
        "notes": list(spec.notes),
        "obsolete": "yes" if spec.obsolete else None,
        "tags": _tags(spec),
    }


def _followed(system: Connector, spec: EntitySpec) -> str:
    """Whether `sync` can follow it, and what it cannot tell; why not."""
    if system.deltas is None:
        return f"no: what changed in {system.title} cannot be followed yet"
    try:
        tracking = system.deltas.tracking(spec)
    except QueryError as error:
        return f"no: {error.message}. {error.hint or ''}".rstrip()
    kind = {"row_version": "by row version", "watermark": "by moment of change", "link": "by delta link"}[tracking.kind]
    lacking = f", without {len(tracking.missing)} fields" if tracking.missing else ""
    return f"{kind}, {'deletions known' if tracking.deletions else 'deletions unknown'}{lacking}"


def field_rows(spec: EntitySpec) -> list[dict[str, object]]:
    """One row for each field."""
    return [_field(spec, field) for field in spec.fields]


def _field(spec: EntitySpec, field: FieldSpec) -> dict[str, object]:
    return {
        "field": field.name,
        "wire": field.wire,
        "type": _type(spec, field),
        "key": "key" if field.is_key else None,
        "write": _writable(spec, field),
        "filter": _filter(spec, field),
        "permission": list(field.permissions),
        "label": field.label_nl,
        "privacy": str(field.tag),
        "names": [f"{name}={code}" for name, code in field.enum.values.items()] if field.enum else [],
        "remark": "obsolete" if field.obsolete else None,
    }


def brief_rows(spec: EntitySpec) -> list[dict[str, object]]:
    """The same for a screen: what holds for nearly every field is left out, and columns without news."""
    rows: list[dict[str, object]] = [_brief(spec, field) for field in spec.fields]
    kept = [name for name in rows[0] if any(row[name] for row in rows)] if rows else []
    return [{name: row[name] for name in kept} for row in rows]


def _brief(spec: EntitySpec, field: FieldSpec) -> dict[str, object]:
    writable = _writable(spec, field)
    notes = [
        "key" if field.is_key else None,
        {None: None, "yes": "writable", "required": "required", "link": "linked with --link"}.get(
            writable, f"writable {writable}"
        ),
        "serves mandatory filter" if field.satisfies_filter and "filter" in spec.demands else None,
        "obsolete" if field.obsolete else None,
        f"needs {' or '.join(field.permissions)}" if field.permissions and _is_rare(spec, field) else None,
    ]
    return {
        "field": field.name,
        "type": _type(spec, field),
        "label": field.label_nl,
        "notes": [note for note in notes if note],
        "level": _level(field),
        "privacy": field.tag.category if field.tag.status is not TagStatus.UNREVIEWED else None,
    }


def _level(field: FieldSpec) -> str:
    tag = field.tag
    if tag.status is TagStatus.UNREVIEWED:
        return f"{tag.effective_level} masked: not reviewed"
    doubt = " proposed" if tag.status is TagStatus.PROPOSED else ""
    masked = " masked" if tag.effective_level >= MASKED_AT_LEVEL else ""
    return f"{tag.effective_level}{masked}{doubt}" if tag.category or doubt else ""


def _type(spec: EntitySpec, field: FieldSpec) -> str:
    """With a question mark where it may be empty: everything but a key."""
    if field.is_value:
        return field.kind if field.is_key else f"{field.kind}?"
    target = spec.target_of(field.name)
    return f"{field.type} of {target.qualified_name}" if target is not None else field.type


def _writable(spec: EntitySpec, field: FieldSpec) -> str | None:
    if field.read_only or not {"POST", "PUT", "PATCH"} & spec.methods:
        return None
    if field.related is not None:
        return "link"
    if field.required:
        return "required"
    if field.create_only:
        return "on create"
    return "on update" if field.update_only else "yes"


def _permission(spec: EntitySpec) -> str | None:
    """The least that reading takes, which differs between a person who signed in and an app by itself."""
    least = spec.permissions.read_least
    whose = {"delegated": "a person", "application": "an app"}
    told = [f"{' or '.join(least[who])} for {name}" for who, name in whose.items() if least.get(who)]
    return "; ".join(told) or spec.permission


def _usual(spec: EntitySpec) -> tuple[str, ...]:
    """What most fields need beyond that, so that it need not be said of each."""
    counts = Counter(field.permissions for field in spec.values)
    return max(counts, key=lambda names: counts[names], default=())


def _is_rare(spec: EntitySpec, field: FieldSpec) -> bool:
    return field.permissions != _usual(spec)


def _beyond(spec: EntitySpec) -> str | None:
    usual = _usual(spec)
    if not usual:
        return None
    basic = [field.name for field in spec.values if not field.permissions]
    return f"{' or '.join(usual)} for every field but {', '.join(basic)}"


def _filter(spec: EntitySpec, field: FieldSpec) -> str | None:
    if not field.is_value or field.of is not None:
        return None
    if field.filter_ops is not None:
        return ", ".join(sorted(field.filter_ops))
    return "serves the mandatory one" if field.satisfies_filter and "filter" in spec.demands else "yes"


def _route(spec: EntitySpec, name: str) -> str:
    route = spec.routes[name]
    lacking = f", lacks {len(route.missing)} of {len(spec.fields)} fields" if route.missing else ""
    demands = f", demands {' and '.join(sorted(route.demands))}" if route.demands else ""
    return f"{name}: {route.page_size or 'unknown number of'} rows a call{lacking}{demands}"


def _tags(spec: EntitySpec) -> str:
    masked = sum(field.tag.effective_level >= MASKED_AT_LEVEL for field in spec.values)
    personal = sum(field.tag.is_personal for field in spec.values)
    vouched = "every field was reviewed by reading" if spec.reviewed else "not every field is reviewed"
    return f"{personal} personal fields, {masked} masked under own-use; {vouched}"
