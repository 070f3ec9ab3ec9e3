"""What an agent can and cannot do with the verbs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from nlconnect.agents import Toolbox
from nlconnect.agents.cells import LONGEST, cell
from nlconnect.agents.formats import exported
from nlconnect.agents.switch import Switch
from nlconnect.agents.under_way import MOST_WAITING
from nlconnect.config import Config, Settings
from nlconnect.errors import ConfigError, PolicyRefused, QueryError
from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock

RECEIVABLES: dict[str, object] = {"profile": "acme", "entity": "cashflow.Receivables"}
INVOICES: dict[str, object] = {"profile": "acme", "entity": "salesinvoice.SalesInvoices"}


@pytest.fixture(scope="module")
def exact() -> Iterator[SignedInMock]:
    mock = SignedInMock("exact", setting=Setting(records=120))
    yield mock
    mock.close()


@pytest.fixture
def toolbox(exact: SignedInMock) -> Iterator[Toolbox]:
    config = Config(path=None, settings=Settings(), profiles={"acme": exact.profile})
    with Toolbox(
        config=config,
        agent="tester",
        store=exact.store,
        open_connection=lambda profile, **options: exact.connect(**options),
    ) as found:
        yield found


def test_the_listing_is_small_and_always_the_same(toolbox: Toolbox) -> None:
    def listing() -> str:
        tools = exported(toolbox.tools(), "json")
        return json.dumps(tools, separators=(",", ":"))

    # No tokenizer is at hand: schemas usually have about four characters a token, so 3.2 errs on the safe side.
    assert len(listing()) / 3.2 < 3_000
    assert listing() == listing()


@pytest.mark.parametrize("name", ["systems", "find", "describe", "read", "get", "count", "total", "status"])
def test_every_answer_keeps_to_the_schema_that_was_promised(toolbox: Toolbox, name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    key = toolbox.call("read", {**RECEIVABLES, "select": ["id"], "limit": 1}).content["rows"][0][0]  # type: ignore[index]  # rows
    arguments: dict[str, dict[str, object]] = {
        "find": {"words": "openstaande posten"},
        "describe": RECEIVABLES,
        "read": {**RECEIVABLES, "limit": 3},
        "get": {**RECEIVABLES, "key": key, "select": ["amount_dc", "due_date"]},
        "count": {**RECEIVABLES, "where": ["amount_dc > 0"]},
        "total": {**INVOICES, "sum": ["amount_dc"], "group_by": ["invoice_date:month"]},
        "status": {"profile": "acme"},
    }
    tool = next(tool for tool in toolbox.tools() if tool.name == name)
    answer = toolbox.call(name, arguments.get(name, {}))
    jsonschema.validate(arguments.get(name, {}), tool.input_schema)
    jsonschema.validate(json.loads(json.dumps(answer.content)), tool.output_schema)
    assert answer.content


def test_what_says_something_of_a_person_is_neither_shown_nor_asked_by(toolbox: Toolbox, exact: SignedInMock) -> None:
    told = toolbox.call("describe", RECEIVABLES).content
    assert "account_name" in told["hidden"]  # type: ignore[operator]  # a list
    assert not any(str(line).startswith("account_name:") for line in told["fields"])  # type: ignore[attr-defined]  # a list
    exact.calls.clear()
    for question in (
        {"select": ["account_name"]},
        {"where": ["account_name == 'Acme'"]},
        {"where": ["amount_dc > 0 or not (account_name == 'Acme')"]},
        {"order_by": ["-account_name"]},
    ):
        with pytest.raises(PolicyRefused, match="account_name"):
            toolbox.call("read", {**RECEIVABLES, **question})
    with pytest.raises(PolicyRefused, match="account_name"):
        toolbox.call("count", {**RECEIVABLES, "where": ["account_name == 'Acme'"]})
    with pytest.raises(PolicyRefused, match="account_name"):
        toolbox.call("total", {**RECEIVABLES, "group_by": ["account_name"]})
    assert not exact.calls, "a refused question must not reach the vendor"


def test_a_whole_read_holds_no_value_of_a_hidden_field(toolbox: Toolbox, exact: SignedInMock) -> None:
    exact.add("cashflow.Receivables", account_name="Planted Person", amount_dc=Decimal("99.95"))
    answer = toolbox.call("read", {**RECEIVABLES, "where": ["amount_dc == 99.95"]})
    assert answer.content["rows"]
    assert "Planted" not in json.dumps(answer.content)


def test_a_read_goes_on_where_it_stopped_and_ends(toolbox: Toolbox) -> None:
    answer = toolbox.call("read", {**RECEIVABLES, "select": ["id", "amount_dc"], "limit": 25})
    rows = list(answer.content["rows"])  # type: ignore[call-overload]  # a list
    answers = 1
    while cursor := answer.content.get("cursor"):
        answer = toolbox.call("more", {"cursor": cursor})
        rows += answer.content["rows"]
        answers += 1
        with pytest.raises(QueryError, match="cursor"):
            toolbox.call("more", {"cursor": cursor})
    assert answers > 2
    assert len({row[0] for row in rows}) == len(rows) == toolbox.call("count", RECEIVABLES).content["count"]


def test_reads_that_nobody_goes_on_with_make_room(toolbox: Toolbox) -> None:
    question = {**RECEIVABLES, "select": ["id"], "limit": 1}
    cursors = [toolbox.call("read", question).content["cursor"] for _ in range(MOST_WAITING + 1)]
    with pytest.raises(QueryError, match="nothing is kept"):
        toolbox.call("more", {"cursor": cursors[0]})
    assert toolbox.call("more", {"cursor": cursors[-1]}).content["rows"]


def test_a_total_is_exact_and_equals_the_records(toolbox: Toolbox, exact: SignedInMock) -> None:
    from nlconnect_exact.salesinvoice import SalesInvoices

    with exact.connect() as connection:
        amounts = [invoice.amount_dc or Decimal(0) for invoice in connection.read(SalesInvoices)]
    whole = toolbox.call("total", {**INVOICES, "sum": ["amount_dc"]}).content
    assert whole["records"] == len(amounts)
    assert whole["rows"] == [[len(amounts), float(sum(amounts))]]
    months = toolbox.call("total", {**INVOICES, "sum": ["amount_dc"], "group_by": ["invoice_date:month"]}).content
    rows = list(months["rows"])  # type: ignore[call-overload]  # a list
    assert sum(row[1] for row in rows) == len(amounts)
    assert sum(Decimal(str(row[2])) for row in rows) == sum(amounts)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)


def test_codes_are_told_by_their_names(toolbox: Toolbox) -> None:
    rows = toolbox.call("read", {**INVOICES, "select": ["status"], "limit": 40}).content["rows"]
    assert {row[0] for row in rows} <= {"draft", "open", "processed"}  # type: ignore[attr-defined]  # a list


def test_text_of_others_is_named_as_untrusted(toolbox: Toolbox) -> None:
    answer = toolbox.call("read", {**INVOICES, "select": ["amount_dc", "journal_description", "status"], "limit": 3})
    assert answer.untrusted == ("journal_description",)
    assert toolbox.call("status", {"profile": "acme"}).content["untrusted_text_seen"] is True


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("reed", {}, "read"),
        ("read", {**RECEIVABLES, "limt": 3}, "limt"),
        ("read", {**RECEIVABLES, "limit": 0}, "limit"),
        ("read", {"profile": "acme", "entity": "Recievables"}, "Receivables"),
        ("read", {"profile": "other", "entity": "crm.Accounts"}, "other"),
        ("read", {**RECEIVABLES, "where": ["__import__('os')"]}, "condition"),
        ("total", {**RECEIVABLES, "sum": ["due_date"]}, "due_date"),
        ("total", {**RECEIVABLES, "group_by": ["amount_dc:month"]}, "amount_dc"),
    ],
)
def test_a_wrong_question_says_what_to_ask(
    toolbox: Toolbox, name: str, arguments: dict[str, object], told: str
) -> None:
    with pytest.raises((QueryError, ConfigError)) as refused:
        toolbox.call(name, arguments)
    assert told in f"{refused.value.message} {refused.value.hint}"


def test_a_stopped_agent_can_ask_nothing_until_it_is_started(toolbox: Toolbox, exact: SignedInMock) -> None:
    switch = Switch(exact.store)
    switch.stop("tester", now=1.0)
    with pytest.raises(PolicyRefused, match="stopped by a person"):
        toolbox.call("systems")
    switch.start("tester")
    assert toolbox.call("systems").content["systems"]
    switch.stop(now=2.0)
    with pytest.raises(PolicyRefused, match="stopped by a person"):
        toolbox.call("count", RECEIVABLES)
    switch.start("tester")
    assert switch.stopped_since("tester") == 2.0, "starting one does not start what all were told"
    switch.start()
    assert switch.stopped_since("tester") is None


def test_every_question_is_in_the_audit_under_the_agent(exact: SignedInMock) -> None:
    config = Config(path=None, settings=Settings(), profiles={"acme": exact.profile})
    written = len(exact.audit)
    with Toolbox(
        config=config,
        agent="boekhouder",
        store=exact.store,
        open_connection=lambda profile, **options: exact.connect(**options),
    ) as toolbox:
        toolbox.call("count", RECEIVABLES)
    assert [entry["outlet"] for entry in exact.audit[written:]] == ["agent"]


def test_a_cell_is_exact_short_and_json() -> None:
    assert cell(Decimal("12.50")) == 12.5
    assert cell(Decimal("0.12345678901234567890")) == "0.12345678901234567890"
    assert cell(float("nan")) == "nan"
    long = cell("x" * 1000)
    assert isinstance(long, str)
    assert long.startswith("x" * LONGEST)
    assert "1000 characters" in long


@pytest.mark.parametrize("style", ["openai", "anthropic", "json"])
def test_other_frameworks_get_the_same_verbs(toolbox: Toolbox, style: str) -> None:
    found = exported(toolbox.tools(), style)  # type: ignore[arg-type]  # one of the three
    assert [tool["name"] for tool in found] == [tool.name for tool in toolbox.tools()]
