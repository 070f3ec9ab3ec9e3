"""How changes are written to AFAS: golden requests, and what an answer tells."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from connectors.afas_profit.tests.afas_changes import LINE, entry, order, organisation

from nlconnect import CLEAR, Call, Create, Delete, Update
from nlconnect.connector import Request, Response, Scope, collection_of
from nlconnect.connector.check import drafted
from nlconnect.connector.nested import key_fields
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
from nlconnect_afas.employees import KnEmployee
from nlconnect_afas.items import FbItemArticle
from nlconnect_afas.leave import HrIllness
from nlconnect_afas.ledger import FiEntries
from nlconnect_afas.mock.documents import Kind, read_document
from nlconnect_afas.projects import PtRealization
from nlconnect_afas.relations import KnOrganisation, KnPerson, KnSalesRelationOrg, KnUser
from nlconnect_afas.sales import FbSales
from nlconnect_afas.seen import SEEN, view_of
from nlconnect_afas.setup import KnCustomK01
from nlconnect_afas.types import FbSalesLines
from nlconnect_afas.writing import AfasWriter

BASE = "https://12345.rest.afas.online/ProfitRestServices"
WRITER = AfasWriter()


def request(change: Change, scope: Scope | None = None) -> Request:
    return WRITER.write_request(
        drafted(change, WRITER), base_url=BASE, scope=scope if scope is not None else Scope(administration=1)
    )


def body(change: Change, scope: Scope | None = None) -> Any:
    content = request(change, scope).content
    assert content is not None
    return json.loads(content, parse_float=Decimal)


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


def test_afas_takes_one_bank_account_of_an_organisation_in_a_call() -> None:
    with pytest.raises(QueryError, match="one of kn_bank_account"):
        request(organisation(kn_bank_account=[{"co_id": "NL"}, {"co_id": "BE"}]))


def test_afas_has_no_actions() -> None:
    with pytest.raises(QueryError, match="no actions"):
        request(Call(FbSales, db_id="10001"))


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
    for paths in entity.natural:
        assert {path.replace(".", "/") for path in paths} <= SEEN[name].fields.keys()


def _is_field(entity: Any, path: str) -> bool:
    head, _, rest = path.partition("/")
    spec = entity.by_wire.get(head)
    if spec is None or not rest:
        return spec is not None
    return any(part.wire == rest for part in CATALOGUE.types[spec.of].fields)


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


SAMPLES: dict[str, object] = {
    "string": "1",
    "guid": "8ff28bb6-083c-4ff8-9435-bca788ebfd5d",
    "int": 1,
    "int64": 1,
    "decimal": "1.50",
    "float": 1.5,
    "bool": True,
    "date": "2026-11-20",
    "datetime": "2026-11-20T09:00:00",
    "binary": b"%PDF",
}
DOCUMENTS = [
    entity.qualified_name
    for module in CATALOGUE.modules
    for entity in CATALOGUE.module(module).values()
    if entity.document is not None and set(entity.by_wire) - set(entity.key)
]
"""The others have fields of the customer's own alone beside their key."""


def _filled(fields: Any) -> dict[str, object]:
    """A value for every field, and one object of each kind, to the bottom."""
    values: dict[str, object] = {}
    for spec in fields:
        if spec.of is not None:
            values[spec.name] = _filled(CATALOGUE.types[spec.of].fields)
        elif spec.name not in ("am_de", "am_cr"):
            values[spec.name] = SAMPLES[spec.type]
    return values


@pytest.mark.parametrize("name", DOCUMENTS)
def test_everything_that_can_be_written_is_read_by_the_mock_as_it_was_meant(mock_afas: SignedInMock, name: str) -> None:
    state = mock_afas.service.state  # type: ignore[attr-defined]  # of this mock
    entity = CATALOGUE.entity(name)
    source = collection_of(CATALOGUE.package, entity)
    verb = "POST" if "POST" in entity.methods else "PUT"
    values = _filled(entity.fields)
    if verb == "POST":
        change: Change = Create(source, **values)
    elif not entity.key:
        change = Call(source, **values)
    else:
        key = tuple(str(SAMPLES[entity.by_wire[wire].type]) for wire in entity.key)
        inside = {spec.name for spec in entity.fields if spec.wire not in entity.key}
        change = Update(source, key, **{field: value for field, value in values.items() if field in inside})
    sent = request(change)
    assert sent.method == verb
    (element,) = read_document(sent.content or b"", Kind.of(state, entity), state, action="insert")
    assert set(element.values) | {inner.name for inner in element.inner} >= {
        spec.wire for spec in entity.fields if spec.wire not in ("AmDe", "AmCr")
    }


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "DELETE" in CATALOGUE.entity(name).methods])
def test_every_deletion_names_the_whole_key(name: str) -> None:
    entity = CATALOGUE.entity(name)
    specs = key_fields(entity, "delete")
    if not specs:
        return
    source = collection_of(CATALOGUE.package, entity)
    sent = request(Delete(source, tuple(str(SAMPLES[spec.type]) for spec in specs)))
    assert all(f"@{spec.wire}" in sent.url for spec in specs)
