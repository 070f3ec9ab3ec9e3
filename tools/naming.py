"""Names of Python modules and record classes, made from a vendor's service and resource names."""

from __future__ import annotations

import re

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_NOT_PLURAL = ("Logistics", "HasRights")


def module_name(service: str) -> str:
    """The submodule of a service: `openingbalance/CurrentYear` becomes `openingbalance_current_year`."""
    return "_".join(_CAMEL.sub("_", part).lower() for part in service.split("/"))


def singular(name: str) -> str | None:
    """The singular of a collection's name, or None where the name is not a plain plural.

    A name with `By` in it, or that ends in `And...` or `Of...`, has its plural elsewhere (`HoursByDate`).
    """
    if name.endswith(_NOT_PLURAL) or re.search(r"(?<=[a-z])(By[A-Z]|(And|Of|Per)[A-Z][a-z]+$)", name):
        return None
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if re.search(r"(ss|x|ch|sh)es$", name):
        return name[:-2]
    if re.search(r"[a-zA-Z0-9](?<![isu])s$", name):
        return name[:-1]
    return None


def record_name(collection: str, *, taken: frozenset[str]) -> str:
    """The record class of a collection: its singular, or `<Name>Row` where there is none or it is taken."""
    record = singular(collection)
    return record if record is not None and record not in taken else f"{collection}Row"
