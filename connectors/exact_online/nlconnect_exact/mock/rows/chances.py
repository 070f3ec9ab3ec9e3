"""crm: what may be sold. Opportunities of customers, most of them still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nlconnect.mock.dataset.calendar import TODAY
from nlconnect.mock.dataset.chart import euro
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.parties import Party
from nlconnect.mock.tables import Column, Source
from nlconnect_exact.mock.rows.office import Office, by_guid, by_number, generated, midnight

COUNT = 24
FIRST_NUMBER = 501
OPEN, WON, LOST = 1, 2, 3
"""That a status has these numbers is a guess, and so is that a probability is a share of one."""
STAGES = (("Eerste contact", 10), ("Behoefte bekend", 30), ("Offerte uitgebracht", 60), ("Onderhandeling", 80))
WORK = ("Uitbreiding", "Onderhoudscontract", "Nieuwe installatie", "Vervanging", "Advies", "Jaarafspraak")


@dataclass(frozen=True)
class Chance:
    """One opportunity: for whom, how much, how likely and when."""

    number: int
    seed: int
    party: Party

    @property
    def name(self) -> str:
        return f"{WORK[self.number % len(WORK)]} {self.party.name}"

    @property
    def cents(self) -> int:
        return 50_000 * (1 + mix(self.seed, self.number, 3) % 90)

    @property
    def stage(self) -> int:
        return mix(self.seed, self.number, 5) % len(STAGES)

    @property
    def status(self) -> int:
        """Of the ones that were to close before today some were won, some were lost."""
        return OPEN if self.closes > TODAY else WON if self.number % 2 else LOST

    @property
    def closes(self) -> date:
        return TODAY + timedelta(mix(self.seed, self.number, 7) % 150 - 50)

    @property
    def since(self) -> date:
        return self.closes - timedelta(60)


def opportunities(office: Office) -> Source:
    books = office.books
    guids, stages = books.guids("opportunity"), books.guids("opportunity_stage")
    parties, contacts = books.guids("party"), books.guids("contact")
    ranks, seed = books.sales.ranks, mix(books.seed, books.company.code, 0x0BB0)

    def chance(number: int) -> Chance:
        return Chance(number, seed, books.party(ranks.party(mix(seed, number) % ranks.count)))

    columns: dict[str, Column[Chance]] = {
        "ID": lambda c: guids[c.number],
        "Number": lambda c: FIRST_NUMBER + c.number,
        "Name": lambda c: c.name,
        "Account": lambda c: parties[c.party.number],
        "AccountCode": lambda c: str(c.party.code),
        "AccountName": lambda c: c.party.name,
        "Contact": lambda c: contacts[c.party.number],
        "ContactFullName": lambda c: c.party.contact.full_name,
        "AmountDC": lambda c: euro(c.cents),
        "AmountFC": lambda c: euro(c.cents),
        "Currency": lambda _: "EUR",
        "RateFC": lambda _: 1,
        "CloseDate": lambda c: midnight(c.closes),
        "ActionDate": lambda c: midnight(c.closes - timedelta(14)),
        "NextAction": lambda _: "Bellen",
        "OpportunityStage": lambda c: stages[c.stage],
        "OpportunityStageDescription": lambda c: STAGES[c.stage][0],
        "OpportunityStatus": lambda c: c.status,
        "Probability": lambda c: euro(STAGES[c.stage][1]),
        "Owner": lambda _: office.users[0],
        "OwnerFullName": lambda _: office.user.full_name,
        **office.stamps(lambda c: c.since, lambda c: c.number),
    }
    return generated(COUNT, chance, columns, {"ID": by_guid(guids, COUNT), "Number": by_number(FIRST_NUMBER, COUNT)})
