"""The offer of a first policy: a few plain questions to whoever sits at a terminal, and a file that can be followed."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from nlconnect.cli.house_rules import examine
from nlconnect.cli.outcome import say
from nlconnect.config import POLICY_NAME, Config, policy_file
from nlconnect.model.term import days_of
from nlconnect.policy import AIMS, Aim, Language, Wanted, first_policy

AIM_WORDS: dict[Aim, str] = {
    "books": "keeping the books",
    "receivables": "collecting open invoices",
    "staff": "employing people",
    "figures": "figures without names",
}


def offer_policy(config: Config, *, yes: bool | None) -> None:
    """Write a first policy beside the settings where there is none, and a person says so; never in a pipe."""
    if yes is False or config.path is None or policy_file(config) is not None:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    if yes is None:
        say("No policy says yet who may see what, so only `own-use` holds.")
        yes = typer.confirm("Write a first policy now? It takes a minute", default=True, err=True)
    if not yes:
        say("Later: nlconnect policy init")
        return
    path = config.path.parent / POLICY_NAME
    _write(path, config)
    examine(path, language=None, as_json=False)
    say("Read it, and change it to what is true: it is yours. `nlconnect policy check` looks at it again.")


def _write(path: Path, config: Config) -> None:
    controller = _ask("The company whose rules these are")
    language: Language = "nl" if _ask("Language of refusals, nl or en", default="nl").lower() != "en" else "en"
    aims = list(AIM_WORDS)
    for number, aim in enumerate(aims, 1):
        say(f"  {number}  {AIM_WORDS[aim]}")
    aim = _aim(aims)
    may_write = typer.confirm("May it also change things, after a look at each plan?", default=False, err=True)
    retention = _term(AIMS[aim].retention)
    systems = sorted({profile.login.system for profile in config.profiles.values()})
    wanted = Wanted(aim, may_write=may_write, retention=retention)
    text = first_policy(controller, systems=systems, language=language, wanted=wanted)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    print(f"Wrote {path}")


def _aim(aims: list[Aim]) -> Aim:
    while True:
        answer = _ask("What is the data for", default="1")
        if answer.isdecimal() and 1 <= int(answer) <= len(aims):
            return aims[int(answer) - 1]


def _term(usual: str) -> str:
    while True:
        answer = _ask("How long may it be kept", default=usual)
        days = days_of(answer)
        if days:
            return answer if answer == usual else _in_english(days)
        say("Such as 4 weeks, 2 years, 30 dagen.")


def _in_english(days: int) -> str:
    """As the policy file has it: years and weeks where they fit."""
    for unit, size in (("year", 366), ("month", 31), ("week", 7)):
        if days % size == 0:
            return f"{days // size} {unit}{'s' if days != size else ''}"
    return f"{days} day{'s' if days != 1 else ''}"


def _ask(question: str, *, default: str | None = None) -> str:
    return str(typer.prompt(question, default=default, err=True)).strip()
