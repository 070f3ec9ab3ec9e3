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
    "crediteur": "supplier payable",
    "crediteuren": "suppliers payables",
    "dagboek": "journal",
    "dagboeken": "journals",
    "debiteur": "customer receivable",
    "debiteuren": "customers receivables",
    "factuur": "invoice",
    "facturen": "invoices",
    "grootboek": "gl account",
    "grootboekrekening": "gl account",
    "inkoop": "purchase",
    "inkoopfactuur": "purchase invoice",
    "inkoopfacturen": "purchase invoices",
    "kas": "cash",
    "klant": "account customer",
    "klanten": "accounts customers",
    "kostendrager": "cost unit",
    "kostenplaats": "cost center",
    "leverancier": "supplier",
    "leveranciers": "suppliers",
    "magazijn": "warehouse",
    "medewerker": "employee",
    "medewerkers": "employees",
    "offerte": "quotation",
    "offertes": "quotations",
    "openstaand": "outstanding",
    "openstaande": "outstanding",
    "order": "order",
    "periode": "period",
    "prijs": "price",
    "prijzen": "prices",
    "project": "project",
    "projecten": "projects",
    "relatie": "account",
    "relaties": "accounts",
    "uren": "hours time",
    "vast": "asset",
    "verkoop": "sales",
    "verkoopfactuur": "sales invoice",
    "verkoopfacturen": "sales invoices",
    "voorraad": "stock inventory",
}
"""What a Dutch bookkeeper says, in the words of English names; titles of the overlays know more."""

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
        spoken = [word, *DUTCH.get(word.lower(), "").split()]
        by_name = max(NAME * _best(one, names) for one in spoken)
        by_title = max(TITLE * _best(one, titles) for one in spoken)
        by_field = 0.0
        for field in spec.fields:
            own = {*_words_of(field.name), *_words_of(field.label_nl or "")}
            strength = max(FIELD * _best(one, own) for one in spoken)
            if strength > 0:
                fields[field.name] = max(fields.get(field.name, 0.0), strength)
                by_field = max(by_field, strength)
        found = max(by_name, by_title, by_field)
        if found == 0:
            return None
        score += found
    # Among equals the curated, the bare and the short come first.
    score += (1.5 if spec.title_nl else 0) + (0.5 if spec.bare else 0) - len(names) / 20
    score -= 2.0 if spec.obsolete or spec.kind != "standard" else 0.0
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
