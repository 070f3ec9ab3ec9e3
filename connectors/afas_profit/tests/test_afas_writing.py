"""Writes to the mock of AFAS, on good days and bad ones: once, or honestly unknown."""

from __future__ import annotations

from typing import Any

import pytest
from connectors.afas_profit.tests.afas_changes import LINE, entry, order, organisation

from nlconnect import Create, Delete, Done, Rejected, Unknown, Update, Upsert, ref
from nlconnect.client import Connection
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.testing import SignedInMock
from nlconnect_afas.dossiers import KnSubject
from nlconnect_afas.employees import KnEmployee, Profit_Employees
from nlconnect_afas.items import FbItemArticle, Profit_Article
from nlconnect_afas.leave import HrIllness
from nlconnect_afas.ledger import FiEntries, Profit_Debtor, Profit_Transactions
from nlconnect_afas.relations import KnOrganisation, KnPerson, KnUser, Profit_OrgPer
from nlconnect_afas.sales import FbSales, Profit_SalesorderLines, Profit_Salesorders

ENTITIES = (FbSales, FiEntries, HrIllness, KnEmployee, KnOrganisation, KnPerson, KnSubject, KnUser, FbItemArticle)


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


@pytest.fixture
def afas(mock_afas: SignedInMock) -> Connection:
    return mock_afas.connect(allow_writes=ENTITIES, administration=1)


def settle(mock: SignedInMock, afas: Connection, plan: Any) -> Any:
    """Look, wait until nothing can come any more, and look again."""
    first = afas.reconcile(plan)
    if isinstance(first, Unknown):
        mock.advance(200)
        return afas.reconcile(plan)
    return first


def organisations(afas: Connection) -> list[Any]:
    return list(afas.read(Profit_OrgPer.where(Profit_OrgPer.ch_of_comm_nr == "12345678")))


def test_an_order_is_planned_made_changed_and_deleted(afas: Connection) -> None:
    done = afas.apply(afas.plan(order())).unwrap()
    assert done.key is not None
    number = str(done.key[0])
    lines = Profit_SalesorderLines.where(Profit_SalesorderLines.order_number == number)
    first, second = sorted(afas.read(lines), key=lambda row: row.seq_no or 0)
    plan = afas.plan(
        Update(
            FbSales,
            number,
            rf_cs="PO-2",
            db_id="10001",
            fb_sales_lines=[{"@Action": "delete", "gu_li": str(first.line_guid)}, {"@Action": "insert", **LINE}],
        )
    )
    assert [(part.name, part.before, part.after) for part in plan.diff][:1] == [("rf_cs", "PO-1", "PO-2")]
    assert "db_id" not in {part.name for part in plan.diff}
    assert any("not shown of fb_sales_lines[0].gu_li" in warning for warning in plan.warnings)
    afas.apply(plan).unwrap()
    guids = [row.line_guid for row in afas.read(lines)]
    assert len(guids) == 2
    assert second.line_guid in guids
    assert first.line_guid not in guids
    gone = afas.plan(Delete(FbSales, number))
    assert ("rf_cs", "PO-2", None) in [(part.name, part.before, part.after) for part in gone.diff]
    afas.apply(gone).unwrap()
    assert list(afas.read(lines)) == []


LOST = ["503-after", "500-after", "cut-after"]
NEVER_THERE = ["503", "cut-before", "html"]
CASES = ["organisation", "order", "entry", "illness", "update", "inside", "delete"]


