"""Runs of many writes, one for each system: new records and changed ones, each with a mark to know it again by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from nlconnect import Create, Update
from nlconnect.model.change import Change

if TYPE_CHECKING:
    from bench.stage import Stage

    from nlconnect.client import Connection

TELLING = 8
"""Of ten writes, so many are of a kind that can be looked for: the others have neither key nor mark for it."""
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
Standing = Callable[["Connection"], Iterable[str | None]]


@dataclass(frozen=True)
class Run:
    """The writes of one system. `kinds` make the change of a number; those after TELLING leave nothing to look for."""

    entities: tuple[str, ...]
    kinds: tuple[Callable[[int], Change], ...]
    prepare: Callable[[Stage, int], None]
    """Puts there what that many writes are about."""
    stands: Standing

    def change(self, number: int) -> Change:
        """The change of that number, always the same."""
        return self.kinds[number % len(self.kinds)](number)

    def tells(self, number: int) -> bool:
        """Whether a lost answer leaves something to look for."""
        return number % len(self.kinds) < TELLING

    def standing(self, connection: Connection) -> Counter[str]:
        """How often each mark is found in the system."""
        return Counter(text for text in self.stands(connection) if text and text.startswith("mark "))


def mark(number: int) -> str:
    """What tells this write's record from all others."""
    return f"mark {number:05d}"


def _key(number: int) -> str:
    return str(UUID(int=number + 1))


def _exact() -> Run:
    from nlconnect_exact.crm import Accounts, Addresses
    from nlconnect_exact.logistics import Items

    def account(number: int) -> Change:
        return Create(Accounts, code=f"{10_000 + number}", name=mark(number))

    def item(number: int) -> Change:
        return Create(Items, code=f"I{number}", description=mark(number))

    def moved(number: int) -> Change:
        return Update(Accounts, _key(number), city=mark(number))

    def address(number: int) -> Change:
        return Create(Addresses, account=_key(0), type=3, address_line1=mark(number), city="Gouda", country="NL")

    def prepare(stage: Stage, count: int) -> None:
        for name in ("crm.Accounts", "crm.Addresses", "logistics.Items"):
            stage.mock.clear(name)
        for number in (0, *(n for n in range(count) if _KINDS_OF[n % 10] == "update")):
            stage.mock.add("crm.Accounts", id=_key(number), code=f"9{number:05d}", name="Voorbeeld", city="Utrecht")

    def stands(exact: Connection) -> Iterable[str | None]:
        for account in exact.read(Accounts.select("name", "city")):
            yield from (account.name, account.city)
        yield from (item.description for item in exact.read(Items.select("description")))
        yield from (address.address_line1 for address in exact.read(Addresses.select("address_line1")))

    return Run(
        ("crm.Accounts", "crm.Addresses", "logistics.Items"), _ordered(account, item, moved, address), prepare, stands
    )


def _afas() -> Run:
    from nlconnect_afas.dossiers import KnSubject, Profit_Subjects
    from nlconnect_afas.items import FbItemArticle, Profit_Article_Basic
    from nlconnect_afas.relations import KnOrganisation, KnPerson, Profit_OrgPer

    def organisation(number: int) -> Change:
        return Create(KnOrganisation, match_oga="always_insert", nm=mark(number), cc_nr=f"{10_000_000 + number}")

    def subject(number: int) -> Change:
        return Create(KnSubject, st_id=-2, ds=mark(number))

    def described(number: int) -> Change:
        return Update(FbItemArticle, f"U{number}", ds=mark(number))

    def person(number: int) -> Change:
        return Create(KnPerson, match_per="7", la_nm="Voorbeeld", se_nm=mark(number))

    def prepare(stage: Stage, count: int) -> None:
        for name in ("items.Profit_Article_Basic", "items.Profit_Article", "relations.Profit_OrgPer"):
            stage.mock.clear(name)
        stage.mock.clear("dossiers.Profit_Subjects")
        made = stage.connect(allow_writes=("items.FbItemArticle",))
        for number in (n for n in range(count) if _KINDS_OF[n % 10] == "update"):
            made.apply(made.plan(Create(FbItemArticle, it_cd=f"U{number}", ds="Voorbeeld", grp="1", bi_un="STK")))
        made.close()

    def stands(afas: Connection) -> Iterable[str | None]:
        for party in afas.read(Profit_OrgPer.select("name", "search_name")):
            yield from (party.name, party.search_name)
        yield from (row.subject for row in afas.read(Profit_Subjects.select("subject")))
        yield from (row.description for row in afas.read(Profit_Article_Basic.select("description")))

    entities = ("dossiers.KnSubject", "items.FbItemArticle", "relations.KnOrganisation", "relations.KnPerson")
    return Run(entities, _ordered(organisation, subject, described, person), prepare, stands)


def _graph() -> Run:
    from nlconnect_graph.calendar import Events
    from nlconnect_graph.contacts import Contacts

    def contact(number: int) -> Change:
        return Create(Contacts, display_name=mark(number))

    def event(number: int) -> Change:
        start = NOON + timedelta(hours=number)
        return Create(Events, subject=mark(number), start=start, end=start + timedelta(minutes=30))

    def moved(number: int) -> Change:
        return Update(Contacts, _key(number), job_title=mark(number))

    def nameless(number: int) -> Change:
        return Create(Contacts, company_name=mark(number))

    def prepare(stage: Stage, count: int) -> None:
        for number in (n for n in range(count) if _KINDS_OF[n % 10] == "update"):
            stage.mock.add("contacts.Contacts", id=_key(number), display_name="Voorbeeld")

    def stands(graph: Connection) -> Iterable[str | None]:
        for contact in graph.read(Contacts.select("display_name", "job_title", "company_name")):
            yield from (contact.display_name, contact.job_title, contact.company_name)
        yield from (event.subject for event in graph.read(Events.select("subject")))

    return Run(("calendar.Events", "contacts.Contacts"), _ordered(contact, event, moved, nameless), prepare, stands)


_KINDS_OF = ("first", "second", "update", "first", "update", "second", "update", "first", "blind", "blind")


def _ordered(*kinds: Callable[[int], Change]) -> tuple[Callable[[int], Change], ...]:
    """Ten in a row: three of the first, two of the second, three updates, and two that leave nothing to look for."""
    by_name = dict(zip(("first", "second", "update", "blind"), kinds, strict=True))
    return tuple(by_name[name] for name in _KINDS_OF)


def run_of(system: str) -> Run:
    """The run of that system."""
    return _RUNS[system]()


_RUNS: Mapping[str, Callable[[], Run]] = {"exact": _exact, "afas": _afas, "graph": _graph}
SYSTEMS = tuple(_RUNS)
