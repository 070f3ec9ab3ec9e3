"""Links as people write them on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlconnect.asking.question import Question
from nlconnect.cli.carrying_out import Wish
from nlconnect.connector.registry import connector
from nlconnect.errors import ConfigError
from nlconnect.model.change import CLEAR, Ref

GRAPH = connector("graph")


def wish(entity: str, **words: object) -> Wish:
    return Wish(question=Question(profile="acme-365", entity=entity), **words)  # type: ignore[arg-type]  # as typed


def test_both_ends_of_a_link_are_named_by_key_or_by_what_is_known_of_them() -> None:
    change = wish("Groups", key="display_name:Administratie", link="members=mail:an@acme.test").change(GRAPH)
    assert change.verb == "link"
    assert isinstance(change.key, Ref)
    assert dict(change.key.by) == {"display_name": "Administratie"}
    to = change.values["members"]
    assert isinstance(to, Ref)
    assert dict(to.by) == {"mail": "an@acme.test"}
    assert wish("Groups", key="g1", link="owners=u1").change(GRAPH).values == {"owners": "u1"}


def test_where_there_can_be_one_an_unlinking_need_not_say_which() -> None:
    change = wish("Users", key="u1", unlink="manager").change(GRAPH)
    assert (change.verb, change.key, change.values) == ("unlink", "u1", {"manager": CLEAR})


def test_references_stand_inside_lists_and_parts(tmp_path: Path) -> None:
    file = tmp_path / "licences.json"
    file.write_text('{"add_licenses": [{"sku_id": "sku_part_number:SPB", "disabledPlans": []}]}', "utf-8")
    values = {"remove_licenses": "sku_part_number:FLOW_FREE, cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"}
    change = wish("AssignLicense", verb="call", source=str(file), values=values).change(GRAPH)
    added, removed = change.values["add_licenses"], change.values["remove_licenses"]
    assert isinstance(added, list)
    assert isinstance(removed, list)
    assert isinstance(added[0]["sku_id"], Ref)
    assert added[0]["disabledPlans"] == []
    assert [isinstance(one, Ref) for one in removed] == [True, False]


def test_what_there_is_one_of_is_updated_without_a_key() -> None:
    change = wish("MailboxSettings", values={"time_zone": "UTC"}).change(GRAPH)
    assert (change.verb, change.key) == ("update", ())


@pytest.mark.parametrize(
    "words",
    [
        {"link": "members=u1"},
        {"link": "members=u1", "unlink": "owners=u1", "key": "g1"},
        {"link": "members=u1", "key": "g1", "values": {"display_name": "x"}},
        {"link": "members=u1", "key": "g1", "verb": "delete"},
        {"link": "members", "key": "g1"},
    ],
)
def test_a_link_goes_with_a_key_and_nothing_else(words: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="--link"):
        wish("Groups", **words).change(GRAPH)
