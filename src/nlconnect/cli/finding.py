"""Finding entities by the words that people use, English or Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlconnect.connector import Connector, EntitySpec
from nlconnect.model.catalogue import snake

DUTCH = {
    "adres": "address",
    "adressen": "addresses",
    "administratie": "division",
    "administraties": "divisions",
    "artikel": "item",
    "artikelen": "items",
    "bank": "bank",
    "bestelling": "order",
    "bestellingen": "orders",
    "boeking": "entry",
    "boekingen": "entries",
    "btw": "vat",
    "crediteur": "supplier|payable",
    "crediteuren": "suppliers|payables",
    "dagboek": "journal",
    "dagboeken": "journals",
    "debiteur": "customer|receivable",
    "debiteuren": "customers|receivables",
    "factuur": "invoice",
    "facturen": "invoices",
    "grootboek": "gl account",
    "grootboekrekening": "gl account",
    "inkoop": "purchase",
    "inkoopfactuur": "purchase invoice",
    "inkoopfacturen": "purchase invoices",
    "inkooporder": "purchase order",
    "inkooporders": "purchase orders",
    "kas": "cash",
    "klant": "customer|account",
    "klanten": "customers|accounts",
    "kostendrager": "cost unit",
    "kostenplaats": "cost center",
    "leverancier": "supplier",
    "leveranciers": "suppliers",
    "magazijn": "warehouse",
    "medewerker": "employee",
    "medewerkers": "employees",
    "offerte": "quotation",
    "offertes": "quotations",
    "openstaand": "outstanding|receivable|payable",
    "openstaande": "outstanding|receivables|payables",
    "periode": "period",
    "post": "receivable|payable",
    "posten": "receivables|payables",
    "prijs": "price",
    "prijzen": "prices",
    "projecten": "projects",
    "relatie": "account",
    "relaties": "accounts",
    "uren": "hours|time",
    "verkoop": "sales",
    "verkoopfactuur": "sales invoice",
    "verkoopfacturen": "sales invoices",
    "verkooporder": "sales order",
    "verkooporders": "sales orders",
    "voorraad": "stock|inventory",
}
"""What a Dutch bookkeeper says, in the words of English names: `|` between choices, blanks where all words count.

The titles of the overlays know more.
"""

WHOLE, START, PART = 3.0, 2.0, 1.0
NAME, TITLE, FIELD = 3.0, 3.0, 0.5
MOST_FIELDS = 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that matches, how well, and the fields that did."""

    system: str
    entity: EntitySpec
    score: float
    fields: tuple[str, ...]


def search(system: Connector, words: Sequence[str]) -> list[Hit]:
    """Every entity in which each word stands somewhere, in its name, its title or its fields."""
    hits = [hit for spec in system.catalogue.entities() if (hit := _hit(system.name, spec, words)) is not None]
    return sorted(hits, key=lambda hit: -hit.score)


def matches_all(spec: EntitySpec, words: Iterable[str]) -> bool:
    """Whether every word stands in the entity's name or title."""
    return all(_best(word, _own_words(spec)) > 0 for word in words)


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
    score -= 3.0 if spec.obsolete or spec.kind != "standard" else 0.0
    best = sorted(fields, key=lambda name: -fields[name])[:MOST_FIELDS]
    return Hit(system, spec, score, tuple(best))


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
    return [[word], *(way.split() for way in DUTCH.get(word.lower(), "").split("|") if way)]


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
