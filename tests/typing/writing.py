"""What type checkers and editors infer of plans and outcomes. Read by mypy and basedpyright, never run."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

from nlconnect import (
    CLEAR,
    Create,
    Done,
    File,
    Line,
    Link,
    Plan,
    Rejected,
    Run,
    Unknown,
    Unlink,
    Update,
    attach,
    connect,
    connect_async,
    ref,
)
from nlconnect_exact.crm import Account, Accounts
from nlconnect_exact.documents import DocumentAttachments
from nlconnect_exact.salesentry import SalesEntries
from nlconnect_graph.directory import Groups, Users


def a_plan_is_applied_and_its_outcome_is_one_of_three() -> None:
    with connect("acme-exact", allow_writes=[Accounts]) as exact:
        plan = exact.plan(Update(Accounts, "key", city="Gouda", phone=CLEAR))
        assert_type(plan, Plan)
        outcome = exact.apply(plan)
        assert_type(outcome, Done | Rejected | Unknown)
        if isinstance(outcome, Unknown):
            assert_type(exact.reconcile(plan), Done | Rejected | Unknown)
        assert_type(outcome.unwrap(), Done)


def a_change_takes_a_collection_or_a_record() -> None:
    Create(Accounts, name="Acme")
    Create(Account(name="Acme"))
    Create(SalesEntries, customer=ref(Accounts, code="1042"), sales_entry_lines=[{"amount_fc": 1}])


def a_link_names_both_ends_by_key_or_by_what_is_known() -> None:
    Link(Groups, ref(display_name="Administratie"), via="members", to=ref(mail="an@acme.test"))
    Link(Users, "key", via="manager", to="other")
    Unlink(Users, "key", via="manager")


def a_file_has_one_form_wherever_it_lies() -> None:
    assert_type(attach("factuur.pdf"), File)
    assert_type(attach(Path("factuur.pdf"), media_type="application/pdf"), File)
    assert_type(attach(b"%PDF-1.7", name="factuur.pdf"), File)
    Create(DocumentAttachments, document="key", attachment=attach("factuur.pdf"))


def many_changes_give_a_line_each() -> None:
    with connect("acme-exact", allow_writes=[Accounts]) as exact:
        for line in exact.apply_many([Create(Accounts, name="Acme")], progress=lambda told: print(told.ended)):
            assert_type(line, Line)
            assert_type(line.outcome, Done | Rejected | Unknown | None)
        assert_type([line.plan for line in exact.plan_many([])], list[Plan | None])
        assert_type(exact.runs(), list[Run])


async def the_other_face_gives_the_same() -> None:
    async with connect_async("acme-exact") as exact:
        plan = await exact.planned("id")
        assert_type(plan, Plan)
        assert_type(await exact.apply(plan), Done | Rejected | Unknown)
        async for line in exact.apply_many([plan, Create(Accounts, name="Acme")], run="december"):
            assert_type(line, Line)
