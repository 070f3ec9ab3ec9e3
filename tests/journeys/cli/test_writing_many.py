"""Writing rows of a file from the command line: look, say yes, a line for each, and the same command again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nlconnect.mock.mock import Mock
from nlconnect.mock.serving import serve
from nlconnect.mock.system import Service
from tests.journeys.cli.conftest import PROFILE, Person, Said

ACCOUNTS, ITEMS = "crm.Accounts", "logistics.Items"
REFUSED_BEFORE, REFUSED, LOST = 2, 5, 7


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Person, Mock[Service]]]:
    with serve("exact", quota="10000/60", seeded=False) as servers:
        person = Person(tmp_path_factory.mktemp("person"))
        person.move_in(servers)
        yield person, servers.mocks["exact"]


@pytest.fixture
def person(signed_in: tuple[Person, Mock[Service]]) -> Person:
    return signed_in[0]


@pytest.fixture
def mock(signed_in: tuple[Person, Mock[Service]]) -> Mock[Service]:
    """The mock with no accounts in it."""
    for name in (ACCOUNTS, ITEMS):
        signed_in[1].clear(name)
    signed_in[1].calls.clear()
    return signed_in[1]


def write(person: Person, file: Path, *words: str, code: int = 0, entity: str = ACCOUNTS) -> Said:
    said = person.run("write", PROFILE, entity, "--from", str(file), *words)
    assert said.code == code, said.out + said.err
    return said


def rows(person: Person, entity: str = ACCOUNTS, fields: str = "code,name,city") -> list[dict[str, Any]]:
    said = person.run("read", PROFILE, entity, "--select", fields, "--json")
    return [json.loads(line) for line in said.out.splitlines()]


def in_file(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_plan_of_rows_tells_what_it_comes_to_and_writes_nothing(
    person: Person, mock: Mock[Service], tmp_path: Path
) -> None:
    mock.add(ACCOUNTS, code="2001", name="Acme", city="Utrecht")
    lines = ["code;name;city", "2001;Acme;Gouda", *(f"{number};Voorbeeld {number};" for number in range(2002, 2010))]
    file = in_file(tmp_path / "relaties.csv", "\n".join([*lines, "2010;;"]))
    said = write(person, file, "--match", "code", "--plan", code=REFUSED_BEFORE)
    assert "10 rows: 8 create, 1 refused, 1 update. Nothing was written." in said.err
    assert said.out.count("create crm.Accounts") == 3
    assert "city: Utrecht -> Gouda" in said.out
    assert "refused  row 10: name is required" in said.out
    assert mock.calls.count("POST", path="Accounts") == 0


def test_rows_are_written_with_a_line_for_each_and_only_once(
    person: Person, mock: Mock[Service], tmp_path: Path
) -> None:
    file = in_file(tmp_path / "nieuw.csv", "code,name,city\n3001,Acme,Gouda\n3002,,Delft\n3003,Voorbeeld,\n")
    said = write(person, file, "--yes", code=REFUSED_BEFORE)
    assert [line.split()[:3] for line in said.out.splitlines() if "done" in line] == [
        ["row", "1", "done"],
        ["row", "3", "done"],
    ]
    assert "row 2 refused: name is required" in said.out
    assert '3 rows: 2 done, 1 refused; run "nieuw.csv ' in said.err or '1 refused, 2 done; run "nieuw.csv' in said.err
    again = write(person, file, "--yes", "--json", code=REFUSED_BEFORE)
    told = {line["row"]: line for line in map(json.loads, again.out.splitlines())}
    assert [told[number]["outcome"] for number in (1, 2, 3)] == ["done", "refused", "done"]
    assert told[1]["earlier"]
    assert "2 of them before" in again.err
    assert mock.calls.count("POST", path="Accounts") == 2
    assert {(row["code"], row["city"]) for row in rows(person)} == {("3001", "Gouda"), ("3003", None)}


def test_rows_of_a_workbook_and_of_lines_of_json(person: Person, mock: Mock[Service], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["code", "description", "gross_weight"], [4001, "Stoel", 12.5], [], ["4002", "Tafel", 100]):
        sheet.append(cells)
    book.save(tmp_path / "prijzen.xlsx")
    write(person, tmp_path / "prijzen.xlsx", "--yes", entity=ITEMS)
    dutch = in_file(tmp_path / "prijzen.csv", "code;gross_weight\n4001;1.013,75\n")
    write(person, dutch, "--match", "code", "--yes", entity=ITEMS)
    found = {row["code"]: Decimal(str(row["gross_weight"])) for row in rows(person, ITEMS, _PRICES)}
    assert found == {"4001": Decimal("1013.75"), "4002": Decimal(100)}
    lines = in_file(tmp_path / "relaties.jsonl", '{"code": "5001", "name": "Acme"}\n{"code": "5002", "name": "Beta"}\n')
    write(person, lines, "--yes", "--set", "city=Gouda", "--run", "december")
    assert {row["city"] for row in rows(person)} == {"Gouda"}


_PRICES = "code,gross_weight"


def test_records_are_changed_and_deleted_by_the_column_of_their_key(
    person: Person, mock: Mock[Service], tmp_path: Path
) -> None:
    keys = [mock.add(ACCOUNTS, code=f"{number}", name="Acme", city="Utrecht")["ID"] for number in range(2)]
    file = in_file(tmp_path / "steden.csv", "id,city\n" + "".join(f"{key},Gouda\n" for key in keys))
    write(person, file, "--key", "id", "--yes")
    assert [row["city"] for row in rows(person)] == ["Gouda", "Gouda"]
    gone = in_file(tmp_path / "weg.csv", "id\n" + "".join(f"{key}\n" for key in keys))
    write(person, gone, "--key", "id", "--delete", "--yes")
    assert rows(person) == []


def test_a_lost_row_is_unknown_or_found_and_the_exit_code_says_so(
    person: Person, mock: Mock[Service], tmp_path: Path
) -> None:
    file = in_file(tmp_path / "verloren.csv", "code,name\n6001,Acme\n6002,Beta\n")
    mock.fail_next("cut-after", method="POST", target="Accounts")
    said = write(person, file, "--yes", "--run", "verloren")
    assert "2 done" in said.err
    assert sorted(row["code"] for row in rows(person)) == ["6001", "6002"]
    nothing_left = person.run("reconcile", PROFILE, "--run", "verloren")
    assert nothing_left.code == 0, nothing_left.err
    assert "2 rows: 2 done" in nothing_left.err
    listed = person.run("runs", PROFILE, "--json")
    found = {run["run"]: run for run in json.loads(listed.out)}
    assert (found["verloren"]["done"], found["verloren"]["left"]) == (2, 0)
    assert person.run("runs", PROFILE, "--forget", "verloren").code == 0
    assert "verloren" not in person.run("runs", PROFILE, "--json").out


def test_what_the_vendor_refuses_is_told_by_row(person: Person, mock: Mock[Service], tmp_path: Path) -> None:
    file = in_file(tmp_path / "half.csv", "code,name\n7001,Acme\n7002,Beta\n")
    mock.fail_next(400, method="POST", target="Accounts")
    said = write(person, file, "--yes", code=REFUSED)
    assert "row 1 rejected" in said.out
    assert "row 2 done" in said.out


@pytest.mark.parametrize(
    ("name", "content", "words", "told"),
    [
        ("vreemd.csv", "code,nothing_like_it\n1,2\n", ["--plan"], "nothing_like_it"),
        ("scheef.csv", "code,name\n1,2,3\n", ["--plan"], "row 1 of"),
        ("stuk.jsonl", "{", ["--plan"], "is no JSON"),
        ("lijst.json", "[1]", ["--plan"], "row 1 of"),
        ("sleutel.csv", "id,city\n,Gouda\n", ["--key", "id", "--plan"], "nothing in the column of the key"),
        ("alles.csv", "code\n1\n", ["--call", "--plan"], "no --call"),
        ("alles.csv", "code\n1\n", ["--plan", "--yes"], "choose one"),
        ("alles.csv", "code\n1\n", [], "nobody can be asked"),
        ("alles.csv", "code\n1\n", ["--delete", "--plan"], "--delete takes a --key"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_sent(
    person: Person, mock: Mock[Service], tmp_path: Path, name: str, content: str, words: list[str], told: str
) -> None:
    said = write(person, in_file(tmp_path / name, content), *words, code=2)
    assert told in said.err
    assert mock.calls.count("POST", path="Accounts") == 0


def test_rows_say_which_record_of_another_system_they_are(person: Person, mock: Mock[Service], tmp_path: Path) -> None:
    ways = ("--match", "origin:acme-afas/debtor=debtor_id", "--match", "alike:vat_number")
    first = in_file(tmp_path / "first.csv", "debtor_id;name;vat_number\n10001;Voorbeeld Bouw;NL123456782B90\n")
    write(person, first, *ways, "--yes")
    later = in_file(tmp_path / "later.csv", "debtor_id;name;vat_number\n10001;Voorbeeld Bouw BV;NL123456782B90\n")
    write(person, later, *ways, "--yes")
    assert [row["name"] for row in rows(person)] == ["Voorbeeld Bouw BV"]
    known = json.loads(person.run("crosswalk", "show", "acme-afas", "debtor", "10001", "--json").out)
    assert [(row["system"], row["entity"]) for row in known] == [("exact", ACCOUNTS)]


def test_a_row_without_the_key_of_its_origin_is_told_before_anything_is_written(
    person: Person, mock: Mock[Service], tmp_path: Path
) -> None:
    file = in_file(tmp_path / "rows.csv", "debtor_id;name\n;Voorbeeld Bouw\n")
    said = write(person, file, "--match", "origin:acme-afas/debtor=debtor_id", "--yes", code=REFUSED_BEFORE)
    assert "a row has nothing in the column of its origin, debtor_id" in said.err
    assert rows(person) == []


def test_one_record_names_its_origin_with_its_key(person: Person, mock: Mock[Service]) -> None:
    words = ("--match", "origin:acme-afas/debtor=10007", "--set", "name=Voorbeeld Tuin", "--set", "city=Gouda", "--yes")
    for _ in range(2):
        said = person.run("write", PROFILE, ACCOUNTS, *words)
        assert said.code == 0, said.err
    assert [row["name"] for row in rows(person)] == ["Voorbeeld Tuin"]
