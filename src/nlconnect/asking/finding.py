"""Finding entities by the words that people use, English or Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlconnect.connector import Connector, EntitySpec
from nlconnect.model.catalogue import snake

DUTCH = {
    "administratie": "division",
    "administraties": "divisions",
    "adres": "address",
    "adressen": "addresses",
    "afdeling": "department|org unit",
    "afdelingen": "departments|org units",
    "afspraak": "event|appointment",
    "afspraken": "events|appointments",
    "agenda": "calendar",
    "agendas": "calendars",
    "artikel": "item",
    "artikelen": "items",
    "bank": "bank",
    "bericht": "message",
    "berichten": "messages",
    "bestand": "file|drive item",
    "bestanden": "files|drive items",
    "bestelling": "order",
    "bestellingen": "orders",
    "boeking": "entry",
    "boekingen": "entries",
    "btw": "vat",
    "contactpersonen": "contacts",
    "contactpersoon": "contact",
    "crediteur": "supplier|payable",
    "crediteuren": "suppliers|payables",
    "dagboek": "journal",
    "dagboeken": "journals",
    "debiteur": "customer|receivable",
    "debiteuren": "customers|receivables",
    "dossier": "dossier|subject",
    "email": "mail|message",
    "emails": "mail|messages",
    "facturen": "invoices",
    "factuur": "invoice",
    "functie": "function|job",
    "functies": "functions|jobs",
    "gebruiker": "user",
    "gebruikers": "users",
    "groep": "group",
    "groepen": "groups",
    "grootboek": "gl account",
    "grootboekrekening": "gl account",
    "inkoop": "purchase",
    "inkoopfacturen": "purchase invoices",
    "inkoopfactuur": "purchase invoice",
    "inkooporder": "purchase order",
    "inkooporders": "purchase orders",
    "kas": "cash",
    "klant": "customer|account",
    "klanten": "customers|accounts",
    "kostendrager": "cost unit",
    "kostenplaats": "cost center",
    "leverancier": "supplier",
    "leveranciers": "suppliers",
    "lijst": "list",
    "lijsten": "lists",
    "loon": "wage|salary|payroll",
    "magazijn": "warehouse",
    "map": "folder",
    "mappen": "folders",
    "medewerker": "employee|staff member",
    "medewerkers": "employees|staff members",
    "notitie": "note",
    "notities": "notes",
    "offerte": "quotation",
    "offertes": "quotations",
    "openstaand": "outstanding|receivable|payable",
    "openstaande": "outstanding|receivables|payables",
    "omzet": "revenue|sales invoices|turnover",
    "organisatie": "organisation|organization|account",
    "organisaties": "organisations|organizations|accounts",
    "periode": "period",
    "personen": "persons|people",
    "persoon": "person",
    "post": "receivable|payable",
    "posten": "receivables|payables",
    "postvak": "mailbox|mail folder",
    "prijs": "price",
    "prijzen": "prices",
    "projecten": "projects",
    "rechten": "rights|permissions",
    "revenue": "sales invoices",
    "relatie": "account|organisation|relation",
    "relaties": "accounts|organisations|relations",
    "rooster": "schedule|shift|timetable",
    "salaris": "salary",
    "salarissen": "salaries",
    "taak": "task",
    "taken": "tasks",
    "turnover": "revenue|sales invoices",
    "uren": "hours|time",
    "vacature": "vacancy",
    "vacatures": "vacancies",
    "vergadering": "meeting|event",
    "vergaderingen": "meetings|events",
    "verkoopkans": "opportunity",
    "verkoopkansen": "opportunities",
    "verkoop": "sales",
    "verkoopfacturen": "sales invoices",
    "verkoopfactuur": "sales invoice",
    "verkooporder": "sales order",
    "verkooporders": "sales orders",
    "verlof": "leave|absence",
    "verzuim": "absence|illness",
    "voorraad": "stock|inventory",
    "werkgever": "employer",
    "werkgevers": "employers",
    "ziek": "illness|absence",
    "ziekte": "illness|absence",
}
"""What a Dutch bookkeeper says, in the words of English names: `|` between choices, blanks where all words count.

The titles of the overlays know more.
"""

BESIDES = frozenset(
    "a all an and for in last many month my of our per quarter the this today total week year yesterday aantal alle de "
    "deze dit en een gisteren het hoeveel jaar kwartaal maand mijn onze totaal van vandaag voor vorige".split()
)
"""What people say besides what they look for: left out where it stands in the way."""
WHOLE, START, PART = 3.0, 2.0, 1.0
NAME, TITLE, FIELD = 3.0, 3.0, 0.5
MOST_FIELDS = 6
LEAST_OF_EACH = 2
RARER: Mapping[str, float] = {"function": 3.0, "beta": 3.0, "sync": 3.0, "bulk": 3.0, "action": 3.0, "update": 1.5}
"""What people seldom look for: calls with parameters, feeds, previews; and what can only be written."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that matches, how well, and the fields that did."""

    system: str
    entity: EntitySpec
    score: float
    fields: tuple[str, ...]


