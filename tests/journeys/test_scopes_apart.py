"""Many scopes of one login have to have records of their own."""

from __future__ import annotations

import asyncio

import pytest

from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_afas.ledger import Profit_Debtor, Profit_Debtor_Invoices
from nlconnect_graph.directory import Users


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


def test_records_that_tell_no_scope_are_refused_rather_than_read_once_for_each(mock_afas: SignedInMock) -> None:
    everywhere = mock_afas.connect().across("all")
    mock_afas.calls.clear()
    for read in (everywhere.read, everywhere.pages, everywhere.batches):
        with pytest.raises(QueryError, match="would bring the same records"):
            list(read(Profit_Debtor))
    assert mock_afas.calls.count(path="Profit_Debtor") == 0
    numbers = [item.invoice_nr for item in everywhere.read(Profit_Debtor_Invoices)]
    assert len(numbers) == len(list(mock_afas.connect().read(Profit_Debtor_Invoices)))


def test_one_scope_may_read_what_tells_none(mock_afas: SignedInMock) -> None:
    afas = mock_afas.connect()
    assert len(list(afas.across([1]).read(Profit_Debtor))) == len(list(afas.read(Profit_Debtor)))


def test_asyncio_refuses_them_too(mock_graph: SignedInMock) -> None:
    async def read() -> None:
        async with mock_graph.connect_async() as graph:
            async for _ in graph.across("all").read(Users):
                pass

    with pytest.raises(QueryError, match="would bring the same records"):
        asyncio.run(read())
