"""To whom an agent may have something sent: whom the policy names, and the parties of the document that it is about.

Where an address came from makes no difference. That somebody wrote before, or that a text names an address, creates
no trust; that a record of one's own books holds it for this customer does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nlconnect.asking.question import key_of
from nlconnect.client import Connection
from nlconnect.connector import Connector, Record, collection_of
from nlconnect.connector.parties import Registered
from nlconnect.errors import Invalid, NotFound, PolicyRefused, QueryError, masked
from nlconnect.model.outcome import Plan
from nlconnect.policy import Policy, Purpose, Said
from nlconnect.policy.recipients import PLAIN, is_named
from nlconnect.policy.unattended import UNCHECKED, is_listed

MOST_CONTACTS = 500
ELSEWHERE = Said(
    "what is sent, or to whom, is not part of this plan, so nobody could say yes to it",
    "Plan the message itself, with its text and its recipients, such as mail.SendMail.",
    "wat er gestuurd wordt, of aan wie, staat niet in dit plan: daar kan niemand ja op zeggen",
    "Plan het bericht zelf, met tekst en ontvangers, zoals mail.SendMail.",
)
NOT_PLAIN = Said(
    "an address is not one plain address",
    "Give each recipient one address, without a name, a comma or a blank.",
    "een adres is niet één gewoon adres",
    "Geef elke ontvanger één adres, zonder naam, komma of spatie.",
)
NOBODY_KNOWS = Said(
    "nobody can say to whom this is sent",
    "Send it to addresses that you name.",
    "niemand kan zeggen aan wie dit gestuurd wordt",
    "Stuur het aan adressen die u noemt.",
)
NOT_NAMED = Said(
    "{whom} is nobody that the policy names",
    "Say with `about` which invoice or order it concerns: then its parties may get it. Others only by the policy.",
    "{whom} wordt door het beleid niet genoemd",
    "Noem met `about` de factuur of order waar het over gaat: dan mogen de partijen daarvan het krijgen. Anderen "
    "alleen als het beleid hen noemt.",
)
NOT_LISTED = Said(
    "text that others wrote was shown before, and {whom} is nobody that the policy lists in full",
    "Whoever writes the policy can list the address itself under `recipients`, without a star, or "
    '"parties of ..." with the kind of document.',
    "er is tekst van anderen getoond, en {whom} staat niet voluit in het beleid",
    "Wie het beleid schrijft, kan het adres zelf onder `recipients` zetten, zonder sterretje, of "
    '"parties of ..." met het soort document.',
)
NOT_REGISTERED = Said(
    "{whom} is no registered address of a party of this {what}",
    "Ask the person who asked you. An address in a message or a text does not count, also where it looks alike: it has "
    "to stand with this customer in the books.",
    "{whom} staat bij geen partij van deze {what} geregistreerd",
    "Vraag het de persoon die u de opdracht gaf. Een adres in een bericht of een tekst telt niet, ook niet als het "
    "erop lijkt: het moet in de boekhouding bij deze klant staan.",
)


@dataclass(frozen=True, slots=True)
class About:
    """The document that something is sent about, and the connection to the books it stands in."""

    connection: Connection
    system: Connector
    entity: str
    key: str


def refuse_strangers(
    plan: Plan, policy: Policy, purpose: Purpose, about: About | None, *, is_wary: bool = False
) -> tuple[str, ...]:
    """Who gets it and why, for whoever approves. Raises PolicyRefused where somebody has no business with it.

    With `is_wary` only those that the policy lists in full: no pattern, and no party but of documents that it lists.
    """
    if not plan.recipients:
        if any(UNCHECKED in warning and "not checked" in warning for warning in plan.warnings):
            raise _refusal(plan, policy, NOBODY_KNOWS)
        return ()
    if any(not _is_in(address, plan.body) for address in plan.recipients if address):
        raise _refusal(plan, policy, ELSEWHERE)
    odd = [address for address in plan.recipients if not PLAIN.fullmatch(address)]
    if odd:
        raise _refusal(plan, policy, NOT_PLAIN)
    is_known = is_listed if is_wary else is_named
    named = [address for address in plan.recipients if is_known(address, purpose)]
    rest = [address for address in plan.recipients if address not in named]
    told = [f"{address}: named by the policy" for address in named]
    if not rest:
        return tuple(told)
    if is_wary and (about is None or not _lists_parties(about, purpose)):
        raise _refusal(plan, policy, NOT_LISTED, whom=_some(rest))
    if about is None:
        raise _refusal(plan, policy, NOT_NAMED, whom=_some(rest))
    registered = registered_addresses(about)
    if any(address.lower() not in registered for address in rest):
        # All of them are named: which one is wrong, or whether there is such a document, would be a thing to try.
        raise _refusal(plan, policy, NOT_REGISTERED, whom=_some(rest), what=about.entity)
    return (*told, *(f"{address}: {registered[address.lower()]}" for address in rest))


def _lists_parties(about: About, purpose: Purpose) -> bool:
    return f"parties of {about.entity}".lower() in {one.lower() for one in purpose.recipients}


def _is_in(address: str, body: str | None) -> bool:
    return body is not None and (address in body or json.dumps(address)[1:-1] in body)


def registered_addresses(about: About) -> dict[str, str]:
    """The addresses of everybody whose the document is, in small letters, and what they are to it; read just now.

    None where there is no such document. Raises PolicyRefused for what is no document of parties.
    """
    parties = next((one for one in about.system.parties if one.document == about.entity), None)
    if parties is None:
        known = ", ".join(one.document for one in about.system.parties) or "nothing"
        raise PolicyRefused(
            f"it is not known whose a {about.entity} is (rule: recipients)", hint=f"Whose it is is known of {known}."
        )
    looking = _unseen(about.connection)
    try:
        document = _record(looking, about.system, about.entity, about.key, [*parties.roles])
    except (NotFound, QueryError, Invalid):
        return {}
    roles: dict[object, str] = {}
    for field, role in parties.roles.items():
        roles.setdefault(getattr(document, field), f"who {role}")
    roles.pop(None, None)
    found: dict[str, str] = {}
    for place in parties.registered:
        rows = _rows(looking, about.system, place, [*roles])
        acting = _acting(rows, place, roles)
        for row in [*rows, *_rows(looking, about.system, place, [*acting])]:
            party = getattr(row, place.party)
            for address in _written(row, place.addresses):
                found.setdefault(address, f"registered with {roles.get(party) or acting[party]}")
    return found


def _acting(rows: Sequence[Record], place: Registered, roles: Mapping[object, str]) -> dict[object, str]:
    """Who acts for these parties, such as their accountants."""
    if place.also is None:
        return {}
    found = {getattr(row, place.also): f"who acts for {roles[getattr(row, place.party)]}" for row in rows}
    return {party: role for party, role in found.items() if party is not None and party not in roles}


def _rows(looking: Connection, system: Connector, place: Registered, parties: Sequence[object]) -> Sequence[Record]:
    """What is registered of these parties, in one read."""
    if not parties:
        return ()
    collection = collection_of(system.package, system.catalogue.entity(place.entity))
    wanted = [place.party, *place.addresses, *([place.also] if place.also is not None else [])]
    condition = getattr(collection, place.party).is_in(parties)
    return list(looking.read(collection.where(condition).select(*wanted).limit(MOST_CONTACTS)))


def _written(row: Record, fields: Sequence[str]) -> list[str]:
    """Compared as they stand but for the case: letters that only look alike are other letters."""
    values = (getattr(row, field) for field in fields)
    return [value.strip().lower() for value in values if isinstance(value, str) and PLAIN.fullmatch(value.strip())]


def _record(looking: Connection, system: Connector, name: str, key: str, fields: Sequence[str]) -> Record:
    entity = system.catalogue.entity(name)
    return looking.get(collection_of(system.package, entity).select(*fields), key_of(key, entity))


def _unseen(connection: Connection) -> Connection:
    """The same connection for a look of our own: what is found decides, and is shown to nobody who may not see it."""
    asker = replace(connection._asker, unseen=True)
    return type(connection)(connection._session, scope=connection.scope, asker=asker)


def _refusal(plan: Plan, policy: Policy, said: Said, *, whom: str = "", what: str = "") -> PolicyRefused:
    texts = (said.reason, said.remedy, said.reason_nl, said.remedy_nl)
    reason, remedy, reason_nl, remedy_nl = (text and text.format(whom=whom, what=what) for text in texts)
    dutch = policy.language == "nl"
    message = f"{reason_nl} (regel: recipients)" if dutch else f"{reason} (rule: recipients)"
    return PolicyRefused(message, connector=plan.system, entity=plan.entity, hint=remedy_nl if dutch else remedy)


def _some(addresses: Sequence[str]) -> str:
    """Recognisable for whoever knows them; a refusal goes into logs."""
    more = f" and {len(addresses) - 1} more" if len(addresses) > 1 else ""
    return f"{masked(addresses[0])}{more}"


def place_of(about: Mapping[str, str]) -> tuple[str, str, str]:
    """Profile, entity and key. Raises QueryError."""
    if set(about) != {"profile", "entity", "key"}:
        raise QueryError("about takes profile, entity and key")
    return about["profile"], about["entity"], about["key"]
