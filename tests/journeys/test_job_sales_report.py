"""The weekly sales report: the example as it stands, on the mock company, and the mail that arrives."""

from __future__ import annotations

import importlib.util
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from mcp import Client
from openpyxl import load_workbook

from nlconnect.agents import Toolbox
from nlconnect.config import Config, Settings
from nlconnect.errors import PolicyRefused
from nlconnect.mcp.server import server_of
from nlconnect.mock.dataset.books import COMPANIES, Books
from nlconnect.mock.dataset.chart import DEBTORS
from nlconnect.mock.dataset.parties import Party
from nlconnect.mock.system import Setting
from nlconnect.policy import house_rules, policy_of
from nlconnect.testing import SignedInMock
from nlconnect_exact.mock.rows.chances import COUNT
from nlconnect_graph.mail import Attachments, Messages

EXAMPLES = Path(__file__).parents[2] / "examples"
WEEK, MONDAY = "2026-W44", date(2026, 10, 26)
TITLE = f"Verkooprapport {WEEK}"
TEAM = ("lotte.prins@voorbeeldgroep.test", "dina.dehaan@voorbeeldgroep.test")

Report = Callable[..., None]


@pytest.fixture(scope="module")
def books() -> Books:
    """What the mock company has in its books, before any system tells it."""
    return Books(COMPANIES[0], seed=Setting().seed, records=None)


@pytest.fixture
def exact() -> Iterator[SignedInMock]:
    mock = SignedInMock("exact", setting=Setting())
    yield mock
    mock.close()


@pytest.fixture
def graph() -> Iterator[SignedInMock]:
    mock = SignedInMock("graph", setting=Setting())
    yield mock
    mock.close()


@pytest.fixture
def policy(tmp_path: Path, exact: SignedInMock, graph: SignedInMock) -> Path:
    exact.policy = graph.policy = tmp_path / "policy.toml"
    exact.policy.write_text((EXAMPLES / "weekly_sales_report.toml").read_text("utf-8"), "utf-8")
    return exact.policy


@pytest.fixture
def attended(policy: Path) -> Path:
    """The same policy, without what lets the report go by itself."""
    lines = policy.read_text("utf-8").splitlines(keepends=True)
    policy.write_text("".join(line for line in lines if not line.startswith("unattended")), "utf-8")
    return policy


@pytest.fixture
def report(policy: Path, exact: SignedInMock, graph: SignedInMock) -> Report:
    mocks = {"crm": exact, "books": exact, "mail": graph}
    module = _module()
    module.connect = lambda profile, **options: mocks[profile].connect(**options)  # type: ignore[attr-defined]  # the example's

    def run(*to: str) -> None:
        module.main(WEEK, "weekrapport", "crm", "books", "mail", *to)

    return run


@pytest.fixture
def toolbox(policy: Path, exact: SignedInMock, graph: SignedInMock) -> Iterator[Toolbox]:
    mocks = {"exact": exact, "graph": graph}
    profiles = {"books": exact.profile, "mail": graph.profile}
    with Toolbox(
        config=Config(path=None, settings=Settings(policy=policy), profiles=profiles),
        agent="weekrapport",
        purpose="weekrapport",
        store=graph.store,
        clock=graph.clock,
        open_connection=lambda profile, **options: mocks[profile.login.system].connect(**options),
    ) as found:
        yield found


async def by_agent(toolbox: Toolbox, *to: str) -> str:
    """The same job over the protocol, by the example that stands for an assistant."""
    module = _module("weekly_sales_report_agent")
    async with Client(server_of(toolbox)) as agent:
        try:
            return str(await module.report(agent, WEEK, "books", "mail", *to))
        except PermissionError as refused:
            return str(refused)


def _module(name: str = "weekly_sales_report") -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def received(graph: SignedInMock, address: str, *, folder: str = "inbox") -> list[Any]:
    """The reports in somebody's mailbox; looked at without a policy."""
    graph.policy = None
    with graph.connect(mailbox=address) as mailbox:
        letters = Messages.of(mail_folder=folder).where(Messages.subject == TITLE)
        return list(mailbox.read(letters.select("id", "body", "to_recipients", "cc_recipients")))


def workbook(graph: SignedInMock, address: str, letter: Any, folder: Path) -> bytes:
    with graph.connect(mailbox=address) as mailbox:
        files = Attachments.of(message=letter.id)
        (file,) = mailbox.read(files.select("id", "name"))
        assert file.name == f"{TITLE}.xlsx"
        return mailbox.download(files, file.id, to=folder / "report.xlsx").path.read_bytes()


def sold(books: Books) -> dict[Party, Decimal]:
    """Revenue without VAT by customer in that week: what was posted to the accounts of revenue, from the ledger."""
    found: dict[Party, Decimal] = {}
    for number in range(books.sales.booked):
        invoice = books.sales.invoice(number)
        if MONDAY <= invoice.day < MONDAY + timedelta(7):
            cents = -sum(posting.cents for posting in invoice.postings if posting.ledger.startswith("8"))
            found[invoice.party] = found.get(invoice.party, Decimal(0)) + Decimal(cents) / 100
    return found


