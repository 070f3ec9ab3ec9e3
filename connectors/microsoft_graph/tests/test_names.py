"""What a user imports: collections, records, complex types and enumerations, and what reading makes of an answer."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from typing import Any

import pytest

import nlconnect_graph
from nlconnect.connector import Decoder, WireFormat
from nlconnect.errors import NotSelected, QueryError
from nlconnect.model.collection import entity_of
from nlconnect.model.scope import Scope
from nlconnect_graph import types
from nlconnect_graph.directory import User, Users
from nlconnect_graph.mail import Message, Messages

MESSAGE = b"""{"value": [{
    "@odata.etag": "W/x", "id": "m1", "subject": "Offerte", "importance": "high", "categories": ["Blauw"],
    "receivedDateTime": "2026-03-01T09:15:00Z",
    "from": {"emailAddress": {"name": "An de Vries", "address": "an@voorbeeld.nl"}},
    "toRecipients": [{"emailAddress": {"address": "jan@voorbeeld.nl"}}],
    "body": {"contentType": "html", "content": "<p>Dag</p>"},
    "flag": {"flagStatus": "flagged", "dueDateTime": {"dateTime": "2026-03-05T00:00:00.0000000", "timeZone": "UTC"}}
}], "@odata.nextLink": "https://graph.microsoft.com/v1.0/next"}"""


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


WIRE = WireFormat(
    rows=(("value",),),
    next=("@odata.nextLink",),
    total=("@odata.count",),
    one=(),
    day=date.fromisoformat,
    moment=moment,
    metadata=("@odata.etag",),
)


def read(collection: Any, record: Any, *names: str, content: bytes) -> list[Any]:
    entity = entity_of(collection)
    decoder: Any = Decoder(entity, record, [entity.field(name) for name in names], WIRE)
    return list(decoder.records(decoder.decode(content), scope=Scope(mailbox="an@voorbeeld.nl")))


def message() -> Any:
    names = ("id", "subject", "importance", "categories", "receivedDateTime", "from", "toRecipients", "body", "flag")
    (found,) = read(Messages, Message, *names, content=MESSAGE)
    return found


def test_message_is_made_of_real_types() -> None:
    found = message()
    assert found.from_.email_address == types.EmailAddress(name="An de Vries", address="an@voorbeeld.nl")
    assert [recipient.email_address.address for recipient in found.to_recipients] == ["jan@voorbeeld.nl"]
    assert found.importance is types.Importance.high
    assert found.body.content_type is types.BodyType.html
    assert found.flag.flag_status is types.FollowupFlagStatus.flagged
    assert found.received_date_time == datetime(2026, 3, 1, 9, 15, tzinfo=UTC)
    assert found.categories == ["Blauw"]
    assert found.model_extra is None


def test_annotations_of_a_row_keep_it_on_the_fast_path() -> None:
    entity = entity_of(Messages)
    decoder: Any = Decoder(entity, Message, [entity.field("id")], WIRE)
    content = b'{"value": [{"@odata.etag": "W/x", "id": "m1"}, {"id": "m2"}]}'
    assert [found.id for found in decoder.records(decoder.decode(content), scope=Scope())] == ["m1", "m2"]
    assert decoder.drifted == 0


def test_moment_with_a_zone_keeps_its_text_and_its_zone() -> None:
    due = message().flag.due_date_time
    assert isinstance(due, types.DateTimeTimeZone)
    assert (due.date_time, due.time_zone) == ("2026-03-05T00:00:00.0000000", "UTC")


def test_repr_of_a_message_shows_nothing_of_the_correspondence() -> None:
    shown = repr(message())
    assert not any(word in shown for word in ("Offerte", "an@voorbeeld.nl", "An de Vries", "Dag", "Blauw"))
    assert "high" in shown


def test_field_that_was_not_selected_says_so() -> None:
    with pytest.raises(NotSelected, match="is_read was not selected"):
        _ = message().is_read


def test_records_and_complex_values_can_be_pickled() -> None:
    found = message()
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert type(again.from_) is types.Recipient
    assert again.scope == Scope(mailbox="an@voorbeeld.nl")


def test_user_is_made_of_lists_and_named_values() -> None:
    content = b"""{"value": [{"id": "u1", "businessPhones": ["020 1234567"], "proxyAddresses": [],
        "assignedLicenses": [{"skuId": "s1", "disabledPlans": ["p1"]}], "passwordProfile": null}]}"""
    names = ("id", "businessPhones", "proxyAddresses", "assignedLicenses", "passwordProfile")
    (user,) = read(Users, User, *names, content=content)
    assert user.business_phones == ["020 1234567"]
    assert user.proxy_addresses == []
    assert user.assigned_licenses == [types.AssignedLicense(sku_id="s1", disabled_plans=["p1"])]
    assert user.password_profile is None


def test_conditions_take_plain_fields_and_refuse_complex_ones() -> None:
    assert Users.where(Users.account_enabled == True, Users.department == "Inkoop").conditions  # noqa: E712
    assert Messages.where(Messages.importance == "high", Messages.received_date_time >= "2026-03-01").conditions
    with pytest.raises(QueryError, match="from_ is made of several fields"):
        _ = Messages.from_ == "an@voorbeeld.nl"


def test_every_record_class_type_and_enumeration_can_be_built() -> None:
    for module in nlconnect_graph.CATALOGUE.modules:
        for spec in nlconnect_graph.CATALOGUE.module(module).values():
            record: Any = getattr(nlconnect_graph, spec.record)
            assert record.model_fields.keys() == spec.by_name.keys()
    for name in dir(types):
        assert getattr(types, name).__name__ == name


def test_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match="Did you mean EmailAddress"):
        _ = types.EmailAdress  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="Did you mean Messages"):
        _ = nlconnect_graph.Mesages  # type: ignore[attr-defined]
