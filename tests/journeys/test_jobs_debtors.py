"""New debtors of AFAS become accounts of Exact with their contacts: what arrived is compared with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from nlconnect import Origin
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock
from nlconnect_afas.ledger import Profit_Debtor
from nlconnect_afas.relations import Profit_Contacts
from nlconnect_exact.crm import Accounts, Contacts
from tests.journeys.jobs import EXAMPLES, Died, dying, example

SINCE = date(2024, 7, 1)
NEW = 15
"""Debtors in the seeded environment since then that the seeded company lacks; two more have a namesake in it."""


@pytest.fixture
def afas() -> Iterator[SignedInMock]:
    mock = SignedInMock("afas", setting=Setting())
    yield mock
    mock.close()


@pytest.fixture
def exact() -> Iterator[SignedInMock]:
    mock = SignedInMock("exact", setting=Setting())
    yield mock
    mock.close()


@pytest.fixture
def job(afas: SignedInMock, exact: SignedInMock) -> ModuleType:
    return example("debtors_to_exact", {"acme-afas": afas, "acme-exact": exact})


def accounts(exact: SignedInMock) -> list[dict[str, object]]:
    """As the company itself sees them, without any purpose."""
    exact.policy = None
    return [dict(row.__dict__) for row in exact.connect().read(Accounts)]


def contacts(exact: SignedInMock) -> list[dict[str, object]]:
    exact.policy = None
    return [dict(row.__dict__) for row in exact.connect().read(Contacts)]


def debtors(afas: SignedInMock) -> dict[str, dict[str, object]]:
    """Those that count as new, picked out by hand."""
    afas.policy = None
    rows = [dict(row.__dict__) for row in afas.connect().read(Profit_Debtor)]
    since = datetime(SINCE.year, SINCE.month, SINCE.day, tzinfo=ZoneInfo("Europe/Amsterdam"))
    return {str(row["debtor_id"]): row for row in rows if row["create_date"] >= since and not row["blocked"]}


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    return dict(line.partition(": ")[::2] for line in capsys.readouterr().out.splitlines())


def test_without_a_yes_it_is_told_and_nothing_is_written(
    job: ModuleType, exact: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    job.main(SINCE)
    lines = told(capsys)
    assert Counter(lines.values())["new"] == NEW
    assert exact.calls.count("POST") == exact.calls.count("PUT") == 0


def test_what_arrived_is_what_stands_in_afas(
    job: ModuleType, afas: SignedInMock, exact: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {str(row["id"]): row for row in accounts(exact)}
    exact.policy = afas.policy
    job.main(SINCE, write=True)
    lines, source = told(capsys), debtors(afas)
    made = [row for row in accounts(exact) if row["id"] not in before]
    assert len(made) == NEW == Counter(lines.values())["made"] // 2
    by_vat = {row["vat_nr"]: row for row in source.values()}
    for row in made:
        debtor = by_vat[row["vat_number"]]
        assert lines[f"debtor {debtor['debtor_id']}"] == "made"
        assert row["name"] == debtor["debtor_name"]
        assert row["address_line1"] == debtor["adress_line1"]
        assert f"{row['postcode']}  {row['city']}".upper() == debtor["adress_line3"]
        assert (row["email"], row["chamber_of_commerce"]) == (debtor["email"], debtor["ch_of_comm_nr"])
        assert (row["payment_condition_sales"], row["sales_vat_code"]) == (debtor["pay_con"], "VH")
        assert (str(row["country"]).strip(), row["status"].name) == ("NL", "customer")  # type: ignore[attr-defined]  # an enum
    untouched = {str(row["id"]): row for row in accounts(exact) if row["id"] in before}
    assert untouched == before


def test_each_new_account_has_the_people_it_has_in_afas(
    job: ModuleType, afas: SignedInMock, exact: SignedInMock
) -> None:
    before = {row["id"] for row in contacts(exact)}
    exact.policy = afas.policy
    job.main(SINCE, write=True)
    source, names = debtors(afas), {row["id"]: row["vat_number"] for row in accounts(exact)}
    by_org = {row["bc_co"]: row["vat_nr"] for row in source.values()}
    people = {
        (by_org[person.org_number], person.name, person.mail_work)
        for person in afas.connect().read(Profit_Contacts)
        if person.org_number in by_org
    }
    made = [row for row in contacts(exact) if row["id"] not in before]
    assert len(made) == NEW
    for row in made:
        name = " ".join(str(row[part]) for part in ("first_name", "middle_name", "last_name") if row[part])
        assert (names[row["account"]], name, row["business_email"]) in people


def test_a_namesake_and_a_code_that_nobody_mapped_are_left_to_a_person(
    job: ModuleType, afas: SignedInMock, exact: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    job.main(SINCE, write=True)
    lines, source = told(capsys), debtors(afas)
    doubtful = {name.removeprefix("debtor ") for name, line in lines.items() if "has another vat_number" in line}
    unmapped = {name.removeprefix("debtor ") for name, line in lines.items() if "terms, VAT or country" in line}
    assert len(doubtful) == 2
    assert unmapped == {key for key, row in source.items() if row["pay_con"] == "60"}
    numbers = {row["vat_number"] for row in accounts(exact)}
    assert not any(source[key]["vat_nr"] in numbers for key in doubtful)
    for key in doubtful | unmapped:
        person = source[key]
        assert not any(str(person[field]) in "".join(lines.values()) for field in ("debtor_name", "vat_nr", "email"))


def test_what_is_there_already_is_known_from_then_on(
    job: ModuleType, afas: SignedInMock, exact: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    job.main(SINCE, write=True)
    there = [name.removeprefix("debtor ") for name, line in told(capsys).items() if line == "there already"]
    numbers = {row["id"]: row["vat_number"] for row in accounts(exact)}
    of_debtors = [key for key in there if key in debtors(afas)]
    assert len(of_debtors) == 4
    for key in of_debtors:
        (known,) = exact.connect().known_as(Origin("acme-afas", "debtor", key))
        assert numbers[known.key[0]] == debtors(afas)[key]["vat_nr"]


def test_a_second_run_doubles_nothing_and_takes_up_what_was_mended(
    job: ModuleType, exact: SignedInMock, afas: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    job.main(SINCE, write=True)
    writes = exact.calls.count("POST")
    capsys.readouterr()
    job.main(SINCE, write=True)
    assert exact.calls.count("POST") == writes
    assert "made" not in told(capsys).values()
    job.TERMS[1234001]["60"] = "60"
    job.main(SINCE, write=True)
    mended = {name.removeprefix("debtor ") for name, line in told(capsys).items() if line == "made"}
    assert {key for key, row in debtors(afas).items() if row["pay_con"] == "60" and key in mended}
    assert exact.calls.count("POST") > writes
    codes = Counter(row["vat_number"] for row in accounts(exact) if row["vat_number"])
    assert codes.most_common(1)[0][1] == 1


@pytest.mark.parametrize(("at", "answered"), [(1, False), (9, True), (NEW + 3, False)])
def test_killed_and_started_again_it_makes_each_of_them_once(
    afas: SignedInMock, exact: SignedInMock, at: int, *, answered: bool
) -> None:
    mocks = {"acme-afas": afas, "acme-exact": exact}
    first = example("debtors_to_exact", mocks)
    before = len(accounts(exact)), len(contacts(exact))
    exact.policy = EXAMPLES / "debtors_to_exact.toml"
    dying(exact, first, "acme-exact", at=at, answered=answered)
    with pytest.raises(Died):
        first.main(SINCE, write=True)
    example("debtors_to_exact", mocks).main(SINCE, write=True)
    assert (len(accounts(exact)) - before[0], len(contacts(exact)) - before[1]) == (NEW, NEW)
    assert exact.calls.count("POST") == 2 * NEW
