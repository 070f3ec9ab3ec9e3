"""The service modules and type stubs of a connector package, written from its catalogue and overlay.

Each service of the catalogue becomes `<service>.py`, which builds classes when they are asked for, and `<service>.pyi`,
from which editors complete and type checkers check; complex types and shared enumerations stand in `types`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path

from nlconnect.errors import CatalogueError
from nlconnect.model.catalogue import Catalogue, EntitySpec, Enumeration, FieldSpec, TypeSpec, snake
from nlconnect.model.privacy import TagStatus
from nlconnect.model.query import Field

PYTHON_TYPES: Mapping[str, str] = {
    "string": "str",
    "guid": "str",
    "int": "int",
    "int64": "int",
    "decimal": "Decimal",
    "float": "float",
    "bool": "bool",
    "date": "_dt.date",
    "datetime": "_dt.datetime",
    "binary": "bytes",
    "object": "Mapping[str, object]",
    "collection": "list[Mapping[str, object]]",
}

ACCEPTED: Mapping[str, str] = {**PYTHON_TYPES, "date": "_dt.date | str", "datetime": "_dt.date | str"}
"""What a parameter of a function resource takes; a day or a moment may be given as text."""

BUILTINS = frozenset({"str", "int", "float", "bool", "bytes", "list"})

Homes = Mapping[str, EntitySpec]
"""Entities by each path that leads to them."""


def written(package: Path, *, header: str, within: str | None = None) -> dict[Path, str]:
    """Every generated file of a connector package with its text. Raises CatalogueError for names that clash.

    Stubs begin with `header`. Modules import their catalogue from `within`; the package's own name without it.
    """
    catalogue = Catalogue(package.name, root=package)
    source = within or package.name
    homes = homes_of(catalogue)
    check_enums(catalogue)
    files = {package / "py.typed": "", package / "__init__.pyi": f"{header}{package_stub(package, catalogue)}"}
    for service in catalogue.modules:
        entities = catalogue.module(service)
        files[package / f"{service}.py"] = service_module(source, service, entities)
        files[package / f"{service}.pyi"] = f"{header}{service_stub(entities, homes, catalogue)}"
    if catalogue.types or catalogue.enums:
        files[package / "types.py"] = types_module(source, catalogue)
        files[package / "types.pyi"] = f"{header}{types_stub(catalogue)}"
    return files


def is_ours(path: Path, *, header: str) -> bool:
    """Whether the file was written from a catalogue, so that it may be removed when its service is gone."""
    text = path.read_text("utf-8")
    written_as = ("\n__getattr__, __dir__ = entities_of(", "\n__getattr__, __dir__ = types_of(")
    return text.startswith(header) or any(line in text for line in written_as)


def homes_of(catalogue: Catalogue) -> dict[str, EntitySpec]:
    found = {spec.path: spec for spec in catalogue.entities()}
    for spec in catalogue.entities():
        for route in spec.routes.values():
            found.setdefault(route.path, spec)
    return found


def check_enums(catalogue: Catalogue) -> None:
    """An enumeration's name stands for one set of values, and is the name of nothing else in its service."""
    known: dict[tuple[str, str], Enumeration] = {}
    for spec in catalogue.entities():
        names = {name for other in catalogue.module(spec.module).values() for name in (other.name, other.record)}
        for field in spec.fields:
            if field.enum is None or field.enum.shared:
                continue
            if known.setdefault((spec.module, field.enum.name), field.enum) != field.enum or field.enum.name in names:
                raise CatalogueError(f"{spec.qualified_name}.{field.name}: the name {field.enum.name} is taken")


def service_module(package: str, service: str, entities: Mapping[str, EntitySpec]) -> str:
    count = "one entity" if len(entities) == 1 else f"{len(entities)} entities"
    return (
        f'"""The service `{service}`: {count}, built on first use."""\n\n'
        "from __future__ import annotations\n\n"
        "from nlconnect.connector import entities_of\n"
        f"{_apart(package)}from {package} import CATALOGUE\n\n"
        f'__getattr__, __dir__ = entities_of(__name__, CATALOGUE, "{service}")\n'
    )