@pytest.mark.parametrize("fault", [*LOST, *NEVER_THERE])
@pytest.mark.parametrize("case", CASES)
def test_whatever_happens_a_write_happens_once_or_is_unknown_until_it_is_found(
    mock_afas: SignedInMock, afas: Connection, case: str, fault: str
) -> None:
    number = str((afas.apply(afas.plan(organisation(cc_nr="87654321"))).unwrap().key or ("",))[0])
    item = afas.apply(afas.plan(Create(FbItemArticle, it_cd="Z-1", ds="a", grp="1", bi_un="STK"))).unwrap().key
    person = next(iter(afas.read(Profit_Employees.limit(1))))
    change: Change = {
        "organisation": organisation(),
        "order": order(),
        "entry": entry(),
        "illness": _illness(str(person.employee_id)),
        "update": Update(KnOrganisation, number, em_ad="info@example.nl"),
        "inside": Update(
            KnEmployee,
            str(person.employee_id),
            kn_person={"match_per": "0", "bc_co": str(person.person_id), "em_ad": "new@example.nl"},
        ),
        "delete": Delete(FbItemArticle, (item or ("",))[0]),
    }[case]
    method = {"update": "PUT", "inside": "PUT", "delete": "DELETE"}.get(case, "POST")
    plan = afas.plan(change)
    mock_afas.calls.clear()
    mock_afas.fail_next(fault, method=method)
    assert isinstance(afas.apply(plan), Unknown)
    assert isinstance(afas.apply(plan), Unknown)
    assert mock_afas.calls.count(method) == 1
    found = settle(mock_afas, afas, plan)
    assert mock_afas.calls.count(method) == 1
    if fault in LOST:
        assert isinstance(found, Done)
        assert found.key is not None
        assert isinstance(afas.apply(plan), Done)
        assert mock_afas.calls.count(method) == 1
    else:
        assert isinstance(found, Rejected)
        assert found.repeatable
        afas.apply(plan).unwrap()
        assert mock_afas.calls.count(method) == 2
    if case == "organisation":
        assert len(organisations(afas)) == 1
    if case == "order":
        made = Profit_Salesorders.where(Profit_Salesorders.customer_reference == "PO-1")
        assert len(list(afas.read(made))) == 1
    if case == "entry":
        made_lines = list(afas.read(Profit_Transactions.where(Profit_Transactions.voucher_no == "B-1")))
        assert len(made_lines) == 2
        assert found.key == (1, made_lines[0].entry_no) if fault in LOST else True


def _illness(employee: str) -> Change:
    told = dict.fromkeys(("ru_ab", "sf_nt", "rt_da", "rt_dl", "ex_fr", "mu_bi"), False)
    moment = "2026-11-20T09:00:00"
    return Create(
        HrIllness, em_id=employee, da_be=moment, d_me_b=moment, da_es="2026-12-01", tp_be=0, vi_it="Z", en_se=1, **told
    )


async def test_the_async_face_writes_and_reconciles_in_the_same_way(mock_afas: SignedInMock) -> None:
    async with mock_afas.connect_async(allow_writes=ENTITIES, administration=1) as afas:
        plan = await afas.plan(order())
        mock_afas.calls.clear()
        mock_afas.fail_next("cut-after", method="POST")
        assert isinstance(await afas.apply(plan), Unknown)
        assert isinstance(await afas.reconcile(plan), Done)
        assert isinstance(await afas.apply(plan), Done)
        again = await afas.plan(order())
        assert len(again.twins) == 1
        assert any("duplicate" in warning for warning in again.warnings)
        mock_afas.fail_next("503-after", method="POST")
        assert isinstance(await afas.apply(again), Unknown)
        assert isinstance(await afas.reconcile(again), Done)
        assert mock_afas.calls.count("POST") == 2


def test_a_twin_that_was_there_is_never_taken_for_the_new_one(mock_afas: SignedInMock, afas: Connection) -> None:
    afas.apply(afas.plan(order())).unwrap()
    plan = afas.plan(order())
    assert len(plan.twins) == 1
    mock_afas.fail_next("cut-before", method="POST")
    assert isinstance(afas.apply(plan), Unknown)
    assert isinstance(settle(mock_afas, afas, plan), Rejected)


def test_a_view_that_shows_nothing_at_all_proves_nothing(mock_afas: SignedInMock, afas: Connection) -> None:
    mock_afas.clear("relations.Profit_OrgPer")
    plan = afas.plan(organisation())
    mock_afas.fail_next("cut-before", method="POST")
    assert isinstance(afas.apply(plan), Unknown)
    found = settle(mock_afas, afas, plan)
    assert isinstance(found, Unknown)
    assert "nothing at all" in found.reason


