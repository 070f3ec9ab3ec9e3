"""Writing a policy down, checking it against what the systems have, and telling what it says."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from nlconnect.cli.listing import on_terminal, show_json, show_rows
from nlconnect.cli.looking import system_of
from nlconnect.cli.outcome import USAGE, say
from nlconnect.config import POLICY_NAME, policy_file, read_config
from nlconnect.connector import Connector, EntitySpec, FieldSpec, connector, connector_names
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.scope import Scope
from nlconnect.policy import (
    UNITS,
    Action,
    Agent,
    Budget,
    Clearance,
    Gate,
    Language,
    Policy,
    Purpose,
    Ruling,
    first_policy,
    house_rules,
    matches,
    purpose_rule,
    read_policy,
)
from nlconnect.policy.free_text import is_free_text

Asked = tuple[str, str, str, str | None]
"""Purpose, system, entity and field."""
SETTING = "`policy` under [settings]"
SHOWN = ("field", "category", "treatment", "rule")
_TREATMENTS: dict[Language, dict[str, str]] = {
    "en": {"show": "shown", "text": "shown, looked into", "mask": "masked", "drop": "left out"},
    "nl": {"show": "getoond", "text": "getoond, nagekeken", "mask": "gemaskeerd", "drop": "weggelaten"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a policy that cannot be right, or that somebody should know."""

    purpose: str
    text: str
    is_wrong: bool = True


def begin(*, to: Path | None, controller: str | None, demo: bool, language: Language) -> None:
    """Write a first policy. Never over one that is there."""
    config = read_config()
    path = to or config.settings.policy or (config.path.parent if config.path else Path.cwd()) / POLICY_NAME
    if path.exists():
        raise ConfigError(f"there is a policy {path} already", hint="Look at it with `nlconnect policy check`.")
    if demo:
        text = house_rules()
    else:
        if controller is None and on_terminal() and sys.stdin.isatty():
            controller = typer.prompt("The company whose rules these are", err=True)
        if controller is None or not controller.strip():
            raise ConfigError("whose rules are they?", hint='Give --controller "Acme B.V.", or --example.')
        systems = sorted({profile.login.system for profile in config.profiles.values()}) or sorted(connector_names())
        text = first_policy(controller.strip(), systems=systems, language=language)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written ({error.strerror or type(error).__name__})") from error
    print(f"Wrote {path}")
    used = config.path is not None and path in (config.settings.policy, config.path.parent / POLICY_NAME)
    when = "from now on" if used else f"once it lies beside the settings, or {SETTING} names it"
    say(f"What it does not name is refused {when}. Change it to what is true, then: nlconnect policy check")


def examine(file: Path | None, *, language: Language | None, as_json: bool) -> None:
    """Say what each purpose may see, and what in it cannot be right."""
    policy = policy_in_use(file)
    language = language or policy.language
    findings = [one for name, purpose in policy.purposes.items() for one in _findings(policy, name, purpose, language)]
    findings += [one for name, agent in policy.agents.items() for one in _findings_of_agent(policy, name, agent)]
    rows = [_summary(policy, name, purpose) for name, purpose in policy.purposes.items()]
    agents = [
        {"agent": name, "purposes": ",".join(agent.purposes), "budget": _budget(agent.budget)}
        for name, agent in policy.agents.items()
    ]
    if as_json:
        show_json({"purposes": rows, "agents": agents, "findings": [_public(one) for one in findings]})
    else:
        show_rows(rows, as_json=False, empty="It has no purposes yet: everything is refused.", aligned=True)
        if agents:
            show_rows(agents, as_json=False, aligned=True)
        for finding in findings:
            say(f"{'wrong' if finding.is_wrong else 'note'}: {finding.purpose}: {finding.text}")
    if any(finding.is_wrong for finding in findings):
        raise typer.Exit(USAGE)
    if not as_json:
        say("The policy can be followed." if language == "en" else "Het beleid is uitvoerbaar.")