def search(system: Connector, words: Sequence[str], *, named: str | None = None) -> list[Hit]:
    """Every entity in which each word stands somewhere, in its name, its title or its fields.

    `named` is what to call the system, such as the profile whose own catalogue is searched.
    """
    name = named or system.name
    plain = _plain(words)
    hits = [hit for spec in system.catalogue.entities() if (hit := _hit(name, spec, plain)) is not None]
    return sorted(hits, key=lambda hit: -hit.score)


def search_all(systems: Mapping[str, Connector], words: Sequence[str]) -> list[Hit]:
    """As `search`, in several by what they are called; `revenue last week` finds what `revenue` does."""
    for asked in (words, [word for word in words if word.lower() not in BESIDES]):
        hits = [hit for name, system in systems.items() for hit in search(system, asked, named=name)] if asked else []
        if hits:
            return hits
    return []


def foremost(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """The best of all systems together, with the best two of each that come near the best of all."""
    ranked = sorted(hits, key=lambda hit: -hit.score)
    near = [hit for hit in ranked if 2 * hit.score >= ranked[0].score]
    kept = [hit for place, hit in enumerate(near) if _rank_in_system(near, place) < LEAST_OF_EACH][:limit]
    rest = [hit for hit in ranked if hit not in kept]
    return sorted([*kept, *rest[: limit - len(kept)]], key=lambda hit: -hit.score)


def _rank_in_system(hits: Sequence[Hit], place: int) -> int:
    return sum(hit.system == hits[place].system for hit in hits[:place])


def matches_all(spec: EntitySpec, words: Iterable[str]) -> bool:
    """Whether every word stands in the entity's name or title."""
    return all(_best(word, _own_words(spec)) > 0 for word in _plain(words))


def _hit(system: str, spec: EntitySpec, words: Sequence[str]) -> Hit | None:
    names, titles = _words_of(spec.qualified_name), _words_of(spec.title_nl or "")
    fields: dict[str, float] = {}
    score = 0.0
    for word in words:
        spoken = _spoken(word)
        by_name, by_title = NAME * _strength(spoken, names), TITLE * _strength(spoken, titles)
        by_field = 0.0
        for field in spec.fields:
            own = {*_words_of(field.name), *_words_of(field.label_nl or "")}
            strength = FIELD * _strength(spoken, own)
            if strength > 0:
                fields[field.name] = max(fields.get(field.name, 0.0), strength)
                by_field = max(by_field, strength)
        found = max(by_name, by_title, by_field)
        if found == 0:
            return None
        score += found
    # Among equals the curated, the bare and the short come first.
    score += (1.5 if spec.title_nl else 0) + (0.5 if spec.bare else 0) - len(names) / 20
    score -= 3.0 if spec.obsolete else RARER.get(spec.kind, 0.0)
    best = sorted(fields, key=lambda name: -fields[name])[:MOST_FIELDS]
    return Hit(system, spec, score, tuple(best))


def _plain(words: Iterable[str]) -> list[str]:
    """Without what names are written with: `ledger.Profit_Debtor` is ledger and ProfitDebtor, `e-mail` is email."""
    return [part for word in words for each in word.split(".") if (part := each.replace("-", "").replace("_", ""))]


def _own_words(spec: EntitySpec) -> set[str]:
    return {*_words_of(spec.qualified_name), *_words_of(spec.title_nl or "")}


def _words_of(text: str) -> set[str]:
    """Also a compound as a whole: `SalesInvoices` is sales, invoices and salesinvoices."""
    words: set[str] = set()
    for word in _WORD.findall(text):
        parts = snake(word).strip("_").split("_")
        words |= {*parts, "".join(parts)}
    return words


def _spoken(word: str) -> list[list[str]]:
    """Ways to say it, each of which is some words that all have to be there."""
    plain = word.lower()
    return [[plain], *(way.split() for way in DUTCH.get(plain, "").split("|") if way)]


def _strength(spoken: list[list[str]], known: set[str]) -> float:
    return max(min(_best(word, known) for word in way) for way in spoken)


def _best(word: str, known: Iterable[str]) -> float:
    lowered = word.lower()
    singular = lowered.removesuffix("s")
    best = 0.0
    for other in known:
        if lowered == other or singular == other.removesuffix("s"):
            return WHOLE
        if other.startswith(singular) and len(singular) > 2:
            best = max(best, START)
        elif lowered in other and len(lowered) > 2:
            best = max(best, PART)
    return best