def _apart(package: str) -> str:
    """A relative import stands in a block of its own."""
    return "\n" if package.startswith(".") else ""


def types_module(package: str, catalogue: Catalogue) -> str:
    counts = f"{len(catalogue.types)} complex types and {len(catalogue.enums)} enumerations"
    return (
        f'"""What fields of several entities are made of: {counts}, built on first use."""\n\n'
        "from __future__ import annotations\n\n"
        "from nlconnect.connector import types_of\n"
        f"{_apart(package)}from {package} import CATALOGUE\n\n"
        "__getattr__, __dir__ = types_of(CATALOGUE)\n"
    )


def types_stub(catalogue: Catalogue) -> str:
    """The stub of the complex types and shared enumerations."""
    blocks = [enum_block(enumeration) for enumeration in catalogue.enums.values()]
    blocks += [type_block(spec, catalogue) for spec in catalogue.types.values()]
    blocks += [parts_block(catalogue.types[wire], catalogue) for wire in sorted(asked_about(catalogue))]
    body = "\n".join(blocks)
    modules = {spec.kind.partition(":")[0] for spec in catalogue.types.values() if spec.kind}
    kinds = "".join(f"import {module}\n" for module in sorted(modules))
    return f"{kinds}{imports(body, ())}\n{body}"


def type_block(spec: TypeSpec, catalogue: Catalogue) -> str:
    kind = spec.kind.replace(":", ".") if spec.kind else "Complex"
    lines = [f"class {spec.name}({kind}, frozen=True):", f'    """The complex type {spec.wire}."""']
    for field in spec.fields:
        lines.append(f"    {field.name}: {plain_type(field, spec.by_name, catalogue)} | None = ...")
        lines.extend(hover(field, coded=True))
    return "".join(f"{line}\n" for line in lines)


def asked_about(catalogue: Catalogue) -> set[str]:
    """The complex types, by wire name, inside which conditions may look: those of records that can be read."""
    found: set[str] = set()
    todo = [field.of for spec in catalogue.entities() if "GET" in spec.methods for field in spec.fields if field.of]
    while todo:
        wire = todo.pop()
        if wire not in found:
            found.add(wire)
            todo += [field.of for field in catalogue.types[wire].fields if field.of]
    return found


def parts_block(spec: TypeSpec, catalogue: Catalogue) -> str:
    """What a condition is made from inside a field of this type: `Messages.from_.email_address.address`."""
    names = {field.name: field for field in spec.fields if field.name not in dir(Field)}
    lines = [f"class _{spec.name}Field(Field[T_contra]):"]
    for name, field in names.items():
        lines.append(
            f"    {name}: {field_type(field, plain_type(field, spec.by_name, catalogue), catalogue, asked=True)}"
        )
    if not names:
        lines[0] += " ..."
    return "".join(f"{line}\n" for line in lines)


def field_type(field: FieldSpec, kind: str, catalogue: Catalogue, *, asked: bool, home: str = "") -> str:
    """The field itself, from which conditions are made; `asked` where its parts may be asked about, too."""
    own = f"{home}_{catalogue.types[field.of].name}Field" if field.of is not None and asked else "Field"
    return f"{own}[{kind}]"


def service_stub(entities: Mapping[str, EntitySpec], homes: Homes, catalogue: Catalogue) -> str:
    """The stub of one service: enumerations, and a record class and a collection for each entity."""
    blocks = [*enum_blocks(entities.values())]
    neighbours: set[str] = set()
    for spec in entities.values():
        shown = [(field, shown_type(spec, field, homes, catalogue, neighbours)) for field in spec.fields]
        blocks.append(record_block(spec, shown))
        blocks.append(collection_block(spec, shown, catalogue))
    body = "\n".join(blocks)
    return f"{imports(body, neighbours)}\n{body}"