def dutch(amount: Decimal) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def test_the_report_arrives_with_the_figures_of_the_books(
    report: Report, graph: SignedInMock, books: Books, tmp_path: Path
) -> None:
    report(*TEAM)
    for address in TEAM:
        (letter,) = received(graph, address)
        assert {one.email_address.address for one in letter.to_recipients} == set(TEAM)
        assert not letter.cc_recipients
        text, revenue = letter.body.content, sold(books)
        assert len(revenue) > 1
        for customer, amount in revenue.items():
            assert customer.name in text
            assert dutch(amount) in text
        assert dutch(sum(revenue.values(), Decimal(0))) in text
        owed = Decimal(books.balance(DEBTORS)) / 100
        assert dutch(owed) in text
        assert 'bgcolor="#2f6f9f"' in text
        content = workbook(graph, address, letter, tmp_path)
        sheet = load_workbook(BytesIO(content))["Gegevens"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert sum(Decimal(str(row[2])) for row in rows) == sum(revenue.values())
        assert sum(Decimal(str(row[3])) for row in rows) == owed
        with zipfile.ZipFile(BytesIO(content)) as parts:
            assert "Omzet excl. btw" in parts.read("xl/charts/chart1.xml").decode()


def test_the_opportunities_come_from_the_crm(report: Report, graph: SignedInMock, exact: SignedInMock) -> None:
    exact.policy, policy = None, exact.policy
    from nlconnect_exact.crm import Opportunities

    with exact.connect() as crm:
        chances = list(crm.read(Opportunities.select("close_date", "amount_dc")))
    exact.policy = policy
    assert len(chances) == COUNT
    total = sum(one.amount_dc or 0 for one in chances if one.close_date and one.close_date >= MONDAY)
    report(*TEAM)
    (letter,) = received(graph, TEAM[0])
    assert dutch(Decimal(total)) in letter.body.content


@pytest.mark.parametrize("stranger", ["lotte.prins@voorbeeldgroep.tests", "klant@elders.test"])
def test_nobody_outside_the_team_gets_it(
    report: Report,
    graph: SignedInMock,
    stranger: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="Nog niet verstuurd"):
        report(TEAM[0], stranger)
    assert "deny" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "j")
    with pytest.raises(PolicyRefused, match="wordt door het doel niet genoemd"):
        report(TEAM[0], stranger)
    assert received(graph, TEAM[0]) == received(graph, str(graph.profile.scope["mailbox"]), folder="sentitems") == []


def test_without_the_word_of_the_policy_it_waits_for_a_persons_yes(
    attended: Path, report: Report, graph: SignedInMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="Nog niet verstuurd"):
        report(*TEAM)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    for answer in ("n", "j"):
        monkeypatch.setattr("builtins.input", lambda _, answer=answer: answer)
        if answer == "n":
            with pytest.raises(SystemExit):
                report(*TEAM)
        else:
            report(*TEAM)
    assert len(received(graph, TEAM[1])) == 1


async def test_an_agent_does_the_same_with_nothing_but_the_verbs(
    toolbox: Toolbox, graph: SignedInMock, books: Books, tmp_path: Path
) -> None:
    assert await by_agent(toolbox, *TEAM) == "done"
    revenue = sold(books)
    for address in TEAM:
        (letter,) = received(graph, address)
        assert {one.email_address.address for one in letter.to_recipients} == set(TEAM)
        text = letter.body.content
        for customer, amount in revenue.items():
            assert customer.name in text
            assert dutch(amount) in text
        assert f"{len(revenue)} facturen, {dutch(sum(revenue.values(), Decimal(0)))} euro" in text
        assert dutch(Decimal(books.balance(DEBTORS)) / 100) in text
        content = workbook(graph, address, letter, tmp_path)
        rows = list(load_workbook(BytesIO(content))["Gegevens"].iter_rows(min_row=2, values_only=True))
        assert {(row[0], Decimal(str(row[-1]))) for row in rows} == {
            (one.name, cents) for one, cents in revenue.items()
        }


async def test_an_agent_gets_it_to_nobody_outside_the_team(toolbox: Toolbox, graph: SignedInMock) -> None:
    for stranger in ("klant@elders.test", "lotte.prins@voorbeeldgroep.test.elders.test"):
        assert "wordt door het beleid niet genoemd" in await by_agent(toolbox, TEAM[0], stranger)
    assert received(graph, TEAM[0]) == []


async def test_an_agent_waits_for_a_person_where_the_policy_wants_one(
    attended: Path, toolbox: Toolbox, graph: SignedInMock
) -> None:
    assert "waits for one person" in await by_agent(toolbox, *TEAM)
    assert received(graph, TEAM[0]) == []


def test_the_house_rules_of_the_mock_company_say_the_same() -> None:
    text = (EXAMPLES / "weekly_sales_report.toml").read_text("utf-8")
    assert policy_of(house_rules()).purposes["weekrapport"] == policy_of(text).purposes["weekrapport"]


@pytest.mark.parametrize("name", ["weekly_sales_report", "weekly_sales_report_agent"])
def test_the_examples_are_short_enough_to_read(name: str) -> None:
    assert len((EXAMPLES / f"{name}.py").read_text("utf-8").splitlines()) <= 60
    assert _module(name).CHART