def test_an_update_of_lines_alone_stays_unknown_where_no_view_shows_it(
    mock_afas: SignedInMock, afas: Connection
) -> None:
    number = (afas.apply(afas.plan(order())).unwrap().key or ("",))[0]
    plan = afas.plan(Update(FbSales, number, fb_sales_lines=[{"@Action": "insert", **LINE}]))
    mock_afas.fail_next("cut-after", method="PUT")
    assert isinstance(afas.apply(plan), Unknown)
    assert isinstance(settle(mock_afas, afas, plan), Unknown)
    assert isinstance(afas.apply(plan), Unknown)


def test_a_document_that_no_view_shows_is_written_with_a_warning_and_stays_unknown_when_lost(
    mock_afas: SignedInMock, afas: Connection
) -> None:
    plan = afas.plan(Create(KnUser, us_id="12345.jan", mt_cd="1", nm="Jan"))
    assert any("nothing tells this record from others" in warning for warning in plan.warnings)
    mock_afas.fail_next("cut-after", method="POST")
    assert isinstance(afas.apply(plan), Unknown)
    assert isinstance(settle(mock_afas, afas, plan), Unknown)


def test_a_view_that_may_not_be_read_is_a_warning_and_no_obstacle(mock_afas: SignedInMock, afas: Connection) -> None:
    number = (afas.apply(afas.plan(organisation())).unwrap().key or ("",))[0]
    mock_afas.fail_next(500, target="Profit_OrgPer", reason="not_authorised")
    new = afas.plan(organisation(cc_nr="87654321"))
    assert any("may not be read here: should the answer be lost" in warning for warning in new.warnings)
    assert afas.apply(new).unwrap().key is not None
    mock_afas.fail_next(500, target="Profit_OrgPer", reason="not_authorised")
    changed = afas.plan(Update(KnOrganisation, number, em_ad="info@example.nl"))
    assert any("nobody knows what stands there now" in warning for warning in changed.warnings)
    afas.apply(changed).unwrap()


def test_a_refusal_in_words_is_final_and_a_lock_is_not(mock_afas: SignedInMock, afas: Connection) -> None:
    refused = afas.apply(afas.plan(order(db_id="99999")))
    assert isinstance(refused, Rejected)
    assert not refused.repeatable
    plan = afas.plan(order())
    mock_afas.fail_next(500, method="POST", reason="locked")
    held = afas.apply(plan)
    assert isinstance(held, Rejected)
    assert held.repeatable
    afas.apply(plan).unwrap()


def test_references_by_what_people_know_lead_to_a_view_also_inside_lines(afas: Connection) -> None:
    debtor = next(iter(afas.read(Profit_Debtor.limit(1))))
    item = next(iter(afas.read(Profit_Article.limit(1))))
    plan = afas.plan(
        order(
            db_id=ref(Profit_Debtor, bc_co=debtor.bc_co or ""),
            fb_sales_lines=[{**LINE, "it_cd": ref(Profit_Article, item_code=item.item_code)}],
        )
    )
    assert debtor.debtor_id in {part.after for part in plan.diff if part.name == "db_id"}
    assert item.item_code in {part.after for part in plan.diff if part.name == "fb_sales_lines[0].it_cd"}
    afas.apply(plan).unwrap()


def test_an_upsert_matches_through_the_view(afas: Connection) -> None:
    change = Upsert(KnOrganisation, "cc_nr", cc_nr="12345678", match_oga="6", nm="Voorbeeld Bouw")
    assert afas.apply(afas.plan(change)).unwrap().plan.verb == "create"
    plan = afas.plan(Upsert(KnOrganisation, "cc_nr", cc_nr="12345678", nm="Voorbeeld Bouw Holding"))
    assert (plan.verb, len(plan.diff)) == ("update", 1)
    afas.apply(plan).unwrap()
    assert [row.name for row in organisations(afas)] == ["Voorbeeld Bouw Holding"]


def test_a_plan_is_stale_once_the_view_shows_another_value(afas: Connection) -> None:
    number = (afas.apply(afas.plan(organisation())).unwrap().key or ("",))[0]
    plan = afas.plan(Update(KnOrganisation, number, em_ad="one@example.nl"))
    afas.apply(afas.plan(Update(KnOrganisation, number, em_ad="two@example.nl"))).unwrap()
    with pytest.raises(QueryError, match="stale"):
        afas.apply(plan)
