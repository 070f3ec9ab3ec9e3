"""Scopes: named parts that nobody can change behind your back."""

from __future__ import annotations

import copy
import operator
import pickle
from typing import Any

import pytest

from nlconnect.errors import NotFound
from nlconnect.model.scope import Scope


def test_a_part_is_an_item_and_an_attribute() -> None:
    scope = Scope(division=5, mailbox="info")
    assert scope.division == scope["division"] == 5
    assert dict(scope) == {"division": 5, "mailbox": "info"}
    assert len(scope) == 2


def test_the_order_of_parts_does_not_matter() -> None:
    assert Scope(a=1, b=2) == Scope(b=2, a=1)
    assert hash(Scope(a=1, b=2)) == hash(Scope(b=2, a=1))
    assert str(Scope(b=2, a=1)) == "a 1, b 2"


def test_a_scope_equals_scopes_only() -> None:
    assert Scope(division=5) != Scope(division="5")
    assert Scope(division=5) != {"division": 5}


def test_a_scope_cannot_be_changed() -> None:
    scope = Scope(division=5)
    changes: list[Any] = [
        lambda: setattr(scope, "division", 6),
        lambda: setattr(scope, "_parts", {}),
        lambda: delattr(scope, "_parts"),
        lambda: delattr(scope, "division"),
    ]
    for change in changes:
        with pytest.raises(AttributeError, match="immutable"):
            change()
    with pytest.raises(TypeError):
        operator.setitem(scope, "division", 6)  # type: ignore[call-overload]
    assert scope == Scope(division=5)


def test_a_narrower_scope_is_another_one() -> None:
    scope = Scope(division=5)
    assert scope.within(division=6, mailbox="info") == Scope(division=6, mailbox="info")
    assert scope == Scope(division=5)


def test_a_missing_part_is_named() -> None:
    with pytest.raises(AttributeError, match="this scope names no mailbox"):
        _ = Scope(division=5).mailbox
    assert "mailbox" not in Scope(division=5)


def test_copies_are_equal() -> None:
    scope = Scope(division=5)
    assert copy.copy(scope) == copy.deepcopy(scope) == pickle.loads(pickle.dumps(scope)) == scope


def test_an_unfinished_scope_does_not_search_forever() -> None:
    with pytest.raises(AttributeError):
        _ = Scope.__new__(Scope).division


def test_a_scope_is_told_to_people_and_to_developers() -> None:
    assert str(Scope()) == "no scope"
    assert repr(Scope(division=5)) == "Scope(division=5)"


def test_an_error_tells_the_parts_that_the_address_has() -> None:
    scope = Scope(division=5, mailbox="jan.jansen@voorbeeld.nl", site="voorbeeld.example")
    assert scope.told() == "division 5, mailbox jan.jansen@voorbeeld.nl, site voorbeeld.example"
    assert scope.told("https://x.example/v1.0/users") == "division 5"
    assert scope.told("https://x.example/users/Jan.Jansen%40voorbeeld.nl/messages") == (
        "division 5, mailbox jan.jansen@voorbeeld.nl"
    )
    assert Scope(mailbox="a@b.example").told("https://x.example/v1.0/users") == "no scope"


def test_the_text_of_an_error_masks_whose_mailbox_it_is() -> None:
    error = NotFound("none", entity="Messages", scope=str(Scope(mailbox="jan.jansen@voorbeeld.nl")))
    assert str(error) == "Messages mailbox j•••@voorbeeld.nl: none"
    assert error.scope == "mailbox jan.jansen@voorbeeld.nl", "a program has to know which"


def test_an_error_in_no_scope_has_no_word_for_it() -> None:
    assert str(NotFound("there is no such record", entity="Debtors", scope=str(Scope()))) == (
        "Debtors: there is no such record"
    )
    assert str(NotFound("none", entity="Debtors", scope=str(Scope(division=7)))) == "Debtors division 7: none"