def tell(
    asked: Asked, *, outlet: str | None, agent: str, file: Path | None, language: Language | None, as_json: bool
) -> None:
    """Say what a purpose may see of an entity, or of one field, and what it may take in a day."""
    name, where, entity_name, field_name = asked
    policy, system = policy_in_use(file), system_of(where)
    entity = system.catalogue.entity(entity_name)
    language = language or policy.language
    purpose = policy.purposes.get(name)
    outlet = outlet or (purpose.outlets[0] if purpose is not None else "return")
    place = Scope(**{part: values[0] for part, values in purpose.scopes.items()}) if purpose is not None else Scope()
    action = Action(
        "read",
        system.name,
        entity.qualified_name,
        str(place),
        name,
        verb="read",
        outlet=outlet,
        place=place,
        agent=agent,
    )
    verdict = Gate(policy).judge(action)
    reason, remedy = verdict.told(language)
    facts: dict[str, object] = {"answer": verdict.answer, "rule": verdict.rule, "reason": reason, "remedy": remedy}
    if verdict.answer != "allow":
        _show_verdict(facts, as_json=as_json)
        return
    clearance = Clearance(policy, name, system.name, entity, outlet, lambda: bytes(32))
    fields = [entity.field(field_name)] if field_name is not None else [spec for spec in entity.values if spec.is_value]
    rows = [_told(spec, clearance.ruling(spec), language) for spec in fields]
    budgets = {f"{holder} {whose}": _budget(budget) for (holder, whose), budget in policy.budgets(name, agent).items()}
    if as_json:
        show_json({**facts, "budgets": budgets, "fields": rows})
    elif field_name is not None:
        _show_verdict(rows[0], as_json=False)
    else:
        show_rows([{key: row[key] for key in SHOWN} for row in rows], as_json=False)
        say(f"{reason} ({verdict.rule})")
        for whose, most in budgets.items():
            say(f"{'at most in a day' if language == 'en' else 'hooguit per dag'}: {most} ({whose})")
        say(f"Why, of one field: nlconnect policy explain {name} {where} {entity.qualified_name} {rows[-1]['field']}")


def _told(spec: FieldSpec, ruling: Ruling, language: Language) -> dict[str, object]:
    said = ruling.said
    is_read = ruling.treatment == "show" and is_free_text(spec)
    treatment = _TREATMENTS[language]["text" if is_read else ruling.treatment]
    return {
        "field": spec.name,
        "category": spec.tag.category if str(spec.tag.status) != "unreviewed" else "unreviewed",
        "level": spec.tag.effective_level,
        "treatment": f"{treatment}: {ruling.mask}" if ruling.treatment == "mask" else treatment,
        "rule": ruling.rule,
        "reason": None if said is None else said.reason_nl if language == "nl" else said.reason,
        "remedy": None if said is None else said.remedy_nl if language == "nl" else said.remedy,
    }


