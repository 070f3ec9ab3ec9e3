"""The tests of the Graph connector are tested themselves: a fault that only Graph can have must fail one of them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from connectors.microsoft_graph.tests import test_graph_reading, test_requests
from connectors.microsoft_graph.tests.mutants import MUTANTS, Mutant

from nlconnect_graph import GRAPH

TESTS = {**vars(test_requests), **vars(test_graph_reading)}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_fault_is_noticed(mutant: Mutant, tmp_path: Path) -> None:
    assert not _failures(mutant.noticed_by, tmp_path), "the test fails without any fault"
    with bent(mutant):
        assert _failures(mutant.noticed_by, tmp_path), f"nobody noticed {mutant.name}"


@contextmanager
def bent(mutant: Mutant) -> Iterator[None]:
    """The connector with a fault; a connector is frozen, so that nobody does this by mistake."""
    faulty = dict(mutant.parts or {})
    if mutant.dialect is not None:
        faulty |= {name: mutant.dialect(getattr(GRAPH, name)) for name in ("dialect", "app_dialect")}
    real = {name: getattr(GRAPH, name) for name in faulty}
    for name, value in faulty.items():
        object.__setattr__(GRAPH, name, value)
    try:
        yield
    finally:
        for name, value in real.items():
            object.__setattr__(GRAPH, name, value)


def _failures(name: str, folder: Path) -> list[BaseException]:
    test = TESTS[name]
    failures: list[BaseException] = []
    for given in _parameters(test):
        wanted = inspect.signature(test).parameters
        mock = test_graph_reading.seeded() if "mock" in wanted else None
        at_hand: dict[str, Any] = {"mock": mock, "tmp_path": folder, **given}
        try:
            test(**{parameter: at_hand[parameter] for parameter in wanted})
        except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001  # whatever it is, it was noticed
            failures.append(failure)
        finally:
            if mock is not None:
                mock.close()
    return failures


def _parameters(test: Any) -> Iterator[Mapping[str, object]]:
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    for values in product(*(mark.args[1] for mark in marks)):
        given: dict[str, object] = {}
        for mark, value in zip(marks, values, strict=True):
            names = [mark.args[0]] if isinstance(mark.args[0], str) else list(mark.args[0])
            given.update(zip(names, [value] if len(names) == 1 else value, strict=True))
        yield given
