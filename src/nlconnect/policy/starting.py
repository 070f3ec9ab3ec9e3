"""A first policy: the text of a file that a company starts from, and the house rules of the demo company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from nlconnect.policy.verdict import Language

Aim = Literal["books", "receivables", "staff", "figures"]


def house_rules() -> str:
    """The policy of the demo company, as an example to read and to change."""
    return files(__package__).joinpath("house.toml").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a first policy is for; what is left out is as for keeping the books."""

    aim: Aim = "books"
    may_write: bool = False
    retention: str | None = None


def first_policy(controller: str, *, systems: Sequence[str], language: Language, wanted: Wanted | None = None) -> str:
    """A policy that keeps `own-use` and has one purpose to fill in."""
    wanted = wanted or Wanted()
    said, aim = _SAID[language], AIMS[wanted.aim]
    return _FIRST.format(
        **said,
        **{name: part[language] for name, part in aim.words.items()},
        controller=_quoted(controller),
        language=language,
        systems=", ".join(_quoted(system) for system in systems),
        operations=", ".join(_quoted(verb) for verb in (_ALL_VERBS if wanted.may_write else ("read",))),
        categories=", ".join(_quoted(category) for category in aim.categories),
        retention=wanted.retention or aim.retention,
        masks="\n".join(f'"{category}" = "{mask}"' for category, mask in aim.masks.items()),
    )


def _quoted(text: str) -> str:
    plain = "".join(char for char in text if char.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


_FIRST = """\
# {head}
# {more}

controller = {controller}
language = "{language}"        # {about_language}
own_use = true         # {about_own_use}
forbid = [             # {about_forbid}
    "user.health_and_medical",
    "user.demographic.religious_belief",
    "user.workplace.trade_union",
]

[purposes.{name}]
title = "{title}"
legal_basis = "{basis}"          # {about_basis}
subjects = ["{subjects}"]
systems = [{systems}]
entities = ["*"]                       # {about_entities}
operations = [{operations}]
categories = [{categories}]   # {about_categories}
outlets = ["return", "terminal", "stdout", "file"]
retention = "{retention}"

[purposes.{name}.masks]
{masks}
"""
_SAID: dict[Language, dict[str, str]] = {
    "en": {
        "head": "Who may do what with which data, and why. What is not written here is refused.",
        "more": "Try it: nlconnect policy check; nlconnect policy explain PURPOSE SYSTEM ENTITY",
        "about_language": "in which language a refusal is told",
        "about_own_use": "people may look at their own company's data without naming a purpose",
        "about_forbid": "whatever a purpose says",
        "about_basis": "check that this is yours",
        "about_entities": "rather name them: crm.Accounts, cashflow.Receivables",
        "about_categories": "only what it needs",
    },
    "nl": {
        "head": "Wie mag wat met welke gegevens, en waarom. Wat hier niet staat, wordt geweigerd.",
        "more": "Probeer het: nlconnect policy check; nlconnect policy explain DOEL SYSTEEM ENTITEIT",
        "about_language": "in welke taal een weigering gezegd wordt",
        "about_own_use": "mensen mogen de gegevens van hun eigen bedrijf bekijken zonder een doel te noemen",
        "about_forbid": "wat een doel ook zegt",
        "about_basis": "ga na of dit de uwe is",
        "about_entities": "noem ze liever: crm.Accounts, cashflow.Receivables",
        "about_categories": "alleen wat nodig is",
    },
}


@dataclass(frozen=True, slots=True)
class _Aim:
    """What somebody may want the data for, as a purpose to start from."""

    words: Mapping[str, Mapping[Language, str]]
    categories: Sequence[str]
    retention: str
    masks: Mapping[str, str]


def _aim(
    *named: tuple[str, str], categories: Sequence[str], retention: str, masks: Mapping[str, str] | None = None
) -> _Aim:
    """`named`: name, title, legal basis and subjects, each in English and Dutch."""
    parts = zip(("name", "title", "basis", "subjects"), named, strict=True)
    words: dict[str, Mapping[Language, str]] = {part: {"en": en, "nl": nl} for part, (en, nl) in parts}
    return _Aim(words, categories, retention, masks or {"user.contact.address.postal_code": "pc4"})


_ALL_VERBS = ("read", "create", "update", "delete", "call", "download")
AIMS: Mapping[Aim, _Aim] = {
    "books": _aim(
        ("administration", "administratie"),
        ("Keeping the books", "De administratie voeren"),
        (
            "Art. 6(1)(c) GDPR: legal obligation (AWR art. 52)",
            "Art. 6 lid 1 onder c AVG: wettelijke verplichting (art. 52 AWR)",
        ),
        ("customers and suppliers", "klanten en leveranciers"),
        categories=("user.name", "user.contact", "user.financial.transaction"),
        retention="7 years",
    ),
    "receivables": _aim(
        ("receivables", "debiteuren"),
        ("Collecting open invoices", "Openstaande facturen innen"),
        (
            "Art. 6(1)(b) GDPR: carrying out the contract with the customer",
            "Art. 6 lid 1 onder b AVG: uitvoering van de overeenkomst met de klant",
        ),
        ("customers", "klanten"),
        categories=(
            "user.name",
            "user.contact.email",
            "user.contact.phone_number",
            "user.financial.transaction",
        ),
        retention="7 years",
        masks={"user.contact.phone_number": "partial"},
    ),
    "staff": _aim(
        ("staff", "personeel"),
        ("Employing people", "Personeel in dienst hebben"),
        (
            "Art. 6(1)(b) GDPR: carrying out the contract of employment",
            "Art. 6 lid 1 onder b AVG: uitvoering van de arbeidsovereenkomst",
        ),
        ("employees", "medewerkers"),
        categories=("user.name", "user.contact.email", "user.contact.phone_number", "user.workplace"),
        retention="2 years",
        masks={"user.contact.email.private": "drop"},
    ),
    "figures": _aim(
        ("figures", "cijfers"),
        ("Reports without names", "Cijfers zonder namen"),
        (
            "Art. 6(1)(f) GDPR: steering by figures; nobody is touched by it",
            "Art. 6 lid 1 onder f AVG: sturen op de cijfers; niemand wordt erdoor geraakt",
        ),
        ("customers", "klanten"),
        categories=("user.name", "user.financial.transaction"),
        retention="2 years",
        masks={"user.name": "pseudonym"},
    ),
}
