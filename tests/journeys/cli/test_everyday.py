"""The command line on good days, over real HTTP."""

from __future__ import annotations

import csv
import json
import re
import stat
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from nlconnect.cli.workbook_total import totals
from nlconnect.mock.serving import Servers
from tests.journeys.cli.conftest import PROFILE, Person

RECEIVABLES = "cashflow.Receivables"
COLUMNS = "account_name,invoice_number,due_date,amount_dc"


def test_a_profile_is_added_from_what_the_mock_says(person: Person) -> None:
    assert stat.S_IMODE(person.settings.stat().st_mode) == 0o600
    shown = person.run("profile", "show", PROFILE)
    assert "division 1234001" in shown.out
    assert "mock-secret" not in shown.out
    listed = json.loads(person.run("profile", "list", "--json").out)
    assert [row["profile"] for row in listed] == [PROFILE]


def test_a_profile_is_tried_and_shows_companies_and_budget(person: Person) -> None:
    tried = person.run("profile", "test", PROFILE)
    assert tried.code == 0
    assert len(tried.out.splitlines()) == 3
    assert "works" in tried.err


def test_the_status_of_a_sign_in_is_told(person: Person) -> None:
    status = json.loads(person.run("login", "--status", "--json").out)
    assert status[0]["state"] == "signed in"
    assert "30 days" in status[0]["unused_until"]


def test_a_pipe_gets_json_lines_and_nothing_else(person: Person) -> None:
    read = person.run("read", PROFILE, RECEIVABLES, "--select", COLUMNS, "--limit", "3")
    assert read.code == 0
    rows = [json.loads(line, parse_float=Decimal) for line in read.out.splitlines()]
    assert [list(row) for row in rows] == [COLUMNS.split(",")] * 3
    assert re.search(r"3 rows in 1 call, .* left: ", read.err)


def test_conditions_order_and_limit_reach_the_vendor(person: Person, servers: Servers) -> None:
    condition = "amount_dc >= 1000 and due_date < '2026-11-01'"
    read = person.run(
        "read", PROFILE, RECEIVABLES, "--select", "amount_dc,due_date", "--where", condition, "--order-by", "-amount_dc"
    )
    amounts = [json.loads(line)["amount_dc"] for line in read.out.splitlines()]
    assert amounts == sorted(amounts, reverse=True)
    assert min(amounts) >= 1000
    assert "$filter" in unquote(servers.mocks["exact"].calls[-1].query)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.json", "rows.csv", "rows.xlsx", "rows.parquet"])
def test_the_ending_of_the_file_chooses_the_format(person: Person, name: str) -> None:
    read = person.run("read", PROFILE, RECEIVABLES, "--select", COLUMNS, "--to", name)
    assert (read.code, read.out) == (0, "")
    assert f"{name} written" in read.err
    assert (person.folder / name).stat().st_size > 100


def test_all_companies_go_into_one_dutch_workbook(person: Person) -> None:
    file = person.folder / "debiteuren.xlsx"
    read = person.run(
        "read", PROFILE, RECEIVABLES, "--division", "all", "--where", "not is_fully_paid", "--select", COLUMNS,
        "--to", file.name, "--excel", "nl",
    )  # fmt: skip
    assert read.code == 0
    found = totals(file, key="Administratie", amount="Bedrag")
    assert sorted(found) == ["1234001", "1234002", "1234003"]
    assert all(found.values())
    rows, about = openpyxl.load_workbook(file).worksheets
    assert [cell.value for cell in rows[1]][:2] == ["Administratie", "Naam administratie"]
    assert [cell.value for cell in rows[2]][:2] == [1234001, "Voorbeeld Techniek B.V."]
    told = {str(key): str(text) for key, text in about.iter_rows(values_only=True)}
    assert told["Voorwaarde"] == "not is_fully_paid"
    assert told["Aantal regels"] == str(rows.max_row - 1)
    assert "1234002 Voorbeeld Groothandel B.V." in told["Administratie"]
    assert told["Afgeschermd"] == "niets"
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d", told["Gelezen op"])


def test_a_workbook_for_programs_says_so_in_english(person: Person) -> None:
    file = person.folder / "rows.xlsx"
    wish = ("--division", "all", "--limit", "2", "--select", "account_bank_account_number")
    person.run("read", PROFILE, RECEIVABLES, *wish, "--to", file.name)
    rows, about = openpyxl.load_workbook(file).worksheets
    assert [cell.value for cell in rows[1]] == ["division", "account_bank_account_number"]
    told = {str(key): str(text) for key, text in about.iter_rows(values_only=True)}
    assert told["At most"] == "2 rows of each company"
    assert told["Rows"] == "6"
    assert "own-use masked 1 field" in told["Masked"]


