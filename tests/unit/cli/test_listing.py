"""Lists in a pipe: tab-separated for programs, aligned for reading, JSON when asked for."""

from __future__ import annotations

import json

import pytest

from nlconnect.cli.listing import cell, printable, show_facts, show_rows

ROWS: list[dict[str, object]] = [
    {"name": "a", "fields": ("x", "y"), "note": None},
    {"name": "longer\tname", "fields": (), "note": True},
]


def test_a_pipe_gets_one_line_for_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(ROWS, as_json=False)
    assert capsys.readouterr().out == "a\tx, y\t\nlonger name\t\tyes\n"


def test_a_narrow_terminal_hides_no_column(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr("nlconnect.cli.listing.on_terminal", lambda: True)
    show_rows(
        [{"entity": "read_financial.AgingReceivablesList", "title": "Openstaand"}], as_json=False, whole=("entity",)
    )
    said = capsys.readouterr().out
    assert "read_financial.AgingReceivablesList" in said
    assert "Openst" in said


def test_aligned_columns_have_headers(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(ROWS, as_json=False, aligned=True)
    assert capsys.readouterr().out.splitlines() == [
        "name         fields  note",
        "a            x, y",
        "longer name          yes",
    ]


def test_json_keeps_types(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(ROWS, as_json=True)
    assert json.loads(capsys.readouterr().out)[1] == {"name": "longer\tname", "fields": [], "note": True}


def test_nothing_is_an_empty_array_or_a_remark(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows([], as_json=True)
    assert capsys.readouterr().out == "[]\n"
    show_rows([], as_json=False, empty="None yet.")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "None yet.\n")


def test_empty_facts_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    show_facts({"a": 1, "longer": "x", "empty": None, "none": ()})
    assert capsys.readouterr().out == "a       1\nlonger  x\n"


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "bell\x07", "\x9b2J", "line\nbreak", "\u202eturned"])
def test_text_from_outside_cannot_steer_the_terminal(text: str) -> None:
    assert printable(text).isprintable()
    assert cell(text).isprintable()


def test_ordinary_text_stays_as_it_is() -> None:
    assert printable("Café ‘de Eend’ € 1") == "Café ‘de Eend’ € 1"
