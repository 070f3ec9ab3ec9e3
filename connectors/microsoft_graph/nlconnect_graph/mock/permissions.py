"""What an app may do: the catalogue's permissions against the roles or scopes of its token."""

from __future__ import annotations

from collections.abc import Iterable

from nlconnect.model.catalogue import Catalogue, EntitySpec

_LESS = {"readwrite": ("read", "readbasic"), "read": ("readbasic",), "fullcontrol": ("readwrite", "manage", "read")}
_WIDE = {"directory.read.all", "directory.readwrite.all"}


def suffices(granted: Iterable[str], wanted: Iterable[str], *, module: str = "") -> bool:
    """Whether one of the wanted permissions was granted, by itself or within a larger one."""
    lowered = {name.lower() for name in granted}
    if module == "directory" and lowered & _WIDE:
        return True
    return any(name.lower() in lowered or any(larger in lowered for larger in _larger(name)) for name in wanted)


def _larger(name: str) -> Iterable[str]:
    """Graph: writing includes reading, and all includes one's own."""
    resource, _, rest = name.lower().partition(".")
    verb, _, width = rest.partition(".")
    tails = [f".{width}"] if width else ["", ".all"]
    if width == "shared":
        tails.append(".all")
    verbs = [verb] + [larger for larger, less in _LESS.items() if verb in less]
    return {f"{resource}.{one}{tail}" for one in verbs for tail in tails}


def may_read(granted: Iterable[str], entity: EntitySpec) -> bool:
    permissions = entity.permissions
    wanted = {*permissions.read, *(name for names in permissions.read_least.values() for name in names)}
    return not wanted or suffices(granted, wanted, module=entity.module)


def may_write(granted: Iterable[str], entity: EntitySpec) -> bool:
    permissions = entity.permissions
    wanted = {*permissions.write, *(name for names in permissions.write_least.values() for name in names)}
    return not wanted or suffices(granted, wanted, module=entity.module)


def everything(catalogue: Catalogue) -> frozenset[str]:
    """Every permission the catalogue names: what the mock's own app has been given."""
    found = {"Mail.Send", "Reports.Read.All", "Files.ReadWrite.All", "Sites.ReadWrite.All", "Tasks.ReadWrite"}
    for entity in catalogue.entities():
        permissions = entity.permissions
        found.update(permissions.read, permissions.write)
        for least in (permissions.read_least, permissions.write_least):
            found.update(name for names in least.values() for name in names)
        found.update(name for spec in entity.fields for name in spec.permissions)
    return frozenset(found)
