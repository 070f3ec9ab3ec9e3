"""How AFAS says no: 500 with three keys for nearly everything, plain pages for the rest, texts in two languages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer, Asked, html_answer, json_answer

GENERAL = -2147180996
UNEXPECTED = -2147180999
NO_SUCH_VALUE = -2147220469
NO_PARTS: Mapping[str, object] = MappingProxyType({})
MAINTENANCE_SECONDS = 7200

_TEXTS: Mapping[str, tuple[int, str, str]] = {
    "unknown_field": (GENERAL, "Connectorveld '{field}' niet gevonden", "Connector field '{field}' not found"),
    "invalid_index": (GENERAL, "Ongeldig indexveld", "Invalid Index field"),
    "not_authorised": (
        GENERAL,
        "{kind} wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd",
        "{kind} not supported for this app or the user is not authorized",
    ),
    "blocked": (GENERAL, "Deze GetConnector (definitie) is geblokkeerd", "This GetConnector (definition) is blocked"),
    "unexpected": (
        UNEXPECTED,
        "Er is een onverwachte fout opgetreden.",
        "An unexpected error has occurred.",
    ),
    "no_such_value": (
        NO_SUCH_VALUE,
        "De ingevoerde waarde bij '{field}' bestaat niet.",
        "The entered value for '{field}' does not exist.",
    ),
    "mandatory": (
        NO_SUCH_VALUE,
        "Bij het verplichte veld '{field}' is geen waarde ingevuld.",
        "There is no value in mandatory field '{field}'.",
    ),
    "exists": (GENERAL, "De regel met '{field}' bestaat al.", "The line with '{field}' already exists."),
    "wrong_value": (
        GENERAL,
        "De waarde bij '{field}' is ongeldig.",
        "The value for '{field}' is invalid.",
    ),
    "wrong_filter": (
        GENERAL,
        "Filter op veld '{field}' is ongeldig.",
        "Filter on field '{field}' is invalid.",
    ),
    "wrong_destination": (GENERAL, "Ongeldige bestemming", "Invalid destination"),
    "several": (
        GENERAL,
        "Er zijn meerdere organisaties/personen gevonden die voldoen aan de criteria.",
        "More than one match was found for the given criteria.",
    ),
    "not_balanced": (
        GENERAL,
        "De boeking is niet in balans: debet en credit zijn niet gelijk.",
        "The entry is not balanced: debit and credit differ.",
    ),
    "closed_period": (
        GENERAL,
        "De periode {period} is geblokkeerd.",
        "Period {period} is blocked.",
    ),
    "locked": (
        GENERAL,
        "De boekingslay-out is in gebruik door een andere gebruiker.",
        "The booking layout is in use by another user.",
    ),
    "memory": (UNEXPECTED, "Out of memory", "Out of memory"),
    "duration": (
        UNEXPECTED,
        "De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.",
        "The maximum duration for performing the assignment has been exceeded.",
    ),
    "raw_token": (
        GENERAL,
        "Het token moet met base64 gecodeerd zijn.",
        "The token has to be encoded in base64.",
    ),
    "no_token": (GENERAL, "Het token is ongeldig.", "The token is not valid."),
    "address": (GENERAL, "Dit IP-adres is niet toegestaan.", "This IP address is not allowed."),
    "invalid_request": (GENERAL, "Ongeldig verzoek", "Invalid request"),
    "not_here": (GENERAL, "Het bestand is niet gevonden.", "The file was not found."),
}
"""Number, Dutch, English. On record are the English texts of the first six but `unexpected`'s Dutch, both of `duration`
and `memory`; the others are guesses that read like AFAS."""
ENGLISH_ON_RECORD = frozenset({"unknown_field", "invalid_index", "not_authorised", "blocked", "unexpected"})
"""Seen in English only, so told in English where the caller names no language of its own."""


@dataclass
class Refusals:
    """Errors of one environment: its language, and a reference for each into the customer's own log."""

    language: str
    with_header: bool = True
    """Whether the message stands in `X-PROFIT-ERROR` too. AFAS: obsolete, and to go at the end of 2026."""

    def __post_init__(self) -> None:
        self._numbers = count(1)

    def told(
        self, asked: Asked, key: str, *, status: int = 500, parts: Mapping[str, object] = NO_PARTS, **headers: str
    ) -> Answer:
        """A refusal with the three keys, in the language the caller wants."""
        number, dutch, english = _TEXTS[key]
        wanted = asked.header("accept-language").lower()[:2]
        language = wanted or ("en" if key in ENGLISH_ON_RECORD else self.language)
        text = dutch if language == "nl" else english
        return self.saying(text.format(**parts), number=number, status=status, **headers)

    def saying(self, text: str, *, number: int = GENERAL, status: int = 500, **headers: str) -> Answer:
        """AFAS: what is wrong with the question is a 500 too, told apart by its text alone."""
        reference = hashlib.md5(f"log {next(self._numbers)}".encode(), usedforsecurity=False).hexdigest().upper()
        body = {"errorNumber": number, "externalMessage": text, "profitLogReference": reference}
        if self.with_header:
            headers["X_PROFIT_ERROR"] = base64.b64encode(text.encode()).decode()
        return json_answer(status, body, content_type="application/json; charset=utf-8", **headers)

    def struck(self, asked: Asked, fault: Fault) -> Answer:
        """The answer of a status fault. Details: `message`, `reason` (a key above), `bare`, `retry_after`."""
        status = fault.status or 500
        message, reason = fault.details.get("message"), fault.details.get("reason", "")
        if message is not None:
            return self.saying(message, status=status)
        if reason in _TEXTS:
            return self.told(asked, reason, status=status, parts={"field": "X", "kind": "GetConnector", "period": 1})
        match status:
            case 503:
                bare = fault.details.get("bare", "").lower() in ("1", "true")
                return Answer(503) if bare else maintenance(int(fault.details.get("retry_after", MAINTENANCE_SECONDS)))
            case 400:
                return Answer(400)  # an edge in front of AFAS, while the server is away
            case 401:
                return self.told(asked, "no_token", status=401)
            case 403:
                return self.told(asked, "address", status=403)
            case 404:
                return not_found()
            case 429:
                after = fault.details.get("retry_after", fault.details.get("minutely_reset", "1"))
                return Answer(429, headers={"retry-after": after})  # AFAS documents none; an edge might
        return self.told(asked, "unexpected", status=status)


def maintenance(seconds: int) -> Answer:
    """AFAS: planned maintenance says when to come back, in a header and in the body."""
    body = {"retry_after": seconds}
    return json_answer(503, body, content_type="application/json; charset=utf-8", Retry_After=str(seconds))


def not_found() -> Answer:
    """A plain 404, as a wrong address or a query that is too long gets. The page's text is a guess."""
    return html_answer(404, "404 - File or directory not found.", "<h2>404 - File or directory not found.</h2>")


def page_instead() -> Answer:
    """HTML with status 200 where JSON is due. The page's text is a guess."""
    return html_answer(200, "AFAS Online", "<h1>Onderhoud</h1><p>AFAS Online is tijdelijk niet beschikbaar.</p>")


def invalid_json() -> Answer:
    """AFAS: a body that cannot be parsed is told by a gateway, with one key of its own (the status is a guess)."""
    return json_answer(400, {"message": "Invalid json"})
