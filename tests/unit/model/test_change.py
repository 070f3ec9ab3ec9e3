"""Changes and plans as values: what they keep, what they refuse, and what they never show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlconnect import CLEAR, Create, Delete, Done, Link, Plan, Rejected, Scope, Unknown, Unlink, Update, Upsert, ref
from nlconnect.errors import OutcomeUnknown, QueryError, ServerError
from nlconnect.model.outcome import Difference, Ruling
from nlconnect.model.privacy import Personal, TagStatus
from tests.unit.invented import Order, Orders

CANARY = "Jansen-Özdemir"
PUBLIC = Personal(None, 0, TagStatus.REVIEWED)
NAME = Personal("user.name", 2, TagStatus.REVIEWED)

PLAN = Plan(
    id="p1",
    system="shop",
    place="shop/host/app",
    entity="shop.Orders",
    scope=Scope(division=5),
    verb="update",
    key=("id-1",),
    method="PUT",
    url=f"https://shop.example/api/5/Orders('{CANARY}')?x={CANARY}",
    headers={"Accept": "application/json"},
    body=f'{{"CustomerName":"{CANARY}"}}',
    diff=(Difference("customer_name", None, CANARY, NAME, label=CANARY), Difference("number", 1, 2, PUBLIC)),
    warnings=("mind this",),
    ruling=Ruling("allow", "allow_writes", "the caller named this target"),
    made_at=1.0,
    expires_at=2.0,
    twins=(("id-2",),),
).sealed()


def test_a_change_shows_names_and_no_values() -> None:
    change = Create(Orders, customer_name=CANARY, notes=CLEAR)
    assert repr(change) == "<Create shop.Orders: customer_name, notes>"
    assert CANARY not in repr(ref(code=CANARY))


def test_a_field_may_have_the_name_of_an_argument() -> None:
    assert Update(Orders, "id-1", source=1, key=2).values == {"source": 1, "key": 2}


def test_a_change_of_a_record_has_the_values_that_were_given() -> None:
    record = Order.model_validate({"customer_name": CANARY, "number": 3})
    change = Create(record)
    assert change.entity is record.entity
    assert change.values == {"customer_name": CANARY, "number": 3}


def test_a_change_cannot_be_about_many_records() -> None:
    with pytest.raises(QueryError, match="one record"):
        Delete(Orders.limit(1), "id-1")


def test_an_upsert_has_a_value_for_every_field_it_matches_by() -> None:
    with pytest.raises(QueryError, match="match by"):
        Upsert(Orders, "code", number=1)


def test_a_link_shows_the_field_and_neither_end() -> None:
    change = Link(Orders, ref(code=CANARY), via="lines", to=CANARY)
    assert repr(change) == "<Link shop.Orders: lines>"
    assert change.values == {"lines": CANARY}
    assert Unlink(Orders, "id-1", via="lines").values == {"lines": CLEAR}


def test_what_there_is_one_of_is_updated_without_a_key() -> None:
    assert Update(Orders, number=1).key == ()


def test_a_reference_says_by_what() -> None:
    with pytest.raises(QueryError, match="by what"):
        ref()


def test_a_plan_outlives_its_process() -> None:
    assert Plan.load(PLAN.dump()) == PLAN
    assert Plan.load(PLAN.dump()).fingerprint() == PLAN.digest


@pytest.mark.parametrize(
    "altered",
    [
        replace(PLAN, body='{"CustomerName":"X"}'),
        replace(PLAN, scope=Scope(division=6)),
        replace(PLAN, url="https://shop.example/api/6/Orders('x')"),
        replace(PLAN, expires_at=9e9),
        replace(PLAN, ruling=Ruling("allow", "another", "reason")),
        replace(PLAN, headers={}),
    ],
)
def test_a_plan_that_was_altered_has_another_digest(altered: Plan) -> None:
    assert altered.fingerprint() != altered.digest


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"id": 1}'])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="not a plan"):
        Plan.load(text)


def test_no_text_of_a_plan_shows_a_personal_value() -> None:
    for text in (str(PLAN), repr(PLAN), repr(PLAN.diff), PLAN.request, repr(Done(PLAN, ("id-1",)))):
        assert CANARY not in text
    assert "number: 1 -> 2" in str(PLAN)


def test_an_outcome_is_unwrapped_or_raises() -> None:
    done = Done(PLAN, ("id-1",))
    assert done.unwrap() is done
    with pytest.raises(ServerError):
        Rejected(PLAN, ServerError("no")).unwrap()
    with pytest.raises(OutcomeUnknown, match="reconcile"):
        Unknown(PLAN, "the connection broke").unwrap()
