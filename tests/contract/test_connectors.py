"""Every connector passes the same suite, for one line each."""

from __future__ import annotations

from nlconnect.testing.contract import contract

TestExact = contract("exact", entity="cashflow.Receivables", followed="crm.Accounts")
TestAfas = contract("afas", entity="projects.Profit_Projects")
TestGraph = contract("graph", entity="mail.Messages", followed="directory.Groups")
