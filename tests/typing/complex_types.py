"""What type checkers and editors infer of complex types and lists. Read by mypy and basedpyright, never run."""

from __future__ import annotations

import datetime as dt
from typing import assert_type

from nlconnect import Query
from nlconnect.model.query import Condition
from nlconnect_graph import GroupMembers
from nlconnect_graph.directory import GroupMember, User
from nlconnect_graph.mail import Message, Messages
from nlconnect_graph.types import EmailAddress, Importance, Recipient


def a_complex_field_has_the_fields_of_its_type(message: Message) -> None:
    assert_type(message.from_, Recipient | None)
    assert_type(message.to_recipients, list[Recipient] | None)
    assert_type(message.importance, Importance | str | None)
    assert_type(message.received_date_time, dt.datetime | None)
    if message.from_ is not None and message.from_.email_address is not None:
        assert_type(message.from_.email_address, EmailAddress)
        assert_type(message.from_.email_address.address, str | None)


def a_condition_may_be_about_a_part_of_a_complex_field() -> None:
    assert_type(Messages.from_.email_address.address == "an@voorbeeld.nl", Condition)
    assert_type(Messages.to_recipients.email_address.address.startswith("an"), Condition)
    assert_type(Messages.order_by(-Messages.from_.email_address.address), Query[Message])


def a_list_of_plain_values_is_a_list(user: User) -> None:
    assert_type(user.business_phones, list[str] | None)


def the_keys_of_parents_are_given_by_name() -> None:
    assert_type(GroupMembers.of(group="g1"), Query[GroupMember])
    assert_type(Messages.of(mailbox="an@voorbeeld.nl", mail_folder="inbox"), Query[Message])
    assert_type(Messages.where(Messages.is_read == False), Query[Message])
