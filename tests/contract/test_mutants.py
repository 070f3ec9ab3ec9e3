"""The contract is tested itself: a dialect with a fault must fail it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest

from nlconnect.connector import connector
from nlconnect.testing.contract.subject import Caller, Subject
from tests.contract import test_connectors
from tests.contract.mutants import MUTANTS, Bent, Mutant

SUITES: list[type[Subject]] = [suite for name, suite in vars(test_connectors).items() if name.startswith("Test")]


TRIED = [(mutant, suite) for mutant in MUTANTS for suite in SUITES if suite.system not in mutant.harmless_in]


@pytest.mark.parametrize(
    ("mutant", "suite"), TRIED, ids=[f"{mutant.dialect.__name__}-{suite.system}" for mutant, suite in TRIED]
)
def test_a_dialect_with_a_fault_fails_the_contract(suite: type[Subject], mutant: Mutant) -> None:
    assert not _failures(suite, mutant.noticed_by), "the test fails without any fault"
    with bent(suite.system, mutant.dialect):
        assert _failures(suite, mutant.noticed_by), f"nobody noticed {mutant.dialect.__name__}"


@contextmanager
def bent(system: str, fault: type[Bent]) -> Iterator[None]:
    """The connector with another dialect; a connector is frozen, so that nobody does this by mistake."""
    value = connector(system)
    real = {name: found for name in ("dialect", "app_dialect") if (found := getattr(value, name)) is not None}
    for name, dialect in real.items():
        object.__setattr__(value, name, fault(dialect))
    try:
        yield
    finally:
        for name, dialect in real.items():
            object.__setattr__(value, name, dialect)


def _failures(suite: type[Subject], name: str) -> list[Exception]:
    """What goes wrong in one test of the contract, over all its parameters, on the blocking face."""
    test = getattr(suite, name)
    failures = []
    for given in _parameters(test):
        subject = suite()
        mock = subject.opened()
        at_hand: dict[str, Any] = {"mock": mock, "caller": Caller(mock, "blocking", "httpx"), **given}
        wanted = list(inspect.signature(test).parameters)[1:]
        try:
            test(subject, **{parameter: at_hand[parameter] for parameter in wanted})
        except Exception as failure:  # noqa: BLE001  # whatever goes wrong is what a fault is noticed by
            failures.append(failure)
        except pytest.fail.Exception as failure:
            failures.append(AssertionError(str(failure)))
        finally:
            mock.close()
    return failures


def _parameters(test: Any) -> Iterator[Mapping[str, object]]:
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    for values in product(*(mark.args[1] for mark in marks)):
        yield {mark.args[0]: value for mark, value in zip(marks, values, strict=True)}
