"""AFAS's webhooks: what is believed, what is refused, and what a notice says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from nlconnect.connector.notices import Delivery, Notice, Refusal, Told
from nlconnect_afas.dossiers import Profit_Subjects
from nlconnect_afas.notices import SIGNATURE, AfasNotices, signature

SECRET = "geheim"


def body(type_: str = "subject.created", **data: object) -> bytes:
    document = {
        "EventId": "af000000-0000-4000-8000-000000000001",
        "EnvironmentId": "O12345AA",
        "EventType": type_,
        "Data": {**data, "SubscriptionId": "s-1", "SubscriptionName": "Dossier"},
        "Timestamp": "2026-11-23T08:00:00.1234567Z",
    }
    return json.dumps(document).encode()


def read(content: bytes, *, given: str | None = None) -> Told:
    headers = {SIGNATURE: signature(content, secret=SECRET) if given is None else given}
    return AfasNotices().read(Delivery(content, headers), secret=SECRET)


def notice(content: bytes) -> Notice:
    told = read(content)
    assert isinstance(told, tuple)
    return told[0]


def test_a_notice_says_which_dossier_item_and_when_in_utc() -> None:
    found = notice(body(SubjectTypeId=1003, SubjectId=7))
    assert (found.what, found.entity, found.key) == ("created", "dossiers.Profit_Subjects", 7)
    assert (found.details, found.subscription) == ({"SubjectTypeId": 1003}, "s-1")
    assert found.at == datetime(2026, 11, 23, 8, 0, 0, 123_456, tzinfo=UTC)
    assert found.concerns(Profit_Subjects)


def test_a_reaction_is_an_update_of_its_dossier_item() -> None:
    found = notice(body("subject.reaction.deleted", SubjectId=7, ReactionId=9))
    assert (found.what, found.event, found.key) == ("updated", "subject.reaction.deleted", 7)
    assert found.details == {"ReactionId": 9}


def test_a_step_of_a_workflow_is_about_no_record() -> None:
    found = notice(body("workflow.task.entered", WorkflowName="w", TaskName="t"))
    assert (found.what, found.entity, found.key) == ("happened", None, None)
    assert found.details == {"WorkflowName": "w", "TaskName": "t"}


def test_a_test_from_profit_is_known_as_one() -> None:
    assert notice(body("test.executed")).what == "tested"


def test_without_a_signature_nothing_is_believed() -> None:
    assert AfasNotices().read(Delivery(body()), secret=SECRET) == Refusal("unsigned")
    assert read(body(), given="") == Refusal("unsigned")


@pytest.mark.parametrize(
    "given", ["0" * 64, "sha256=", "sha256=é", signature(body(), secret="x"), signature(body(), secret=SECRET)[7:]]
)
def test_another_signature_is_forged(given: str) -> None:
    assert read(body(), given=given) == Refusal("forged")


def test_one_changed_byte_is_enough_to_be_refused() -> None:
    assert read(body().replace(b"created", b"deleted"), given=signature(body(), secret=SECRET)) == Refusal("forged")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"EventId":1}'])
def test_signed_nonsense_is_refused(content: bytes) -> None:
    assert read(content) == Refusal("malformed")
