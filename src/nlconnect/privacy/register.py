"""The register of processing (GDPR art. 30) as far as nlconnect does the processing: what the policy says, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Literal

from nlconnect.connector import Connector, Query, Record, Scope
from nlconnect.errors import NlconnectError
from nlconnect.model.privacy import Category, categories
from nlconnect.policy import Language, Policy, Purpose, matches, purpose_rule

Minimised = Literal["source", "here", "unknown"]
"""Where what a purpose may not see is left out: the vendor never sends it, or it is cut here at once."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One category of data, with what the law attaches to it and the ground on which it is used anyway."""

    key: str
    title: str
    level: int
    special: bool
    criminal: bool
    national_id: bool
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A system that data come from."""

    name: str
    title: str
    minimised: Minimised


@dataclass(frozen=True, slots=True)
class Destination:
    """Where data go."""

    name: str
    title: str
    region: str
    recipients: Sequence[str]
    transfer: str
    is_far: bool
    """Outside the European Economic Area, and no ground is named."""


@dataclass(frozen=True, slots=True)
class Processing:
    """One purpose: one line of the register."""

    name: str
    title: str
    legal_basis: str
    subjects: Sequence[str]
    kinds: Sequence[Kind]
    sources: Sequence[Source]
    entities: Sequence[str]
    operations: Sequence[str]
    destinations: Sequence[Destination]
    recipients: Sequence[str]
    agents: Sequence[str]
    retention: str
    masked: Sequence[str]
    closed: Sequence[str]
    budgets: Mapping[str, str]
    lacks: Sequence[str]
    """What the law asks for and the policy does not say."""


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register of one controller."""

    controller: str
    language: Language
    own_use: bool
    processings: Sequence[Processing]

    @property
    def facts(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def register_of(policy: Policy, systems: Iterable[Connector], *, language: Language | None = None) -> Register:
    """What a policy says of each purpose; `systems` are those that are installed."""
    language, installed = language or policy.language, tuple(systems)
    lines = [_processing(policy, name, purpose, installed, language) for name, purpose in policy.purposes.items()]
    return Register(policy.controller, language, policy.own_use, lines)


def _processing(
    policy: Policy, name: str, purpose: Purpose, installed: Sequence[Connector], language: Language
) -> Processing:
    fired = purpose_rule(purpose, name)
    lacks = [] if fired is None else [fired.said.reason_nl if language == "nl" else fired.said.reason]
    words = WORDS[language]
    lacks += [words[f"no {part}"] for part in ("subjects", "retention") if not getattr(purpose, part)]
    if "agent" in purpose.outlets:
        lacks.append(words["no model"])
    found = [system for system in installed if any(matches(one, system.name) for one in purpose.systems)]
    return Processing(
        name=name,
        title=purpose.title,
        legal_basis=purpose.legal_basis,
        subjects=purpose.subjects,
        kinds=[_kind(key, purpose, language) for key in purpose.categories],
        sources=[Source(system.name, system.title, _minimised(system, purpose)) for system in found],
        entities=purpose.entities,
        operations=purpose.operations,
        destinations=[_destination(policy, outlet, language) for outlet in purpose.outlets],
        recipients=purpose.recipients,
        agents=[one.title for one in policy.agents.values() if any(matches(which, name) for which in one.purposes)],
        retention=purpose.retention or "",
        masked=[f"{what}: {mask}" for what, mask in purpose.masks.items()],
        closed=[*policy.forbid, *purpose.forbid],
        budgets={unit: str(most) for unit, most in purpose.budget.model_dump(exclude_none=True).items()},
        lacks=lacks,
    )


def _kind(key: str, purpose: Purpose, language: Language) -> Kind:
    known = categories()
    below = [one for name, one in known.items() if name == key or name.startswith(f"{key}.")]
    open_ = {one.category: one for one in purpose.exceptions}
    # Special ones below a wider name stay closed unless an exception names them.
    used = [one for one in below if one.key == key or one.key in open_ or not _is_special(one)]
    ground = "; ".join(
        f"{one.ground} ({one.statute})" if one.statute else one.ground
        for name, one in open_.items()
        if name == key or name.startswith(f"{key}.")
    )
    own = known.get(key)
    titles = [_title(own, language)] if own is not None else [_title(one, language) for one in used]
    return Kind(
        key,
        ", ".join(titles) or key,
        max((one.level for one in used), default=4),
        any(one.art9 is not None for one in used),
        any(one.art10 for one in used),
        any(one.national_id for one in used),
        ground,
    )


def _is_special(category: Category) -> bool:
    return category.art9 is not None or category.art10 or category.national_id


def _title(category: Category, language: Language) -> str:
    text = category.description_nl if language == "nl" else category.description
    return re.split(r"[.,;:(]", text)[0].strip()


def _destination(policy: Policy, name: str, language: Language) -> Destination:
    own = policy.outlets.get(name)
    if own is None:
        return Destination(name, WORDS[language][f"outlet {name}"], "", (), "", is_far=False)
    return Destination(name, own.title, own.region, own.recipients, own.transfer or "", is_far=own.is_far)


def _minimised(system: Connector, purpose: Purpose) -> Minimised:
    """Asked of the system itself, with the purpose's entities and a single field."""
    for entity in system.catalogue.entities():
        if "GET" not in entity.methods or not entity.key:
            continue
        if not any(matches(pattern, entity.qualified_name) for pattern in purpose.entities):
            continue
        query = Query(entity, Record).select(entity.by_wire[entity.key[0]].name)
        for value in (1, "x"):
            scope = Scope(**dict.fromkeys(system.scope_parts, value))
            with suppress(NlconnectError, ValueError):
                plan = system.dialect.list_request(query, base_url="https://example.invalid", scope=scope)
                return "here" if plan.partial else "source"
    return "unknown"


WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "no subjects": "whose data they are is not said (subjects)",
        "no retention": "how long it is kept is not said (retention)",
        "no model": "who runs the assistant's model, and where, is not said: name an outlet of kind agent",
        "outlet return": "a program of our own",
        "outlet terminal": "the screen of who asks",
        "outlet stdout": "the output of a command, for whoever runs it",
        "outlet file": "a file of who asks",
        "outlet database": "a copy in a database of our own",
        "outlet agent": "an assistant, and whoever runs its model",
    },
    "nl": {
        "no subjects": "van wie de gegevens zijn staat er niet bij (subjects)",
        "no retention": "hoe lang ze bewaard worden staat er niet bij (retention)",
        "no model": "wie het taalmodel van de assistent draait, en waar, staat er niet bij: noem een eigen outlet",
        "outlet return": "een eigen programma",
        "outlet terminal": "het scherm van wie het vraagt",
        "outlet stdout": "de uitvoer van een opdracht, voor wie die geeft",
        "outlet file": "een bestand van wie het vraagt",
        "outlet database": "een kopie in een eigen database",
        "outlet agent": "een assistent, en wie zijn taalmodel draait",
    },
}
