"""The contract notices every fault that only a dialect of AFAS can have."""

from __future__ import annotations

import pytest
from connectors.afas_profit.tests.mutants import FAULTS, Fault

from tests.contract import test_mutants
from tests.contract.test_connectors import TestAfas as AfasContract


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.dialect.__name__)
def test_a_dialect_of_afas_with_a_fault_fails_the_contract(fault: Fault) -> None:
    assert not test_mutants._failures(AfasContract, fault.noticed_by), "the test fails without any fault"
    with test_mutants.bent("afas", fault.dialect):
        assert test_mutants._failures(AfasContract, fault.noticed_by), f"nobody noticed {fault.dialect.__name__}"
