"""What people type after `read`, as values."""

from __future__ import annotations

import pytest

from nlconnect.asking.question import Question, all_words, divisions_of, pairs, typed_parts, visible
from nlconnect.connector import connector
from nlconnect.errors import ConfigError, QueryError

EXACT = connector("exact")
RECEIVABLES = "cashflow.Receivables"


def asked(**parts: object) -> Question:
    return Question(profile="acme", entity=RECEIVABLES, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "divisions"),
    [(None, None), ("all", "all"), ("ALL", "all"), ("1", (1,)), ("1, 2", (1, 2)), ("2,1,2", (2, 1))],
)
def test_divisions_are_numbers_or_all(text: str | None, divisions: object) -> None:
    assert divisions_of(text) == divisions


@pytest.mark.parametrize("text", ["", ",", "x", "1;2", "-1", "1.5", "all,1"])
def test_other_divisions_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        divisions_of(text)
    assert "--division all" in str(caught.value)


def test_options_may_be_repeated_or_hold_commas() -> None:
    assert all_words(["a,b", " c "]) == ("a", "b", "c")


def test_pairs_keep_what_follows_the_first_equals_sign() -> None:
    assert pairs(["filter=a=b", "x = 1"], option="--of") == {"filter": "a=b", "x": "1"}


@pytest.mark.parametrize("text", ["x", "=1", ""])
def test_a_pair_without_name_or_value_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="key=value"):
        pairs([text], option="--of")


def test_a_scope_part_gets_the_type_of_the_system() -> None:
    assert typed_parts(EXACT, {"division": "12"}) == {"division": 12}


def test_a_division_that_is_no_number_is_refused() -> None:
    with pytest.raises(ConfigError, match="number"):
        typed_parts(EXACT, {"division": "twelve"})


def test_a_question_becomes_a_query() -> None:
    query = asked(
        select=("AccountName", "amount_dc"),
        where=("amount_dc > 1", "due_date < '2026-01-01'"),
        order_by=("-due_date",),
        limit=5,
    ).query(EXACT)
    assert query.selected == ("account_name", "amount_dc")
    assert len(query.conditions) == 2
    assert [order.descending for order in query.ordering] == [True]
    assert query.maximum == 5


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        (asked(select=("amont_dc",)), "amount_dc"),
        (asked(order_by=("-duedate",)), "due_date"),
        (asked(where=("amont_dc > 1",)), "amount_dc"),
        (asked(parameters={"date": "x"}), "none"),
        (Question(profile="acme", entity="Receivabels"), "Receivables"),
        (Question(profile="acme", entity="cashflow.Recievables"), "Receivables"),
    ],
)
def test_a_wrong_name_is_refused_with_the_nearest(question: Question, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        question.query(EXACT)
    assert hint in str(caught.value)


def test_without_a_selection_what_would_be_masked_is_left_out() -> None:
    selected = visible(asked().query(EXACT)).selected
    assert selected is not None
    assert "account_name" in selected
    assert "account_bank_account_number" not in selected


def test_a_masked_field_that_was_asked_for_stays() -> None:
    query = visible(asked(select=("account_bank_account_number",)).query(EXACT))
    assert query.selected == ("account_bank_account_number",)