def imports(body: str, neighbours: Iterable[str]) -> str:
    """Only what the body names. Under names with an underscore where a field could hide them."""
    offered = {
        "_builtins.": "import builtins as _builtins",
        "_dt.": "import datetime as _dt",
        "Mapping[": "from collections.abc import Mapping",
        "Decimal": "from decimal import Decimal",
        "(IntEnum)": "from enum import IntEnum",
        "(StrEnum)": "from enum import StrEnum",
    }
    lines = [line for token, line in offered.items() if token in body]
    ours = {
        "(Collection[": "from nlconnect.model.collection import Collection",
        "(Complex,": "from nlconnect.model.complex import Complex",
        "Field[": f"from nlconnect.model.query import {', '.join(_query_names(body))}",
        "(Record,": "from nlconnect.model.record import Record",
    }
    lines.extend(line for token, line in ours.items() if token in body)
    lines.extend(f"from . import {name} as _{name}" for name in sorted(neighbours))
    return "".join(f"{line}\n" for line in lines)


def _query_names(body: str) -> list[str]:
    return [
        name for name, token in (("Field", "Field["), ("Query", "Query["), ("T_contra", "[T_contra]")) if token in body
    ]


def enum_blocks(entities: Iterable[EntitySpec]) -> Iterable[str]:
    fields = [field for spec in entities for field in spec.fields]
    enums = {field.enum.name: field.enum for field in fields if field.enum and not field.enum.shared}
    for _, enumeration in sorted(enums.items()):
        yield enum_block(enumeration)


def enum_block(enumeration: Enumeration) -> str:
    kind = "IntEnum" if all(isinstance(value, int) for value in enumeration.values.values()) else "StrEnum"
    members = "".join(f"    {member} = {value!r}\n" for member, value in enumeration.values.items())
    return f"class {enumeration.name}({kind}):\n{members}"


def shown_type(spec: EntitySpec, field: FieldSpec, homes: Homes, catalogue: Catalogue, neighbours: set[str]) -> str:
    """The Python type of a field as the stub writes it. Notes which other services it needs."""
    names = spec.by_name
    if field.type == "collection":
        target = target_of(field, homes, catalogue)
        holder = "_builtins.list" if "list" in names else "list"
        if target is None:
            return f"{holder}[Mapping[{plain('str', names)}, object]]"
        if target.module == spec.module:
            return f"{holder}[{target.record}]"
        neighbours.add(target.module)
        return f"{holder}[_{target.module}.{target.record}]"
    if field.of is not None or (field.enum is not None and field.enum.shared):
        neighbours.add("types")
    return plain_type(field, names, catalogue, home="_types.")


def plain_type(field: FieldSpec, names: Mapping[str, FieldSpec], catalogue: Catalogue, *, home: str = "") -> str:
    """The Python type of a value that comes with the record itself; `home` stands before what lives in `types`."""
    kind = plain(PYTHON_TYPES[field.type], names)
    if field.of is not None:
        kind = f"{home}{catalogue.types[field.of].name}"
    elif field.type in ("object", "collection"):
        kind = f"Mapping[{plain('str', names)}, object]"
    if field.enum is not None:
        kind = f"{home if field.enum.shared else ''}{field.enum.name} | {kind}"
    return f"{plain('list', names)}[{kind}]" if field.many else kind


def plain(kind: str, names: Mapping[str, FieldSpec]) -> str:
    """A builtin's name, safe inside a class that has a field of that name."""
    return f"_builtins.{kind}" if kind in BUILTINS and kind in names else kind


def target_of(field: FieldSpec, homes: Homes, catalogue: Catalogue) -> EntitySpec | None:
    if field.link is not None:
        return catalogue.module(field.link.module)[field.link.collection]
    return homes.get(field.target) if field.target else None


def record_block(spec: EntitySpec, shown: Iterable[tuple[FieldSpec, str]]) -> str:
    lines = [f"class {spec.record}(Record, frozen=True):", f'    """{described(spec)}"""']
    for field, kind in shown:
        empty = "" if field.is_key else " | None"
        lines.append(f"    {field.name}: {kind}{empty} = ...")
        lines.extend(hover(field, coded=spec.kind == "update"))
    return "".join(f"{line}\n" for line in lines)


