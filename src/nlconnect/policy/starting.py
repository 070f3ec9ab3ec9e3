"""A first policy: the text of a file that a company starts from, and the house rules of the demo company."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from nlconnect.policy.verdict import Language


def house_rules() -> str:
    """The policy of the demo company, as an example to read and to change."""
    return files(__package__).joinpath("house.toml").read_text("utf-8")


def first_policy(controller: str, *, systems: Sequence[str], language: Language) -> str:
    """A policy that keeps `own-use` and has one purpose to fill in."""
    said = _SAID[language]
    named = ", ".join(_quoted(system) for system in systems)
    return _FIRST.format(**said, controller=_quoted(controller), language=language, systems=named)


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
operations = ["read"]
categories = ["user.name", "user.contact", "user.financial.transaction"]   # {about_categories}
outlets = ["return", "terminal", "stdout", "file"]
retention = "7 years"

[purposes.{name}.masks]
"user.contact.address.postal_code" = "pc4"
"""
_SAID: dict[Language, dict[str, str]] = {
    "en": {
        "head": "Who may do what with which data, and why. What is not written here is refused.",
        "more": "Try it: nlconnect policy check; nlconnect policy explain administration SYSTEM ENTITY",
        "about_language": "in which language a refusal is told",
        "about_own_use": "people may look at their own company's data without naming a purpose",
        "about_forbid": "whatever a purpose says",
        "name": "administration",
        "title": "Keeping the books",
        "basis": "Art. 6(1)(c) GDPR: legal obligation (AWR art. 52)",
        "about_basis": "check that this is yours",
        "subjects": "customers and suppliers",
        "about_entities": "rather name them: crm.Accounts, cashflow.Receivables",
        "about_categories": "only what it needs",
    },
    "nl": {
        "head": "Wie mag wat met welke gegevens, en waarom. Wat hier niet staat, wordt geweigerd.",
        "more": "Probeer het: nlconnect policy check; nlconnect policy explain administratie SYSTEEM ENTITEIT",
        "about_language": "in welke taal een weigering gezegd wordt",
        "about_own_use": "mensen mogen de gegevens van hun eigen bedrijf bekijken zonder een doel te noemen",
        "about_forbid": "wat een doel ook zegt",
        "name": "administratie",
        "title": "De administratie voeren",
        "basis": "Art. 6 lid 1 onder c AVG: wettelijke verplichting (art. 52 AWR)",
        "about_basis": "ga na of dit de uwe is",
        "subjects": "klanten en leveranciers",
        "about_entities": "noem ze liever: crm.Accounts, cashflow.Receivables",
        "about_categories": "alleen wat nodig is",
    },
}
