"""New employees of AFAS get an account in Entra ID, a manager and a licence: what arrived is what stands in AFAS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from nlconnect import Create
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock
from nlconnect_afas.employees import KnEmployee, Profit_Employees
from nlconnect_graph.directory import SubscribedSkus, Users
from tests.journeys.jobs import Died, dying, example

SINCE = date(2026, 11, 1)
FREE = 2
"""Licences that the seeded tenant has left."""


def hire(afas: SignedInMock, first: str, last: str, *, unit: str, until: str | None = None) -> str:
    """As the personnel department does it. The number of the employee."""
    afas.policy = None
    known = {row.employee_id for row in afas.connect().read(Profit_Employees)}
    contract = {"da_be": "2026-12-01", "cm_id": "1", **({"da_en": until} if until else {})}
    new = Create(
        KnEmployee,
        kn_person={
            "match_per": "7",
            "fi_nm": first,
            "in_": f"{first[0]}.",
            "la_nm": last,
            "em_ad": f"{first}@acme.test",
        },
        afas_contract=contract,
        afas_orgunit_function={"da_be": "2026-12-01", "dp_id": unit, "fu_id": "CONT"},
    )
    connection = afas.connect(allow_writes=[KnEmployee])
    connection.apply(connection.plan(new)).unwrap()
    (number,) = {row.employee_id for row in connection.read(Profit_Employees)} - known
    return number


@pytest.fixture
def afas() -> Iterator[SignedInMock]:
    mock = SignedInMock("afas", setting=Setting())
    yield mock
    mock.close()


@pytest.fixture
def graph() -> Iterator[SignedInMock]:
    mock = SignedInMock("graph", setting=Setting())
    yield mock
    mock.close()


@pytest.fixture
def mocks(afas: SignedInMock, graph: SignedInMock) -> dict[str, SignedInMock]:
    return {"acme-afas": afas, "acme-365": graph}


def users(graph: SignedInMock) -> dict[str, Any]:
    """As the tenant itself sees them, by address."""
    graph.policy = None
    fields = "display_name user_principal_name employee_id account_enabled employee_hire_date assigned_licenses".split()
    query = Users.select("id", *fields).expand("manager")
    return {str(row.user_principal_name): row for row in graph.connect().read(query)}


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    return dict(line.partition(": ")[::2] for line in capsys.readouterr().out.splitlines())


def run(mocks: dict[str, SignedInMock], *, write: bool = True) -> ModuleType:
    job = example("employees_to_entra", mocks)
    job.main(SINCE, write=write)
    return job


def test_a_new_colleague_can_sign_in_from_the_first_day(
    mocks: dict[str, SignedInMock], afas: SignedInMock, graph: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    number = hire(afas, "Anna", "Voorbeeld", unit="1FIN")
    before = users(graph)
    run(mocks, write=False)
    assert told(capsys)[f"employee {number}"] == "new"
    assert users(graph).keys() == before.keys()
    run(mocks)
    after = users(graph)
    (address,) = after.keys() - before.keys()
    anna = after[address]
    assert (address, anna.display_name) == ("anna.voorbeeld@voorbeeldgroep.test", "Anna Voorbeeld")
    assert (anna.employee_id, anna.account_enabled) == (number, False)
    assert anna.employee_hire_date.date() == date(2026, 12, 1)
    (licence,) = anna.assigned_licenses
    sku = next(row.sku_id for row in graph.connect().read(SubscribedSkus) if row.sku_part_number == "SPB")
    assert licence.sku_id == sku
    afas.policy = None
    chief = next(row for row in afas.connect().read(Profit_Employees) if row.employee_id == "1001")
    assert anna.manager["displayName"] == f"{chief.first_name} {chief.birth_name}"


def test_who_leaves_has_the_last_day_in_the_account(
    mocks: dict[str, SignedInMock], afas: SignedInMock, graph: SignedInMock
) -> None:
    hire(afas, "Bram", "Voorbeeld", unit="2OPS", until="2027-11-30")
    run(mocks)
    sent = [call for call in graph.calls if call.method == "POST" and call.path.endswith("/users")]
    assert len(sent) == 1
    graph.policy = None
    query = Users.select("employee_leave_date_time").where(
        Users.user_principal_name == "bram.voorbeeld@voorbeeldgroep.test"
    )
    (bram,) = graph.connect().read(query)
    assert bram.employee_leave_date_time is not None
    assert bram.employee_leave_date_time.date() == date(2027, 11, 30)


def test_a_namesake_of_a_colleague_is_left_to_a_person(
    mocks: dict[str, SignedInMock], afas: SignedInMock, graph: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    number, before = hire(afas, "Daan", "Zwart", unit="3FIN"), users(graph)
    run(mocks)
    lines = told(capsys)
    assert "has another employee_id" in lines[f"employee {number}"]
    assert f"licence of {number}" not in lines
    assert users(graph) == before
    assert "Zwart" not in "".join(lines.values())


def test_a_manager_without_account_is_not_made_one(
    mocks: dict[str, SignedInMock], afas: SignedInMock, graph: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    number = hire(afas, "Anna", "Voorbeeld", unit="1FIN")
    graph.change("directory.Users", users(graph)["lotte.prins@voorbeeldgroep.test"].id, displayName="L. Prins")
    before = users(graph)
    run(mocks)
    lines = told(capsys)
    assert lines["manager 1001"].startswith("left to a person")
    assert (lines[f"employee {number}"], lines[f"manager of {number}"]) == ("made", "not known yet")
    assert len(users(graph)) == len(before) + 1


def test_when_licences_run_out_the_rest_waits_for_a_person(
    mocks: dict[str, SignedInMock], afas: SignedInMock, graph: SignedInMock, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = [hire(afas, name, "Voorbeeld", unit="1FIN") for name in ("Anna", "Bram", "Chris")]
    run(mocks)
    told(capsys)
    run(mocks)
    lines = told(capsys)
    assert [lines[f"employee {number}"] for number in numbers] == ["done before"] * 3
    assert sum("no unit of SPB is free" in line for line in lines.values()) == len(numbers) - FREE


@pytest.mark.parametrize(("at", "answered"), [(1, False), (1, True), (2, True), (2, False)])
def test_killed_and_started_again_it_makes_one_account(
    mocks: dict[str, SignedInMock], afas: SignedInMock, graph: SignedInMock, at: int, *, answered: bool
) -> None:
    hire(afas, "Anna", "Voorbeeld", unit="1FIN")
    before = users(graph)
    first = example("employees_to_entra", mocks)
    dying(graph, first, "acme-365", at=at, answered=answered)
    with pytest.raises(Died):
        first.main(SINCE, write=True)
    for _ in range(2):
        run(mocks)
    after = users(graph)
    (address,) = after.keys() - before.keys()
    assert len(after[address].assigned_licenses) == 1
    assert after[address].manager["displayName"] == "Lotte Prins"
