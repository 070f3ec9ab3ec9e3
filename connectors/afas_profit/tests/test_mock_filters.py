from __future__ import annotations

import json
from typing import Any

import pytest
from connectors.afas_profit.tests.afas_caller import Afas, text_of


@pytest.fixture(scope="module")
def afas() -> Afas:
    afas = Afas(seeded=False)
    names = ("Jansen Bouw", "jansen media", "De Haan & Zn", "Bouw, hout; meer", None)
    for number, name in enumerate(names, 1):
        afas.mock.add(
            "Profit_Debtor",
            debtor_id=str(number),
            debtor_name=name,
            credit_limit=number * 100,
            blocked=number == 2,
            create_date=f"2026-0{number}-01T12:00:00",
        )
    return afas


def found(afas: Afas, field: str, operator: object, value: object) -> str:
    """The numbers of the rows, by the lists and by JSON, which have to agree."""
    lists = {"filterfieldids": field, "filtervalues": value, "operatortypes": operator}
    order = {"orderbyfieldids": "DebtorId"}
    by_lists = "".join(row["DebtorId"] for row in afas.view("Profit_Debtor", **lists, **order))
    by_json = "".join(
        row["DebtorId"] for row in afas.view("Profit_Debtor", filterjson=one(field, operator, value), **order)
    )
    assert by_lists == by_json
    return by_lists


def one(field: str, operator: object, value: object) -> str:
    return document([[(field, operator, value)]])


def document(groups: list[list[tuple[str, Any, Any]]]) -> str:
    filters = [
        {
            "@FilterId": f"Filter {number}",
            "Field": [{"@FieldId": f, "@OperatorType": str(o), "#text": str(v)} for f, o, v in group],
        }
        for number, group in enumerate(groups, 1)
    ]
    return json.dumps({"Filters": {"Filter": filters}})


@pytest.mark.parametrize(
    ("operator", "value", "rows"),
    [
        (1, "jansen bouw", "1"),
        (2, "jansen bouw", "12"),
        (3, "jansen bouw", "134"),
        (4, "jansen bouw", "2"),
        (5, "jansen bouw", "34"),
        (6, "bouw", "14"),
        (6, "%bouw%", "14"),
        (7, "jansen bouw", "234"),
        (7, "%bouw%", "23"),
        (8, "", "5"),
        (8, "x", "5"),
        (9, "", "1234"),
        (10, "jansen", "12"),
        (11, "bouw", "23"),
        (12, "jansen", "34"),
        (13, "zn", "3"),
        (14, "zn", "124"),
        (15, "media", "2"),
    ],
)
def test_the_fifteen_operators_on_texts(afas: Afas, operator: int, value: str, rows: str) -> None:
    assert found(afas, "DebtorName", operator, value) == rows


@pytest.mark.parametrize(
    ("field", "operator", "value", "rows"),
    [
        ("CreditLimit", 1, "300", "3"),
        ("CreditLimit", 2, "300.00", "345"),
        ("CreditLimit", 5, "300", "12"),
        ("Blocked", 1, "true", "2"),
        ("Blocked", 1, "1", "2"),
        ("Blocked", 1, "false", "1345"),
        ("CreateDate", 2, "2026-03-01T12:00:00", "345"),
        ("CreateDate", 4, "2026-03-01", "345"),
        ("CreateDate", 5, "2026-03-01", "12"),
    ],
)
def test_numbers_truths_and_moments(afas: Afas, field: str, operator: int, value: str, rows: str) -> None:
    assert found(afas, field, operator, value) == rows


def test_two_quotes_stand_for_an_empty_value(afas: Afas) -> None:
    lists = {"filterfieldids": "DebtorName", "filtervalues": '""', "operatortypes": 8}
    assert [row["DebtorId"] for row in afas.view("Profit_Debtor", **lists)] == ["5"]


@pytest.mark.parametrize("value", ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00+01:00", "maart"])
def test_a_moment_with_a_z_is_refused_though_answers_have_one(afas: Afas, value: str) -> None:
    answer = afas.get("/connectors/Profit_Debtor", filterfieldids="CreateDate", filtervalues=value, operatortypes=2)
    assert answer.status_code == 500
    assert "CreateDate" in text_of(answer)


def test_a_comma_is_and_and_a_semicolon_is_or(afas: Afas) -> None:
    lists = {
        "filterfieldids": "DebtorName,CreditLimit;DebtorId",
        "filtervalues": "jansen,200;5",
        "operatortypes": "10,1;1",
    }
    rows = afas.view("Profit_Debtor", **lists, orderbyfieldids="DebtorId")
    assert [row["DebtorId"] for row in rows] == ["2", "5"]
    groups: list[list[tuple[str, Any, Any]]] = [
        [("DebtorName", 10, "jansen"), ("CreditLimit", 1, 200)],
        [("DebtorId", 1, 5)],
    ]
    assert afas.view("Profit_Debtor", filterjson=document(groups), orderbyfieldids="DebtorId") == rows


def test_a_comma_in_a_value_breaks_the_lists_and_is_safe_in_json(afas: Afas) -> None:
    name = "Bouw, hout; meer"
    lists: dict[str, Any] = {"filterfieldids": "DebtorName", "filtervalues": name, "operatortypes": 1}
    assert afas.get("/connectors/Profit_Debtor", **lists).status_code == 500
    assert [row["DebtorId"] for row in afas.view("Profit_Debtor", filterjson=one("DebtorName", 1, name))] == ["4"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"filterfieldids": "DebtorId", "filtervalues": "1,2", "operatortypes": "1"},
        {"filterfieldids": "DebtorId", "filtervalues": "1", "operatortypes": "16"},
        {"filterfieldids": "DebtorId", "filtervalues": "1", "operatortypes": "eq"},
        {"filterjson": "{"},
        {"filterjson": "{}"},
        {"filterjson": '{"Filters":{"Filter":[{"Field":[{"@FieldId":"DebtorId"}]}]}}'},
    ],
)
def test_lists_that_do_not_fit_and_documents_that_are_none_are_errors(afas: Afas, parameters: dict[str, Any]) -> None:
    answer = afas.get("/connectors/Profit_Debtor", **parameters)
    assert answer.status_code == 500
    assert text_of(answer) == "An unexpected error has occurred."


def test_one_filter_and_one_field_may_stand_without_a_list(afas: Afas) -> None:
    text = json.dumps({"Filters": {"Filter": {"Field": {"@FieldId": "DebtorId", "@OperatorType": "1", "#text": "3"}}}})
    assert [row["DebtorId"] for row in afas.view("Profit_Debtor", filterjson=text)] == ["3"]


def test_old_addresses_filter_too(afas: Afas) -> None:
    assert [row["DebtorId"] for row in afas.view("Profit_Debtor/DebtorId/3")] == ["3"]
