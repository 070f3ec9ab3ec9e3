"""The same twenty lines, and the same command line, read any system: only the profile and the entity change."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from nlconnect.client import AsyncConnection, Connection
from nlconnect.connector import collection_of, connector
from nlconnect.mock.serving import serve
from nlconnect.mock.system import Setting
from nlconnect.model.collection import Collection
from nlconnect.model.record import Record
from nlconnect.testing.signed_in import SignedInMock
from tests.journeys.cli.conftest import Person

SYSTEMS = {
    "exact": ("crm.Accounts", "name", "code"),
    "afas": ("ledger.Profit_Debtor", "debtor_name", "debtor_id"),
    "graph": ("directory.Users", "display_name", "user_principal_name"),
}


@pytest.fixture(scope="module")
def all_mocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Somebody who has signed in to all three."""
    with serve(*SYSTEMS, quota="off") as servers:
        somebody = Person(tmp_path_factory.mktemp("all"))
        somebody.move_in(servers)
        yield somebody


def read_it(connection: Connection, entity: Collection[Record], name: str, code: str) -> dict[str, Any]:
    """What a program does with a system, whichever it is."""
    by_name = entity.where(getattr(entity, name) != "").select(name, code).order_by(name)
    everybody = [getattr(record, name) for record in connection.read(by_name)]
    first = next(iter(connection.read(by_name.limit(1))))
    pages = [page.records for page in connection.pages(by_name)]
    same = list(connection.read(entity.where(getattr(entity, name) == everybody[0])))
    with_beginning = entity.where(getattr(entity, name).startswith(everybody[0][:4]))
    return {
        "everybody": everybody,
        "first": getattr(first, name),
        "in pages": [getattr(record, name) for page in pages for record in page],
        "counted": connection.count(by_name),
        "same": {getattr(record, name) for record in same},
        "beginning": {getattr(record, name) for record in connection.read(with_beginning)},
        "explained": str(connection.explain(by_name)),
        "shown": repr(first),
    }


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_same_lines_of_python_read_every_system(system: str) -> None:
    qualified, name, code = SYSTEMS[system]
    mock = SignedInMock(system, setting=Setting())
    entity = collection_of(connector(system).package, connector(system).catalogue.entity(qualified))
    with mock.connect() as connection:
        found = read_it(connection, entity, name, code)
    assert len(found["everybody"]) == found["counted"] > 5
    assert found["everybody"] == found["in pages"]
    assert found["everybody"][0] == found["first"]
    assert found["same"] == {found["first"]}
    assert found["first"] in found["beginning"]
    assert "request  GET" in found["explained"]
    assert found["first"] not in found["shown"]
    mock.close()


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_same_lines_work_on_the_other_face(system: str) -> None:
    qualified, name, code = SYSTEMS[system]
    mock = SignedInMock(system, setting=Setting())
    entity = collection_of(connector(system).package, connector(system).catalogue.entity(qualified))

    async def names(connection: AsyncConnection) -> list[str]:
        return [getattr(record, name) async for record in connection.read(entity.select(name, code).order_by(name))]

    async def read() -> list[str]:
        async with mock.connect_async() as connection:
            return await names(connection)

    with mock.connect() as blocking:
        plain = [getattr(record, name) for record in blocking.read(entity.select(name, code).order_by(name))]
    assert asyncio.run(read()) == plain
    mock.close()


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_same_command_line_reads_every_system(all_mocked: Person, system: str) -> None:
    entity, name, code = SYSTEMS[system]
    wish = (f"acme-{system}", entity, "--select", f"{name},{code}", "--order-by", name)
    lines = all_mocked.run("read", *wish, "--limit", "7")
    assert lines.code == 0, lines.err
    names = [json.loads(line)[name] for line in lines.out.splitlines()]
    assert len(names) == 7
    assert names == sorted(names, key=str.casefold)
    counted = all_mocked.run("read", *wish[:2], "--count")
    assert int(counted.out) >= 7
    explained = all_mocked.run("read", *wish, "--explain")
    assert "request  GET" in explained.out
    written = all_mocked.run("read", *wish, "--to", "names.xlsx", "--excel", "nl")
    assert written.code == 0, written.err
    assert (all_mocked.folder / "names.xlsx").stat().st_size > 2000
    described = all_mocked.run("describe", system, entity)
    assert name in described.out
    (all_mocked.folder / "names.xlsx").unlink()


@pytest.mark.parametrize(("system", "part"), [("exact", "division"), ("afas", "administration")])
def test_many_places_are_read_with_one_login(all_mocked: Person, system: str, part: str) -> None:
    entity = {"exact": "cashflow.Receivables", "afas": "ledger.Profit_Debtor_Invoices"}[system]
    every = all_mocked.run("read", f"acme-{system}", entity, "--in", f"{part}=all", "--limit", "2")
    assert every.code == 0, every.err
    places = [json.loads(line)[part] for line in every.out.splitlines()]
    assert len(set(places)) == 3
    two = ",".join(str(place) for place in sorted(set(places))[:2])
    some = all_mocked.run("read", f"acme-{system}", entity, "--division", two, "--limit", "2")
    assert sorted({str(json.loads(line)[part]) for line in some.out.splitlines()}) == two.split(",")


def test_many_mailboxes_are_read_with_one_login(all_mocked: Person) -> None:
    addresses = [
        json.loads(line)["user_principal_name"]
        for line in all_mocked.run(
            "read", "acme-graph", "directory.Users", "--select", "user_principal_name", "--limit", "2"
        ).out.splitlines()
    ]
    wish = ("--in", f"mailbox={','.join(addresses)}", "--select", "subject", "--limit", "1")
    mails = all_mocked.run("read", "acme-graph", "mail.Messages", *wish)
    assert [json.loads(line)["mailbox"] for line in mails.out.splitlines()] == addresses, mails.err


def test_a_view_that_cannot_be_narrowed_says_that_it_gives_more(all_mocked: Person) -> None:
    every = all_mocked.run("read", "acme-afas", "ledger.Profit_Debtor", "--in", "administration=2", "--limit", "3")
    assert every.code == 0
    assert "not narrowed to administration 2" in every.err
    narrowed = all_mocked.run("read", "acme-afas", "ledger.Profit_Debtor_Invoices", "--in", "administration=2")
    assert "not narrowed" not in narrowed.err