def test_dutch_csv_has_semicolons_and_commas(person: Person) -> None:
    person.run("read", PROFILE, RECEIVABLES, "--select", COLUMNS, "--limit", "5", "--to", "nl.csv", "--excel", "nl")
    with (person.folder / "nl.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == ["Debiteur", "Factuurnummer", "Vervaldatum", "Bedrag"]
    assert all(re.fullmatch(r"-?\d+,\d\d", row[3]) for row in rows)


def test_a_masked_field_that_was_asked_for_is_masked_and_explained(person: Person) -> None:
    read = person.run("read", PROFILE, RECEIVABLES, "--select", "account_bank_account_number", "--limit", "1")
    assert json.loads(read.out) == {"account_bank_account_number": None}
    assert "own-use masked 1 field (level 4): account_bank_account_number" in read.err


def test_without_a_selection_masked_fields_are_left_out_and_named(person: Person) -> None:
    read = person.run("read", PROFILE, RECEIVABLES, "--limit", "1")
    assert "account_bank_account_number" not in json.loads(read.out)
    assert "account_bank_account_number" in read.err


def test_explain_sends_nothing(person: Person, servers: Servers) -> None:
    before = len(servers.mocks["exact"].calls)
    explained = person.run("read", PROFILE, "salesinvoice.SalesInvoices", "--explain")
    assert "bulk, 1000 rows a call" in explained.out
    assert "fields)" in explained.out
    assert len(servers.mocks["exact"].calls) == before


def test_explain_with_count_says_what_it_costs(person: Person) -> None:
    explained = json.loads(person.run("read", PROFILE, "crm.Accounts", "--explain", "--count", "--json").out)
    assert explained["calls"] == 1
    assert explained["records"] > 10
    assert explained["route"] == "bulk"


def test_counting_gives_numbers_only(person: Person) -> None:
    assert int(person.run("read", PROFILE, RECEIVABLES, "--count").out) > 0
    every = person.run("read", PROFILE, RECEIVABLES, "--count", "--division", "all")
    assert [line.split("\t")[0] for line in every.out.splitlines()] == ["1234001", "1234002", "1234003"]


def test_a_function_takes_its_parameters(person: Person) -> None:
    described = json.loads(person.run("describe", "exact", "users.UserHasRights", "--json").out)
    assert described["parameters"] == ["endpoint (string)", "action (string)"]
    wrong = person.run("read", PROFILE, "users.UserHasRights", "--of", "endpunt=crm/Accounts")
    assert wrong.code == 2
    assert "endpoint" in wrong.err


def test_one_record_is_fetched_by_its_key(person: Person) -> None:
    key = json.loads(person.run("read", PROFILE, "crm.Accounts", "--select", "id", "--limit", "1").out)["id"]
    fetched = person.run("get", PROFILE, "crm.Accounts", key, "--select", "id,name,bsn")
    assert fetched.code == 0, fetched.err
    assert json.loads(fetched.out)["id"] == key
    assert json.loads(fetched.out)["bsn"] is None
    assert "bsn" in fetched.err


def test_a_saved_read_is_repeated(person: Person) -> None:
    text = person.settings.read_text("utf-8")
    pull = f"""
[pulls.open]
profile = "{PROFILE}"
entity = "{RECEIVABLES}"
where = "not is_fully_paid"
select = ["invoice_number", "amount_dc"]
division = "all"
to = "open.csv"
"""
    person.settings.write_text(text + pull, "utf-8")
    assert person.run("pull", "open").code == 0
    header, *rows = (person.folder / "open.csv").read_text("utf-8").splitlines()
    assert header.split(",") == ["division", "invoice_number", "amount_dc"]
    assert len({row.split(",")[0] for row in rows}) == 3
    elsewhere = person.run("pull", "open", "--to", "-")
    assert len(elsewhere.out.splitlines()) == len(rows)


def test_find_describe_and_entities_need_no_settings(stranger: Person) -> None:
    assert RECEIVABLES in stranger.run("find", "openstaande", "posten").out
    assert "Debiteurcode" in stranger.run("describe", "exact", RECEIVABLES).out
    assert "salesinvoice.SalesInvoices" in stranger.run("entities", "exact", "sales", "invoices").out
    fields = json.loads(stranger.run("describe", "exact", "Receivables", "--json").out)["fields"]
    assert next(row for row in fields if row["field"] == "account_name")["privacy"] == "user.name, level 2 (reviewed)"


def test_the_doctor_finds_all_well(person: Person) -> None:
    well = person.run("doctor", PROFILE, "--entity", RECEIVABLES)
    assert well.code == 0, well.out
    assert "PROBLEM" not in well.out
    checks = [row["check"] for row in json.loads(person.run("doctor", PROFILE, "--json").out)]
    assert {"settings", "state", "profile", "sign-in", "clock", "division", "budget"} <= set(checks)


def test_what_was_done_is_recorded_without_values(person: Person) -> None:
    person.run("read", PROFILE, RECEIVABLES, "--where", "account_name == 'Geheim B.V.'", "--select", "account_name")
    entries = json.loads(person.run("audit", "show", "--json").out)
    assert entries[-1]["entity"] == RECEIVABLES
    assert entries[-1]["outlet"] == "stdout"
    log = "".join(path.read_text("utf-8") for path in (person.folder / "home").rglob("audit*.jsonl"))
    assert "Geheim" not in log
    assert "none changed" in person.run("audit", "verify").out


def test_a_changed_record_is_noticed(servers: Servers, tmp_path: Path) -> None:
    person = Person(tmp_path)
    person.move_in(servers)
    person.run("read", PROFILE, RECEIVABLES, "--limit", "1", "--select", "amount_dc")
    (log,) = (person.folder / "home").rglob("audit*.jsonl")
    log.write_text(log.read_text("utf-8").replace("own-use", "own-abuse", 1), "utf-8")
    assert person.run("audit", "verify").code == 1


def test_a_terminal_gets_a_table(person: Person) -> None:
    shown = person.at_terminal("read", PROFILE, RECEIVABLES, "--limit", "3", columns=90)
    assert shown.code == 0
    assert "───" in shown.out
    assert "more fields" in shown.out
    assert "{" not in shown.out
    assert (
        max(
            len(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", line))
            for line in shown.out.splitlines()
            if "│" in line or "──" in line
        )
        <= 90
    )


def test_a_terminal_shows_the_first_hundred_rows(person: Person) -> None:
    shown = person.at_terminal("read", PROFILE, RECEIVABLES, "--select", "invoice_number")
    assert "At most 100 rows" in shown.out
    assert "100 rows in" in shown.out


def test_a_profile_is_added_by_answering_questions(stranger: Person, servers: Servers) -> None:
    info = servers["exact"]
    options = ["--base-url", str(info["base_url"]), "--login-url", str(info["login_url"])]
    answers = ["exact", str(info["client_id"]), "env:MOCK_SECRET", str(info["redirect_uri"]), "y", "2"]
    stranger.environment["MOCK_SECRET"] = str(info["client_secret"])
    shown = stranger.at_terminal("profile", "add", "mine", *options, typed="".join(f"{answer}\n" for answer in answers))
    assert shown.code == 0, shown.out
    assert "division 1234002" in stranger.run("profile", "show", "mine").out
    assert str(info["client_secret"]) not in stranger.settings.read_text("utf-8")


def test_a_sign_in_by_hand_takes_the_pasted_address(stranger: Person, servers: Servers) -> None:
    from nlconnect.mock.serving import write_info

    write_info(stranger.folder / "mock.json", servers.info)
    stranger.run("profile", "add", PROFILE, "--from", "mock.json")
    refused = stranger.run("login", "--by-hand", typed="https://app.example.test/exact/callback?code=x&state=other\n")
    assert refused.code == 3
    assert "another sign-in" in refused.err
    empty = stranger.run("login", "--by-hand")
    assert empty.code == 3


def test_a_mock_writes_settings_that_work(stranger: Person) -> None:
    mock = stranger.start("mock", "exact", "--port-base", "0", "--config", "nlconnect.toml", "--info", "mock.json")
    try:
        assert mock.stdout is not None
        said = [mock.stdout.readline() for _ in range(3)]
        assert "1234001" in said[0]
        assert stranger.run("login").code == 0
        assert int(stranger.run("read", "mock-exact", RECEIVABLES, "--count").out) > 0
    finally:
        mock.terminate()
        _, complaints = mock.communicate(timeout=30)
    assert mock.returncode == 0
    assert "Traceback" not in complaints


@pytest.mark.slow
def test_the_demonstration_adds_up_and_leaves_only_the_workbook(stranger: Person) -> None:
    shown = stranger.run_apart("demo", "--out", "open.xlsx")
    assert shown.code == 0, shown.err
    assert shown.out.count("gelijk") == 4
    assert "none changed" in shown.out
    assert "masked" in shown.err
    assert "| Verkooprapport 2026-W47" in shown.out
    assert "een ontvanger hiervan wordt door het doel niet genoemd" in shown.out
    assert shown.out.count("GEWEIGERD: ") == 1
    assert "staat bij geen partij van deze salesinvoice.SalesInvoices geregistreerd (regel: recipients)" in shown.out
    assert "call\tgraph\tmail.SendMail\tweekrapport\treturn\tDone" in shown.out
    assert "debtor 20009: new" in shown.out
    assert "6 applications; a person reads all of them and decides" in shown.out
    assert re.search(r"employee \d+: new", shown.out)
    assert "Traceback" not in shown.out + shown.err
    assert sorted(path.name for path in stranger.folder.iterdir()) == ["home", "open.xlsx"]
    assert not list((stranger.folder / "home").rglob("*.db"))
