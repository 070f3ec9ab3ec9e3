"""From a policy file to its values. Whatever it says that nobody understands is refused, with the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ValidationError

from nlconnect.errors import ConfigError
from nlconnect.model.privacy import categories
from nlconnect.policy.own_use import OWN_USE
from nlconnect.policy.purposes import KINDS, MASKS, Agent, Approving, Budget, Exemption, Outlet, Policy, Purpose

_HEADER = re.compile(r"^\s*\[{1,2}\s*(?P<path>[^\]]+?)\s*\]{1,2}")
_KEY = re.compile(r"""^\s*(?P<key>"[^"]+"|'[^']+'|[\w.-]+)\s*=""")
_KNOWN: dict[str, type[BaseModel]] = {
    "outlets": Outlet,
    "purposes": Purpose,
    "agents": Agent,
    "approvals": Approving,
    "exceptions": Exemption,
    "budget": Budget,
}


def read_policy(path: Path) -> Policy:
    """Read a policy file. Raises ConfigError that names the file, the line and what was probably meant."""
    try:
        return policy_of(path.read_text("utf-8"), named=str(path))
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not written in UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror or type(error).__name__})") from error


def policy_of(text: str, *, named: str = "policy.toml") -> Policy:
    """The same from text."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{named} is no valid TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{named} is nested too deep") from None
    try:
        found = Policy.model_validate(document)
    except ValidationError as error:
        raise _wrong(error, text, named) from None
    for name in found.outlets:
        if name in KINDS:
            line = _line(text, ("outlets", name))
            raise ConfigError(
                f"{named}:{line}: outlets.{name} has the name of a kind", hint="Give it a name of its own."
            )
    for name, purpose in found.purposes.items():
        for outlet in purpose.outlets:
            if outlet not in KINDS and outlet not in found.outlets:
                line = _line(text, ("purposes", name, "outlets"))
                hint = _suggestion(outlet, [*KINDS, *found.outlets]) or f"Describe it under [outlets.{outlet}]."
                raise ConfigError(f"{named}:{line}: purposes.{name} names the outlet {outlet!r}", hint=hint)
    for name, agent in found.agents.items():
        for purpose_name in agent.purposes:
            if purpose_name not in found.purposes and purpose_name != OWN_USE:
                line = _line(text, ("agents", name, "purposes"))
                hint = _suggestion(purpose_name, [*found.purposes]) or f"Describe it under [purposes.{purpose_name}]."
                raise ConfigError(f"{named}:{line}: agents.{name} names the purpose {purpose_name!r}", hint=hint)
    return found


def _wrong(error: ValidationError, text: str, named: str) -> ConfigError:
    """The first fault, as a person would tell it. Values of the file are not repeated: names of keys are."""
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    path = tuple(str(part) for part in fault["loc"])
    place = ".".join(path)
    at = f"{named}:{_line(text, path)}"
    if fault["type"] == "extra_forbidden":
        known = _keys_at(path[:-1])
        return ConfigError(f"{at}: there is no key {place!r}", hint=_suggestion(path[-1], known) or _all(known))
    if fault["type"] == "missing":
        return ConfigError(f"{at}: {'.'.join(path[:-1]) or 'the file'} lacks {path[-1]}", hint=_WHY.get(path[-1]))
    message = str(fault["msg"]).removeprefix("Value error, ")
    unknown = re.search(r"there is no (category|mask) '([^']+)'", message)
    hint = None
    if unknown is not None:
        hint = _suggestion(unknown[2], [*categories(), "unreviewed"] if unknown[1] == "category" else MASKS)
        hint = hint or "The page Privacy tags of the documentation lists them all."
    return ConfigError(f"{at}: {place}: {message}", hint=hint)


_WHY = {
    "legal_basis": 'Say why it is lawful, such as legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract".',
    "title": "Say in a few words what it is for.",
    "controller": "Name the company whose rules these are.",
    "systems": 'Name the systems, such as systems = ["exact"].',
    "entities": 'Name what may be read, such as entities = ["crm.Accounts"].',
    "outlets": f"Name where it may go: {', '.join(KINDS)}, or an outlet of your own.",
}


def _keys_at(path: Sequence[str]) -> list[str]:
    kind: type[BaseModel] = Policy
    for part in path:
        kind = _KNOWN.get(part, kind)
    return list(kind.model_fields)


def _suggestion(name: str, known: Sequence[str]) -> str | None:
    near = get_close_matches(name.lower(), known, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else None


def _all(known: Sequence[str]) -> str:
    return f"There are: {', '.join(known)}."


def _line(text: str, path: Sequence[str]) -> int:
    """Where a key stands, or the table around it; TOML's own reader does not say. Lines count from 1."""
    wanted = [part for part in path if not part.isdigit()]
    number = next((part for part in path if part.isdigit()), None)
    best, deepest, here, seen = 1, 0, [], 0
    for place, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            here = _parts(header["path"])
            if line.lstrip().startswith("[[") and wanted[: len(here)] == here:
                seen += 1
                if number is not None and seen - 1 != int(number):
                    here = []
            depth = len(here) if here and wanted[: len(here)] == here else 0
        elif key := _KEY.match(line):
            whole = [*here, *_parts(key["key"])]
            depth = len(whole) if wanted[: len(whole)] == whole else 0
        else:
            continue
        if depth > deepest:
            best, deepest = place, depth
    return best


def _parts(path: str) -> list[str]:
    return [part.strip("\"' ") for part in re.findall(r'"[^"]*"|\'[^\']*\'|[^.]+', path)]
