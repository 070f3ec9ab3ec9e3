"""Names of Python modules, classes and members, made from a vendor's names and from what it says of its codes."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Mapping

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


def class_name(wire: str) -> str:
    """A vendor's name as the name of a class: `budgetScenario` becomes `BudgetScenario`."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"\W+", wire))


def member_names(codes: Mapping[str, str | None]) -> dict[str, str]:
    """Members of an enumeration with their codes: named after what a code means, else after the code itself."""
    members: dict[str, str] = {}
    for code, meaning in codes.items():
        name = _member(meaning or "") or f"code_{_words(code)}"
        if name in members:
            name = f"{name}_{_words(code)}"
        members[name] = code
    return members


def _member(meaning: str, *, longest: int = 48) -> str:
    """A meaning as an identifier, cut between words; with an underscore where an enumeration has such a name itself."""
    name = _words(meaning)
    if len(name) > longest:
        name = name[: longest + 1].rpartition("_")[0] or name[:longest]
    if name[:1].isdigit():
        name = f"n{name}"
    return f"{name}_" if keyword.iskeyword(name) or name in ("name", "value", "mro") or hasattr(str, name) else name


def _words(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", plain.lower()))