def collection_block(spec: EntitySpec, shown: Iterable[tuple[FieldSpec, str]], catalogue: Catalogue) -> str:
    lines = [f"class _{spec.name}(Collection[{spec.record}]):"]
    asked = "GET" in spec.methods
    for field, kind in shown:
        lines.append(f"    {field.name}: {field_type(field, kind, catalogue, asked=asked, home='_types.')}")
    if spec.parameters:
        given = ", ".join(
            f"{snake(wire)}: {ACCEPTED[kind]}{' = ...' if wire in spec.optional_parameters else ''}"
            for wire, kind in spec.parameters.items()
        )
        lines.append(f"    def of(self, *, {given}) -> Query[{spec.record}]: ...  # type: ignore[override]")
    if len(lines) == 1:
        lines[0] += " ..."
    lines.append(f"{spec.name}: _{spec.name}")
    return "".join(f"{line}\n" for line in lines)


def described(spec: EntitySpec) -> str:
    """One line: what it is called, how it is reached, how it pages and what it demands."""
    pages = f", {spec.page_size} rows a page" if spec.page_size else ""
    bulk = spec.routes.get("bulk")
    fast = f", {bulk.page_size} over bulk" if bulk else ""
    demands = f"; demands {' and '.join(sorted(spec.demands))}" if spec.demands else ""
    name = spec.title_nl or spec.title
    title = f"{name}. " if name else ""
    return f"{title}{' '.join(sorted(spec.methods))} {spec.path}{pages}{fast}{demands}."


def hover(field: FieldSpec, *, coded: bool) -> Iterable[str]:
    """What an editor says about a field: how personal it is, and what the vendor calls it.

    The label stands beside personal fields, and beside all where names are codes (`coded`) or the vendor has its own.
    """
    tag = field.tag
    said = (
        f"unreviewed, counts as level {tag.effective_level}"
        if tag.status is TagStatus.UNREVIEWED
        else f"{tag.category}, level {tag.effective_level}, {tag.status}"
    )
    both = field.label_nl and field.label and field.label_nl != field.label
    label = f"{field.label_nl} ({field.label})" if both else field.label_nl or field.label
    shown = [said] if tag.is_personal else []
    if label and (tag.is_personal or coded or field.label):
        shown.append(label.replace('"', "'"))
    if shown:
        yield f'    """{"; ".join(shown)}"""'


def package_stub(package: Path, catalogue: Catalogue) -> str:
    """The stub of the package: what its own `__init__.py` defines, and the names that stand in one service only."""
    lines = [*own_names(package / "__init__.py")]
    for service in catalogue.modules:
        entities = catalogue.module(service).values()
        names = sorted({name for spec in entities for name in (spec.name, spec.record)})
        bare = [name for name in names if catalogue.homes(name) == (service,)]
        if bare:
            lines.append(f"from .{service} import (")
            lines.extend(f"    {name} as {name}," for name in bare)
            lines.append(")")
    return "".join(f"{line}\n" for line in lines)


def own_names(module: Path) -> list[str]:
    """The constants of a hand-written module with their types, and the imports those need.

    A public name whose type cannot be read off is refused: it wants an annotation.
    """
    if not module.is_file():
        return []
    constants: list[str] = []
    sources: dict[str, str] = {}
    needed: set[str] = set()
    for node in ast.parse(module.read_text("utf-8")).body:
        match node:
            case ast.ImportFrom(module=source, names=names):
                sources.update(
                    {name.asname or name.name: f"from {source} import {ast.unparse(name)}" for name in names}
                )
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind):
                constants.append(f"{name}: {ast.unparse(kind)}")
                needed.update(part.id for part in ast.walk(kind) if isinstance(part, ast.Name))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=kind_name))):
                constants.append(f"{name}: {kind_name}")
                needed.add(kind_name)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=keys, values=values)) if texts(
                [*keys, *values]
            ):
                constants.append(f"{name}: dict[str, str]")
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_"):
                raise CatalogueError(f"{module}: {name} needs an annotation to stand in the stub")
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if not name.startswith("_"):
                raise CatalogueError(f"{module}: {name} belongs in a module of its own")
            case _:
                continue
    return [*(line for name, line in sorted(sources.items()) if name in needed), *constants]


def texts(nodes: Iterable[ast.expr | None]) -> bool:
    return all(isinstance(node, ast.Constant) and isinstance(node.value, str) for node in nodes)
