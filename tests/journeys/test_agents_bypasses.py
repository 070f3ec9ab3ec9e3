"""Ways around the rules that the fuzzer found, each of which stays shut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from bench.fuzz.world import NARROW, OFFICE, World, opened

from nlconnect.agents import Toolbox
from nlconnect.errors import PolicyRefused, QueryError


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with opened(OFFICE) as found:
        yield found


@pytest.fixture
def toolbox(world: World) -> Toolbox:
    return world.toolbox(agent="assistant")


@pytest.mark.parametrize(
    "address", ["team%40evil.test@voorbeeld.test", "team%evil.test@voorbeeld.test", "evil.test!team@voorbeeld.test"]
)
def test_an_address_that_some_servers_pass_on_to_another_domain_is_none(toolbox: Toolbox, address: str) -> None:
    values = {
        "subject": "x",
        "body": {"content_type": "text", "content": "x"},
        "to_recipients": [{"email_address": {"address": address}}],
    }
    question = {"profile": "mail", "entity": "mail.SendMail", "verb": "call", "values": values}
    with pytest.raises(PolicyRefused):
        toolbox.call("plan", question)


@pytest.mark.parametrize("entity", ["mail.Reply", "mail.ReplyAll"])
def test_an_answer_to_a_letter_without_a_sender_goes_to_nobody(world: World, toolbox: Toolbox, entity: str) -> None:
    letter = world.keys["mail.Messages"][0]
    question = {"profile": "mail", "entity": entity, "verb": "call", "of": {"message": letter}, "values": {}}
    with pytest.raises(PolicyRefused):
        toolbox.call("plan", question)


@pytest.mark.parametrize("field", ["body", "from_", "to_recipients"])
def test_what_is_made_of_several_fields_is_refused_in_words(toolbox: Toolbox, field: str) -> None:
    question = {"profile": "mail", "entity": "mail.Messages", "group_by": [field]}
    with pytest.raises(QueryError, match="made of several fields"):
        toolbox.call("total", question)


def test_an_answer_with_a_recipient_goes_to_its_unknown_sender_too(world: World, toolbox: Toolbox) -> None:
    team = [{"email_address": {"address": "team@voorbeeld.test"}}]
    letter = world.keys["mail.Messages"][0]
    question = {"profile": "mail", "entity": "mail.ReplyAll", "verb": "call", "of": {"message": letter}}
    with pytest.raises(PolicyRefused):
        toolbox.call("plan", {**question, "values": {"to_recipients": team, "comment": "x"}})


def test_looking_for_places_takes_from_the_budget_of_calls_too() -> None:
    question = {"profile": "books", "entity": "cashflow.Receivables", "scope": {"division": "all"}}
    with opened(NARROW) as world:
        toolbox = world.toolbox(agent="assistant")
        for _ in range(3 * (NARROW.calls or 0)):
            with suppress(PolicyRefused):
                toolbox.call("count", question)
        assert 0 < world.asked <= (NARROW.calls or 0)
