"""How changes are written to AFAS: golden requests, what an answer tells, and writes to the mock on bad days."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from nlconnect import CLEAR, Create, Delete, Done, Rejected, Unknown, Update, Upsert, ref
from nlconnect.client import Connection
from nlconnect.connector import Request, Response, Scope
from nlconnect.connector.check import drafted
from nlconnect.errors import ApiError, Conflict, Forbidden, Invalid, QueryError, ServerError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.model.collection import entity_of
from nlconnect.testing import SignedInMock
from nlconnect_afas import CATALOGUE
from nlconnect_afas.answers import GAVE_UP, HELD
from nlconnect_afas.budgets import FiCommitment
from nlconnect_afas.construction import PtMeasurement
from nlconnect_afas.dossiers import KnSubject
from nlconnect_afas.employees import KnEmployee, Profit_Employees
from nlconnect_afas.items import FbItemArticle, Profit_Article
from nlconnect_afas.leave import HrIllness
from nlconnect_afas.ledger import FiEntries, Profit_Debtor, Profit_Transactions
from nlconnect_afas.projects import PtRealization
from nlconnect_afas.relations import KnOrganisation, KnPerson, KnSalesRelationOrg, KnUser, Profit_OrgPer
from nlconnect_afas.sales import FbSales, Profit_SalesorderLines, Profit_Salesorders
from nlconnect_afas.seen import NATURAL, SEEN, view_of
from nlconnect_afas.setup import KnCustomK01
from nlconnect_afas.types import FbSalesLines
from nlconnect_afas.writing import AfasWriter

BASE = "https://12345.rest.afas.online/ProfitRestServices"
WRITER = AfasWriter()
LINE = {"va_it": "2", "it_cd": "T1003", "qu_un": "2", "upri": "50.10"}
DEBIT = {"va_as": "1", "ac_nr": "0100", "en_da": "2026-11-20", "bp_da": "2026-11-20", "bp_nr": "B-1", "am_de": "100.10"}
CREDIT = {
    "va_as": "1",
    "ac_nr": "0150",
    "en_da": "2026-11-20",
    "bp_da": "2026-11-20",
    "bp_nr": "B-1",
    "am_cr": "100.10",
}
ENTITIES = (FbSales, FiEntries, HrIllness, KnEmployee, KnOrganisation, KnPerson, KnSubject, KnUser, FbItemArticle)


def request(change: Change, scope: Scope | None = None) -> Request:
    return WRITER.write_request(
        drafted(change, WRITER), base_url=BASE, scope=scope if scope is not None else Scope(administration=1)
    )


def body(change: Change, scope: Scope | None = None) -> Any:
    content = request(change, scope).content
    assert content is not None
    return json.loads(content, parse_float=Decimal)


def order(**values: object) -> Change:
    return Create(FbSales, **{"db_id": "10001", "rf_cs": "PO-1", "fb_sales_lines": [LINE, LINE], **values})


def entry(*lines: object) -> Change:
    return Create(FiEntries, year=2026, peri=12, jo_co="10", fi_entries=list(lines or (DEBIT, CREDIT)))


def organisation(**values: object) -> Change:
    return Create(
        KnOrganisation, **{"match_oga": "always_insert", "nm": "Voorbeeld Bouw", "cc_nr": "12345678", **values}
    )


def test_a_new_document_is_posted_with_its_objects_and_the_administration_of_the_scope() -> None:
    sent = request(order(or_da="2026-11-20"))
    assert (sent.method, sent.url) == ("POST", f"{BASE}/connectors/FbSales")
    assert sent.headers == {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
    line = b'{"Fields":{"VaIt":"2","ItCd":"T1003","QuUn":2,"Upri":50.10}}'
    assert sent.content == (
        b'{"FbSales":{"Element":{"Fields":{"Unit":1,"DbId":"10001","RfCs":"PO-1","OrDa":"2026-11-20"},'
        b'"Objects":[{"FbSalesLines":{"Element":[%b,%b]}}]}}}' % (line, line)
    )


def test_a_document_of_records_is_the_same_as_one_of_mappings() -> None:
    line = FbSalesLines(va_it="2", it_cd="T1003", qu_un=Decimal(2), upri=Decimal("50.10"))
    assert request(order(fb_sales_lines=[line])) == request(order(fb_sales_lines=[LINE]))
    assert request(order(fb_sales_lines=[LINE])) == request(order(fb_sales_lines=LINE))


def test_keys_stand_on_the_element_where_the_metainfo_says_so_at_every_depth() -> None:
    change = Update(
        KnEmployee,
        "1001",
        afas_contract={"@Action": "insert", "da_be": "2026-12-01", "cm_id": "1"},
        kn_person={"match_per": "by_bcco", "bc_co": "70001", "kn_bank_account": {"co_id": "NL"}},
    )
    assert body(change) == {
        "AfasEmployee": {
            "Element": {
                "@EmId": "1001",
                "Objects": [
                    {
                        "AfasContract": {
                            "Element": {"@Action": "insert", "@DaBe": "2026-12-01", "Fields": {"CmId": "1"}}
                        }
                    },
                    {
                        "KnPerson": {
                            "Element": {
                                "Fields": {"MatchPer": "0", "BcCo": "70001"},
                                "Objects": [{"KnBankAccount": {"Element": {"Fields": {"CoId": "NL"}}}}],
                            }
                        }
                    },
                ],
            }
        }
    }


def test_a_line_says_what_becomes_of_it_where_that_is_not_what_becomes_of_the_order() -> None:
    guid = "8ff28bb6-083c-4ff8-9435-bca788ebfd5d"
    change = Update(
        FbSales,
        "77",
        fb_sales_lines=[
            {"@action": "delete", "gu_li": guid},
            {"gu_li": guid, "qu_un": 3},
            {"@Action": "insert", **LINE},
        ],
    )
    (objects,) = body(change)["FbSales"]["Element"]["Objects"]
    gone, changed, new = objects["FbSalesLines"]["Element"]
    braced = f"{{{guid.upper()}}}"
    assert gone == {"@Action": "delete", "Fields": {"GuLi": braced}}
    assert changed == {"Fields": {"GuLi": braced, "QuUn": 3}}
    assert new["@Action"] == "insert"


def test_an_unknown_mark_on_a_line_is_refused() -> None:
    with pytest.raises(QueryError, match=r"fb_sales_lines\[0\].@Action is one of insert, update, delete"):
        drafted(Update(FbSales, "77", fb_sales_lines=[{"@Action": "drop", "gu_li": "x"}]), WRITER)


def test_faults_deep_inside_are_told_by_their_path() -> None:
    with pytest.raises(QueryError, match=r"kn_organisation\[0\].kn_contact\[0\].kn_person\[0\].da_bi is no date"):
        drafted(
            Create(KnSalesRelationOrg, kn_organisation={"kn_contact": {"kn_person": {"da_bi": "yesterday"}}}), WRITER
        )


def test_an_update_is_a_put_that_empties_with_an_empty_text() -> None:
    sent = request(Update(FbItemArticle, "A-1", ds="Schroef", sa_price="1.50", ch_ds=True, loc=CLEAR))
    assert (sent.method, sent.url) == ("PUT", f"{BASE}/connectors/FbItemArticle")
    assert sent.content == (
        b'{"FbItemArticle":{"Element":{"Fields":{"ItCd":"A-1","Ds":"Schroef","SaPrice":1.50,"ChDs":true,"Loc":""}}}}'
    )


def test_afas_persons_and_organisations_go_by_their_number_and_a_match_code() -> None:
    change = Update(KnOrganisation, "100006", em_ad="info@example.nl")
    fields = {"MatchOga": "0", "BcCo": "100006", "EmAd": "info@example.nl"}
    assert body(change) == {"KnOrganisation": {"Element": {"Fields": fields}}}


def test_afas_moments_are_dutch_wall_clock_without_a_zone() -> None:
    change = Create(HrIllness, em_id="1001", da_be=datetime(2026, 11, 20, 8, 0, tzinfo=UTC))
    assert body(change)["HrIllness"]["Element"]["Fields"]["DaBe"] == "2026-11-20T09:00:00"


def test_a_file_is_written_in_base64() -> None:
    change = Create(
        KnSubject, st_id=1, ds="Verslag", kn_subject_attachment=[{"file_name": "a", "file_stream": b"%PDF"}]
    )
    (objects,) = body(change)["KnSubject"]["Element"]["Objects"]
    assert objects["KnSubjectAttachment"]["Element"]["Fields"]["FileStream"] == "JVBERg=="


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (Delete(FbSales, "77"), "FbSales/FbSales/@OrNu/77"),
        (Delete(FbSales, "a/b,c"), "FbSales/FbSales/@OrNu/a%2Fb%2Cc"),
        (Delete(KnEmployee, "1001"), "KnEmployee/AfasEmployee/@EmId/1001"),
        (Delete(FiCommitment, (1, 7)), "FiCommitment/FiCommitment/@UnId,@SeNo/1,7"),
        (Delete(FiEntries, (1, "70", 70001)), "FiEntries/FiEntryPar/@UnId,@JoCo/1,70/FiEntries/@EnNo/70001"),
    ],
)
def test_a_deletion_names_the_root_its_keys_and_their_values(change: Change, path: str) -> None:
    sent = request(change)
    assert (sent.method, sent.url, sent.content) == ("DELETE", f"{BASE}/connectors/{path}", None)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (Delete(PtRealization, 5), "PtRealization/PtRealization/@Id/5"),
        (
            Delete(HrIllness, ("1001", "2026-11-20T09:00:00")),
            "HrIllness/HrIllness/@EmId,@DaBe/1001,2026-11-20T09%3A00%3A00",
        ),
    ],
)
def test_afas_a_deletion_names_the_whole_key_where_the_reference_names_less(change: Change, path: str) -> None:
    assert request(change).url == f"{BASE}/connectors/{path}"


def test_what_afas_does_not_delete_is_refused() -> None:
    with pytest.raises(QueryError, match="takes no deletions"):
        drafted(Delete(KnOrganisation, "100006"), WRITER)


@pytest.mark.parametrize("change", [order(), entry()])
def test_nothing_new_is_written_without_a_named_administration(change: Change) -> None:
    with pytest.raises(QueryError, match="no administration is named"):
        request(change, Scope())


def test_another_administration_than_that_of_the_connection_is_refused() -> None:
    assert body(order(unit=2), Scope())["FbSales"]["Element"]["Fields"]["Unit"] == 2
    with pytest.raises(QueryError, match="another administration"):
        request(order(unit=2))
    with pytest.raises(QueryError, match="another administration"):
        request(Delete(FiEntries, (2, "70", 70001)))


def test_what_belongs_to_no_administration_needs_none() -> None:
    assert request(organisation(), Scope()).method == "POST"


def test_an_entry_that_is_out_of_balance_is_refused() -> None:
    with pytest.raises(QueryError, match="debit and credit"):
        request(entry(DEBIT, {**CREDIT, "am_cr": "100.11"}))


def test_afas_takes_one_bank_account_of_an_organisation_in_a_call() -> None:
    with pytest.raises(QueryError, match="one of kn_bank_account"):
        request(organisation(kn_bank_account=[{"co_id": "NL"}, {"co_id": "BE"}]))


def test_the_key_cannot_be_changed() -> None:
    with pytest.raises(QueryError, match="or_nu is the key"):
        request(Update(FbSales, "77", or_nu="78"))


def test_what_only_the_reference_calls_mandatory_is_a_warning() -> None:
    draft = drafted(Create(KnPerson, match_per="7", la_nm="Jansen"), WRITER)
    assert draft.warnings == ("the vendor's reference calls mandatory, and may refuse without: auto_num",)


@pytest.mark.parametrize(
    ("entity", "content", "key"),
    [
        (FbSales, b'{"results":{"FbSales":{"OrNu":"77"}}}', ("77",)),
        (PtMeasurement, b'{"PtMeasurement":{"MsId":"5"}}', ("5",)),
        (KnCustomK01, b'{"results":[{"KnCustomK01":{"SqNo":"9"}}]}', (9,)),
        (KnOrganisation, b'{"results":{"KnOrganisation":{"BcCo":"100006","BcId":"6"}}}', ("100006",)),
        (FiEntries, b'{"results":{"FiEntries":{"EnNo":"70001","UnId":"1","InID":"F1"}}}', (1, 70001)),
        (FbSales, b'{"results":{"FbSales":{"ORNU":"77"}}}', ("77",)),
        (KnUser, b"", None),
        (FbSales, b'{"results":{"FbSales":{}}}', None),
        (FbSales, b'{"results":{"FbSales":"x"}}', None),
        (FbSales, b'{"results":{"FbSales":{"OrNu":null}}}', None),
        (FbSales, b"[]", None),
        (FbSales, b"3", None),
        (FbSales, b"<html>", None),
    ],
)
def test_the_key_is_read_from_every_shape_of_answer(entity: Any, content: bytes, key: object) -> None:
    response = Response(201, {}, content, "", 0.0, 0.0)
    assert WRITER.read_written(response, entity_of(entity)).key == key


@pytest.mark.parametrize(
    ("kind", "status", "message", "proven"),
    [
        (Invalid, 500, "The entered value for 'x' does not exist.", True),
        (Conflict, 500, "The line already exists", True),
        (Forbidden, 500, "blocked", True),
        (ServerError, 500, HELD, True),
        (Invalid, 400, "Invalid json", True),
        (Invalid, 408, "slow", False),
        (ServerError, 200, "a web page", False),
        (Invalid, 500, GAVE_UP, False),
        (ServerError, 500, "An unexpected error has occurred.", False),
        (ServerError, 503, "AFAS is not available", False),
        (Invalid, None, "odd", False),
    ],
)
def test_a_500_proves_a_refusal_where_it_says_what_is_wrong(
    kind: type[ApiError], status: int | None, message: str, proven: bool
) -> None:
    refusal = kind(message)
    refusal.status = status
    assert WRITER.certainly_refused(refusal) is proven


@pytest.mark.parametrize("name", sorted(SEEN))
def test_what_is_seen_and_what_tells_apart_is_in_the_catalogue(name: str) -> None:
    entity = CATALOGUE.entity(name)
    view = view_of(entity)
    assert view is not None
    shown = CATALOGUE.entity(view.entity)
    assert set(view.names.values()) <= shown.by_name.keys()
    person_or_organisation = {"KnPerson", "KnOrganisation"}
    missing = {path for path in SEEN[name].fields if not _is_field(entity, path)}
    assert {path.partition("/")[0] for path in missing} <= person_or_organisation
    assert view.key or shown.key
    for paths in NATURAL.get(name, ()):
        assert set(paths) <= SEEN[name].fields.keys()


def _is_field(entity: Any, path: str) -> bool:
    head, _, rest = path.partition("/")
    spec = entity.by_wire.get(head)
    if spec is None or not rest:
        return spec is not None
    return any(part.wire == rest for part in CATALOGUE.types[spec.of].fields)


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