def _show_verdict(facts: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        show_json(facts)
        return
    for key, value in facts.items():
        if value is not None:
            print(f"{key:<10} {value}")


def policy_in_use(file: Path | None) -> Policy:
    """The policy that was named, or the one of the settings. Raises ConfigError where there is none."""
    lying_here = Path(POLICY_NAME)
    path = file or policy_file(read_config()) or (lying_here if lying_here.is_file() else None)
    if path is None:
        raise ConfigError(
            "there is no policy, so `own-use` holds: reading for oneself, with level 4 and 5 masked outside Python",
            hint="Write one with `nlconnect policy init`.",
        )
    return read_policy(path)


def _systems(purpose: Purpose) -> list[Connector]:
    return [connector(name) for name in connector_names() if any(matches(one, name) for one in purpose.systems)]


def _entities(purpose: Purpose) -> Iterator[tuple[Connector, EntitySpec]]:
    for system in _systems(purpose):
        for entity in system.catalogue.entities():
            if any(matches(pattern, entity.qualified_name) for pattern in purpose.entities):
                yield system, entity


def _summary(policy: Policy, name: str, purpose: Purpose) -> dict[str, object]:
    counts: Counter[str] = Counter()
    entities = 0
    for system, entity in _entities(purpose):
        entities += 1
        clearance = Clearance(policy, name, system.name, entity, "return", lambda: bytes(32))
        counts.update(clearance.ruling(spec).treatment for spec in entity.values)
    return {
        "purpose": name,
        "entities": entities,
        "shown": counts["show"],
        "masked": counts["mask"],
        "left_out": counts["drop"],
        "operations": ",".join(purpose.operations),
        "outlets": ",".join(purpose.outlets),
        "budget": _budget(purpose.budget),
    }


def _budget(budget: Budget) -> str:
    most = {unit: getattr(budget, unit) for unit in UNITS}
    return ", ".join(f"{count:,} {unit}" for unit, count in most.items() if count is not None)


def _findings_of_agent(policy: Policy, name: str, agent: Agent) -> Iterator[Finding]:
    if agent.budget == Budget():
        yield Finding(name, "nothing bounds what this agent takes in a day", is_wrong=False)
    for one in agent.purposes:
        purpose = policy.purposes.get(one)
        if purpose is not None and not any(_is_agents(policy, outlet) for outlet in purpose.outlets):
            yield Finding(name, f'it reads nothing for {one}, which does not name the outlet "agent"', is_wrong=False)


def _is_agents(policy: Policy, outlet: str) -> bool:
    return outlet == "agent" or (outlet in policy.outlets and policy.outlets[outlet].kind == "agent")


def _findings(policy: Policy, name: str, purpose: Purpose, language: Language) -> Iterator[Finding]:
    closed = purpose_rule(purpose, name)
    if closed is not None:
        said = closed.said
        parts = (said.reason_nl, said.remedy_nl) if language == "nl" else (said.reason, said.remedy)
        yield Finding(name, ". ".join(parts))
    yield from _strangers(name, purpose)
    for outlet in purpose.outlets:
        far = policy.outlets.get(outlet)
        if far is not None and far.is_far:
            yield Finding(name, f"the outlet {outlet!r} in {far.region} needs a ground: transfer = ...")
    for one in purpose.exceptions:
        if one.category not in purpose.categories:
            yield Finding(
                name, f"the exception for {one.category} opens nothing, since categories lacks it", is_wrong=False
            )
    if "*" in purpose.entities:
        yield Finding(name, "it names every entity; a purpose seldom needs them all", is_wrong=False)
    if purpose.retention is None:
        yield Finding(name, "it does not say how long what it reads is kept", is_wrong=False)


def _strangers(name: str, purpose: Purpose) -> Iterator[Finding]:
    """Names that no installed system has."""
    for pattern in purpose.systems:
        if not any(matches(pattern, known) for known in connector_names()):
            yield Finding(name, f"no installed system is named {pattern!r}")
    found = [entity for _, entity in _entities(purpose)]
    for pattern in purpose.entities:
        if not any(matches(pattern, entity.qualified_name) for entity in found):
            yield Finding(name, f"no entity of its systems is named {pattern!r}{_nearest(purpose, pattern)}")
    for key in purpose.masks:
        if not key.startswith("user") and not _is_field(key, found):
            yield Finding(name, f"the mask for {key!r} is for no field of its entities")


def _is_field(pattern: str, entities: list[EntitySpec]) -> bool:
    names = (f"{entity.qualified_name}.{spec.name}" for entity in entities for spec in entity.fields)
    return any(matches(pattern, name) for name in names)


def _nearest(purpose: Purpose, pattern: str) -> str:
    for system in _systems(purpose):
        try:
            return f"; did you mean {system.catalogue.entity(pattern).qualified_name}?"
        except QueryError as error:
            if error.hint and "mean" in error.hint:
                return f"; {error.hint[0].lower()}{error.hint[1:]}"
    return ""


def _public(finding: Finding) -> dict[str, object]:
    return {"purpose": finding.purpose, "is_wrong": finding.is_wrong, "text": finding.text}
