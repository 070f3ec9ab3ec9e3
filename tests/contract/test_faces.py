"""The two faces are one: the same names, the same signatures, the same words."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from nlconnect import client, client_crosswalk, client_files, client_writing

FACES = [
    (client.Connection, client.AsyncConnection),
    (client.Across, client.AsyncAcross),
    (client.Batches, client.AsyncBatches),
]
HOMES = (client.__name__, client_crosswalk.__name__, client_files.__name__, client_writing.__name__)
ONE_WORLD_ONLY = {
    "__enter__": "__aenter__",
    "__exit__": "__aexit__",
    "__iter__": "__aiter__",
}
SAME_IN_ASYNC = {
    "Generator": "AsyncGenerator",
    "Batches": "AsyncBatches",
    "Across": "AsyncAcross",
    "Connection": "AsyncConnection",
    "Sync": "AsyncSync",
}


def public(face: type) -> dict[str, Any]:
    """Methods of the class itself and its bases of ours, with the names of protocols made equal."""
    back = {other: one for one, other in ONE_WORLD_ONLY.items()}
    found = {}
    for name in dir(face):
        value = inspect.getattr_static(face, name)
        ours = inspect.isfunction(value) and value.__module__ in HOMES
        if (ours and not name.startswith("_")) or name in ONE_WORLD_ONLY or name in back:
            found[back.get(name, name)] = value
    return found


@pytest.mark.parametrize(("blocking", "asynchronous"), FACES, ids=lambda face: str(face.__name__))
def test_both_faces_have_the_same_methods(blocking: type, asynchronous: type) -> None:
    assert public(blocking).keys() == public(asynchronous).keys()


@pytest.mark.parametrize(("blocking", "asynchronous"), FACES, ids=lambda face: str(face.__name__))
def test_both_faces_take_the_same_arguments(blocking: type, asynchronous: type) -> None:
    others = public(asynchronous)
    for name, method in public(blocking).items():
        here, there = inspect.signature(method), inspect.signature(others[name])
        assert list(here.parameters.values()) == list(there.parameters.values()), name


@pytest.mark.parametrize(("blocking", "asynchronous"), FACES, ids=lambda face: str(face.__name__))
def test_both_faces_give_the_same_in_their_own_way(blocking: type, asynchronous: type) -> None:
    others = public(asynchronous)
    for name, method in public(blocking).items():
        if name.startswith("__"):
            continue
        here = str(inspect.signature(method).return_annotation)
        there = str(inspect.signature(others[name]).return_annotation)
        translated = here.replace(", None, None]", ", None]")
        for word, other in SAME_IN_ASYNC.items():
            translated = translated.replace(word, other) if other not in translated else translated
        assert there in (here, translated), name


def test_opening_a_connection_takes_the_same_arguments_in_both_worlds() -> None:
    here, there = inspect.signature(client.connect), inspect.signature(client.connect_async)
    assert here.parameters == there.parameters


@pytest.mark.parametrize(("blocking", "asynchronous"), FACES, ids=lambda face: str(face.__name__))
def test_every_method_is_explained(blocking: type, asynchronous: type) -> None:
    for face in (blocking, asynchronous):
        for name, method in public(face).items():
            assert name.startswith("__") or method.__doc__, f"{face.__name__}.{name}"
