"""The suite that every connector must pass."""

from __future__ import annotations

from nlconnect.testing.contract import contract

TestMoneybird = contract("moneybird", entity="bookkeeping.SalesInvoices", followed=None)
