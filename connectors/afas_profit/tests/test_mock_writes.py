from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest
from connectors.afas_profit.tests.afas_caller import Afas, text_of

ORDER = {"DbId": "10001", "OrDa": "2026-11-20", "RfCs": "PO-1"}
LINE = {"VaIt": "2", "ItCd": "T1003", "QuUn": "2", "Upri": 50}
NOT_SUPPORTED = "UpdateConnector not supported for this app or the user is not authorized"
ENGLISH = {"accept-language": "en-us"}


@pytest.fixture
def afas() -> Afas:
    return Afas()


def element(fields: dict[str, Any], objects: Any = None, **attributes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {f"@{name}": value for name, value in attributes.items()}
    return body | {"Fields": fields} | ({"Objects": objects} if objects is not None else {})


def document(root: str, *elements: dict[str, Any]) -> dict[str, Any]:
    return {root: {"Element": elements[0] if len(elements) == 1 else list(elements)}}


def lines(*elements: dict[str, Any]) -> dict[str, Any]:
    return document("FbSalesLines", *elements)


def post(afas: Afas, path: str, body: object) -> httpx.Response:
    return afas.send("POST", f"/connectors/{path}", body, **ENGLISH)


def put(afas: Afas, path: str, body: object) -> httpx.Response:
    return afas.send("PUT", f"/connectors/{path}", body, **ENGLISH)


def one(afas: Afas, view: str, **wanted: object) -> list[dict[str, Any]]:
    fields = ",".join(wanted)
    values = ",".join(str(value) for value in wanted.values())
    return afas.view(
        view, filterfieldids=fields, filtervalues=values, operatortypes=",".join("1" * len(wanted)), skip=-1
    )


def ordered(afas: Afas, *, as_list: bool = False) -> str:
    inner = lines(element(LINE), element(LINE | {"ItCd": "T1004", "Upri": 10}))
    answer = post(afas, "FbSales", document("FbSales", element(ORDER, [inner] if as_list else inner)))
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["results"]["FbSales"]["OrNu"]
    return number


@pytest.mark.parametrize("as_list", [False, True])
def test_an_order_with_its_lines_is_one_document_and_shows_in_the_views(afas: Afas, *, as_list: bool) -> None:
    number = ordered(afas, as_list=as_list)
    assert isinstance(number, str)
    (order,) = one(afas, "Profit_Salesorders", OrderNumber=number)
    assert (order["DebtorId"], order["OrderDate"]) == ("10001", "2026-11-20T00:00:00Z")
    assert (order["Gross"], order["VAT"], order["InvoiceTotal"]) == (120, 25.2, 145.2)
    found = sorted(one(afas, "Profit_SalesorderLines", OrderNumber=number), key=lambda row: row["SeqNo"])
    assert [(row["SeqNo"], row["ItemCodeId"], row["AmtTotal"]) for row in found] == [
        (1, "T1003", 100),
        (2, "T1004", 20),
    ]
    assert all(row["LineGuid"].startswith("{") for row in found)


@pytest.mark.parametrize("in_fields", [False, True])
@pytest.mark.parametrize("spelling", ["Action", "action"])
def test_lines_are_inserted_changed_and_deleted_by_a_mark_in_either_place(
    afas: Afas, spelling: str, *, in_fields: bool
) -> None:
    number = ordered(afas)
    first, second = sorted(one(afas, "Profit_SalesorderLines", OrderNumber=number), key=lambda row: row["SeqNo"])

    def marked(action: str, fields: dict[str, Any]) -> dict[str, Any]:
        return element(fields | {f"@{spelling}": action}) if in_fields else element(fields, **{spelling: action})

    inner = lines(
        marked("update", {"GuLi": first["LineGuid"], "QuUn": 5}),
        marked("delete", {"GuLi": second["LineGuid"]}),
        marked("insert", LINE | {"ItCd": "T1007"}),
    )
    answer = put(afas, "FbSales", document("FbSales", element({"RfCs": "PO-2"}, inner, OrNu=number)))
    assert (answer.status_code, answer.content) == (201, b"")
    found = {row["ItemCodeId"]: row for row in one(afas, "Profit_SalesorderLines", OrderNumber=number)}
    assert set(found) == {"T1003", "T1007"}
    assert found["T1003"]["PiecePerUnit"] == 5
    (order,) = one(afas, "Profit_Salesorders", OrderNumber=number)
    assert (order["CustomerReference"], order["Gross"]) == ("PO-2", 350)


def test_an_order_of_the_data_set_can_be_changed_and_keeps_the_rest(afas: Afas) -> None:
    (before,) = afas.view("Profit_Salesorders", take=1, orderbyfieldids="OrderNumber")
    number = before["OrderNumber"]
    body = document("FbSales", element({"RfCs": "PO-9"}, lines(element(LINE, action="insert")), OrNu=number))
    assert put(afas, "FbSales", body).status_code == 201
    (after,) = one(afas, "Profit_Salesorders", OrderNumber=number)
    assert {name for name in before if before[name] != after[name]} == {"CustomerReference"}
    new = [row for row in one(afas, "Profit_SalesorderLines", OrderNumber=number) if row["PricePerUnit"] == 50]
    assert new[0]["DebtorId"] == before["DebtorId"]


def test_an_object_with_an_address_of_its_own_is_added_to_what_is_there(afas: Afas) -> None:
    number = ordered(afas)
    body = document("FbSales", element({}, lines(element(LINE | {"ItCd": "T1008"})), OrNu=number))
    assert post(afas, "FbSales/FbSalesLines", body).status_code == 201
    assert len(one(afas, "Profit_SalesorderLines", OrderNumber=number)) == 3
    assert post(afas, "FbSales/KnPerson", body).status_code == 404


def test_one_wrong_line_undoes_the_whole_call(afas: Afas) -> None:
    before = len(afas.view("Profit_Salesorders", skip=-1))
    good, wrong = element(ORDER, lines(element(LINE))), element(ORDER, lines(element(LINE | {"ItCd": "ANDERS"})))
    answer = post(afas, "FbSales", document("FbSales", good, wrong))
    assert answer.status_code == 500
    assert text_of(answer) == "The entered value for 'ItCd' does not exist."
    assert answer.json()["errorNumber"] == -2147220469
    assert len(afas.view("Profit_Salesorders", skip=-1)) == before


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"DbId": "99999"}, "The entered value for 'DbId' does not exist."),
        ({}, "There is no value in mandatory field 'DbId'."),
        ({"DbId": "10001", "Anders": 1}, "Connector field 'Anders' not found"),
        ({"DbId": "10001", "OrDa": "morgen"}, "The value for 'OrDa' is invalid."),
        ({"DbId": "10001", "RfCs": "x" * 500}, "The value for 'RfCs' is invalid."),
    ],
)
def test_what_is_wrong_is_told_with_its_field(afas: Afas, fields: dict[str, Any], text: str) -> None:
    body = document("FbSales", element(fields))
    assert text_of(post(afas, "FbSales", body)) == text
    dutch = afas.send("POST", "/connectors/FbSales", body, **{"accept-language": "nl-nl"})
    assert text_of(dutch) != text


def test_truths_and_numbers_may_come_as_text(afas: Afas) -> None:
    for value in (True, 1, "1", "true", "True"):
        body = document("KnSalesRelationOrg", element({"Bl": value, "Krli": "2500"}, DbId="10001"))
        assert put(afas, "KnSalesRelationOrg", body).status_code == 201
        (row,) = one(afas, "Profit_Debtor", DebtorId="10001")
        assert (row["Blocked"], row["CreditLimit"]) == (True, 2500)


def test_a_customers_own_field_is_written_and_one_of_another_environment_is_not(afas: Afas) -> None:
    fields = afas.get("/metainfo/update/FbSales").json()["fields"]
    own = next(field["fieldId"] for field in fields if len(field["fieldId"]) == 33)
    assert post(afas, "FbSales", document("FbSales", element(ORDER | {own: "Jan"}))).status_code == 201
    other = "U" + "0" * 32
    assert text_of(post(afas, "FbSales", document("FbSales", element(ORDER | {other: "Jan"})))).startswith(
        "Connector field"
    )


def test_what_is_not_there_cannot_be_changed_and_what_is_there_not_made_again(afas: Afas) -> None:
    absent = put(afas, "FbSales", document("FbSales", element({"RfCs": "x"}, OrNu="1")))
    assert text_of(absent) == "The entered value for 'OrNu' does not exist."
    number = ordered(afas)
    again = post(afas, "FbSales", document("FbSales", element(ORDER | {"OrNu": number})))
    assert text_of(again) == "The line with 'OrNu' already exists."


@pytest.mark.parametrize("at", ["@", ""])
def test_a_document_is_deleted_by_its_keys_in_the_address(afas: Afas, at: str) -> None:
    number = ordered(afas)
    answer = afas.send("DELETE", f"/connectors/FbSales/FbSales/{at}OrNu/{number}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert one(afas, "Profit_Salesorders", OrderNumber=number) == []
    assert one(afas, "Profit_SalesorderLines", OrderNumber=number) == []
    assert afas.send("DELETE", f"/connectors/FbSales/FbSales/{at}OrNu/{number}").status_code == 500


def test_not_every_connector_deletes(afas: Afas) -> None:
    answer = afas.send("DELETE", "/connectors/KnPerson/KnPerson/@BcCo/10001")
    assert text_of(answer).startswith("UpdateConnector not supported")


def entry(*amounts: tuple[str, str, str, object]) -> dict[str, Any]:
    days = {"EnDa": "2026-11-20", "BpDa": "2026-11-20"}
    inner = [element({"VaAs": kind, "AcNr": account, side: amount, **days}) for kind, account, side, amount in amounts]
    header = {"Year": 2026, "Peri": 11, "UnId": 1, "JoCo": "90"}
    return document("FiEntryPar", element(header, [document("FiEntries", *inner)]))


BALANCED = (("1", "4200", "AmDe", "100.00"), ("2", "10001", "AmCr", "100.00"))


def test_a_journal_entry_has_a_root_of_another_name_and_balances(afas: Afas) -> None:
    answer = post(afas, "FiEntries", entry(*BALANCED))
    assert answer.status_code == 201, answer.text
    keys = answer.json()["results"]["FiEntries"]
    assert set(keys) == {"EnNo", "UnId"}
    found = sorted(one(afas, "Profit_Transactions", UnitId=1, EntryNo=keys["EnNo"]), key=lambda row: row["SeqNo"])
    assert [(row["AccountNo"], row["AmtDebit"], row["AmtCredit"]) for row in found] == [
        ("4200", 100, 0),
        ("1300", 0, 100),
    ]
    assert post(afas, "FiEntries", entry(*BALANCED)).json()["results"]["FiEntries"] != keys
    assert post(afas, "FiEntries", {"FiEntries": {"Element": {}}}).status_code == 500


@pytest.mark.parametrize(
    ("amounts", "text"),
    [
        (
            (("1", "4200", "AmDe", 100), ("1", "1000", "AmCr", 99)),
            "The entry is not balanced: debit and credit differ.",
        ),
        ((("1", "0001", "AmDe", 1), ("1", "1000", "AmCr", 1)), "The entered value for 'AcNr' does not exist."),
    ],
)
def test_an_entry_that_is_wrong_is_not_booked(afas: Afas, amounts: Any, text: str) -> None:
    before = len(afas.view("Profit_Transactions", skip=-1))
    assert text_of(post(afas, "FiEntries", entry(*amounts))) == text
    assert len(afas.view("Profit_Transactions", skip=-1)) == before


def test_a_closed_period_takes_no_entries(afas: Afas) -> None:
    body = entry(*BALANCED)
    body["FiEntryPar"]["Element"]["Fields"]["Year"] = 2025
    assert text_of(post(afas, "FiEntries", body)) == "Period 11 is blocked."


@pytest.mark.parametrize("path", ["@UnId,@JoCo/1,90/FiEntries/@EnNo", "UnId,JoCo/1,90/FiEntries/EnNo"])
def test_an_entry_is_deleted_inside_its_administration_and_journal(afas: Afas, path: str) -> None:
    number = post(afas, "FiEntries", entry(*BALANCED)).json()["results"]["FiEntries"]["EnNo"]
    answer = afas.send("DELETE", f"/connectors/FiEntries/FiEntryPar/{path}/{number}")
    assert answer.status_code == 200
    assert one(afas, "Profit_Transactions", UnitId=1, EntryNo=number) == []


PERSON = {"FiNm": "Proef", "LaNm": "Persoon", "In": "P.", "EmAd": "proef@voorbeeld.test"}


def person(**fields: object) -> dict[str, Any]:
    return document("KnPerson", element(PERSON | fields))


def test_a_new_person_gets_a_number_and_another_one_each_time(afas: Afas) -> None:
    numbers = {post(afas, "KnPerson", person(MatchPer="7")).json()["results"]["KnPerson"]["BcCo"] for _ in range(2)}
    assert len(numbers) == 2
    rows = [one(afas, "Profit_OrgPer", BcCo=number)[0] for number in numbers]
    assert {(row["Name"], row["MailWork"]) for row in rows} == {("Proef Persoon", "proef@voorbeeld.test")}


def test_a_person_is_known_again_by_the_code_of_the_match(afas: Afas) -> None:
    first = post(afas, "KnPerson", person(MatchPer="7")).json()["results"]["KnPerson"]["BcCo"]
    again = post(afas, "KnPerson", person(MatchPer="3", TeNr="000-1")).json()["results"]["KnPerson"]["BcCo"]
    by_number = post(afas, "KnPerson", person(MatchPer="0", BcCo=first)).json()["results"]["KnPerson"]["BcCo"]
    assert first == again == by_number
    assert one(afas, "Profit_OrgPer", BcCo=first)[0]["TelWork"] == "000-1"


def test_several_matches_are_an_error_and_change_nothing(afas: Afas) -> None:
    for _ in range(2):
        post(afas, "KnPerson", person(MatchPer="7"))
    before = afas.view("Profit_OrgPer", skip=-1, orderbyfieldids="BcCo")
    assert text_of(post(afas, "KnPerson", person(MatchPer="2", TeNr="1"))).startswith("More than one match")
    assert afas.view("Profit_OrgPer", skip=-1, orderbyfieldids="BcCo") == before


def test_an_organisation_is_known_by_its_trade_register_number(afas: Afas) -> None:
    (known,) = [row for row in afas.view("Profit_OrgPer", take=2, orderbyfieldids="BcCo") if row["ChOfCommNr"]][:1]
    fields = {"MatchOga": "1", "CcNr": known["ChOfCommNr"], "Nm": "Nieuwe naam", "PadAdr": True}
    answer = post(afas, "KnOrganisation", document("KnOrganisation", element(fields)))
    assert answer.json()["results"]["KnOrganisation"]["BcCo"] == known["BcCo"]
    assert one(afas, "Profit_OrgPer", BcCo=known["BcCo"])[0]["Name"] == "Nieuwe naam"


def test_a_debtor_is_made_with_the_organisation_inside(afas: Afas) -> None:
    inner = document("KnOrganisation", element({"MatchOga": "6", "Nm": "Nieuw BV", "EmAd": "info@nieuw.test"}))
    body = document("KnSalesRelationOrg", element({"CuId": "EUR", "Iban": "NL02ZZZB0000000001"}, inner))
    keys = post(afas, "KnSalesRelationOrg", body).json()["results"]["KnSalesRelationOrg"]
    (row,) = one(afas, "Profit_Debtor", DebtorId=keys["DbId"])
    assert (row["DebtorName"], row["Email"], row["IBAN"]) == ("Nieuw BV", "info@nieuw.test", "NL02ZZZB0000000001")
    assert one(afas, "Profit_OrgPer", BcCo=row["BcCo"])[0]["Name"] == "Nieuw BV"


def test_an_employee_of_the_data_set_is_changed_through_the_person_inside(afas: Afas) -> None:
    inner = {"KnPerson": {"Element": {"Fields": {"EmAd": "ander@voorbeeld.test"}}}}
    body = document("AfasEmployee", element({}, inner, EmId="1001"))
    assert put(afas, "KnEmployee", body).status_code == 201
    (row,) = one(afas, "Profit_Employees", EmployeeId="1001")
    assert row["Mail"] == "ander@voorbeeld.test"
    assert row["FirstName"]


def test_an_uploaded_attachment_comes_back_as_it_was(afas: Afas) -> None:
    content = base64.b64encode(b"verslag").decode()
    inner = document("KnSubjectAttachment", element({"FileName": "verslag.txt", "FileStream": content}))
    answer = post(afas, "KnSubject", document("KnSubject", element({"StId": 1003, "Ds": "Gesprek"}, [inner])))
    assert answer.status_code == 201, answer.text
    subject = answer.json()["results"]["KnSubject"]["SbId"]
    (row,) = one(afas, "Profit_Subject_Attachments", subject_id=subject)
    assert afas.get(f"/subjectconnector/{subject}/{row['file_id']}").json() == {
        "filename": "verslag.txt",
        "filedata": content,
        "mimetype": "text/plain",
    }
    assert afas.get(f"/fileconnector/{row['file_id']}/verslag.txt").json()["filedata"] == content
    assert one(afas, "Profit_Subjects", SubjectId=subject)[0]["Subject"] == "Gesprek"


@pytest.mark.parametrize(
    ("connector", "body", "reply"),
    [
        (
            "KnSubject",
            document("KnSubject", element({"StId": 1003, "Ds": "x"})),
            {"results": {"KnSubject": {"SbId": "900000001"}}},
        ),
        ("PtMeasurement", document("PtMeasurement", element({})), {"PtMeasurement": {"MsId": "900000001"}}),
        ("KnCustomK01", document("KnCustomK01", element({})), {"results": [{"KnCustomK01": {"SqNo": "900000001"}}]}),
        ("PtMonitor", document("PtMonitor", element({"MoCd": "M1"})), None),
    ],
)
def test_answers_have_four_shapes(afas: Afas, connector: str, body: dict[str, Any], reply: object) -> None:
    answer = post(afas, connector, body)
    assert answer.status_code == 201, answer.text
    assert (answer.json() if answer.content else None) == reply


def test_a_body_that_is_no_json_is_told_by_a_gateway(afas: Afas) -> None:
    answer = afas.client.post("/ProfitRestServices/connectors/FbSales", content=b"{")
    assert (answer.status_code, answer.json()) == (400, {"message": "Invalid json"})


def test_every_update_connector_takes_a_document_with_what_its_metainfo_asks(afas: Afas) -> None:
    refused = {}
    for connector in sorted(entity.wire for entity in afas.service.state.connectors.updates.values()):
        meta = afas.get(f"/metainfo/update/{connector}").json()
        fields = {field["fieldId"]: _value(field) for field in meta["fields"] if field["mandatory"]}
        answer = post(afas, connector, document(meta["name"], element(fields)))
        if answer.status_code != 201:
            refused[connector] = text_of(answer)
    told = {text.split("'")[0] for text in refused.values()}
    assert told <= {
        "The entered value for ",
        "UpdateConnector not supported for this app or the user is not authorized",
    }


def _value(field: dict[str, Any]) -> object:
    if field["values"]:
        return field["values"][0]["id"]
    kinds = {"int": 1, "decimal": 1, "boolean": True, "date": "2026-11-20", "blob": "eA=="}
    return kinds.get(field["dataType"], "1")


def test_a_write_that_breaks_off_may_have_been_done(afas: Afas) -> None:
    before = len(afas.view("Profit_Salesorders", skip=-1))
    afas.mock.fail_next("cut-after")
    with pytest.raises(httpx.RemoteProtocolError):
        post(afas, "FbSales", document("FbSales", element(ORDER)))
    assert len(afas.view("Profit_Salesorders", skip=-1)) == before + 1
    afas.mock.fail_next("cut-before")
    with pytest.raises(httpx.RemoteProtocolError):
        post(afas, "FbSales", document("FbSales", element(ORDER)))
    assert len(afas.view("Profit_Salesorders", skip=-1)) == before + 1


def test_accents_are_lost_where_nobody_says_that_the_body_is_utf_8(afas: Afas) -> None:
    body = json.dumps(document("KnSalesRelationOrg", element({"Iban": "é"}, DbId="10001")), ensure_ascii=False)
    for kind, seen in (("application/json", "?"), ("application/json;charset=utf-8", "é")):
        answer = afas.client.put(
            "/ProfitRestServices/connectors/KnSalesRelationOrg", content=body.encode(), headers={"content-type": kind}
        )
        assert answer.status_code == 201
        assert one(afas, "Profit_Debtor", DebtorId="10001")[0]["IBAN"] == seen


def test_a_customers_own_fields_show_in_the_customers_own_views(afas: Afas) -> None:
    fields = afas.get("/metainfo/update/KnEmployee").json()["fields"]
    own = {field["label"]: field["fieldId"] for field in fields}
    values = {own["Maat bedrijfskleding"]: "XL", own["Sleutelnummer"]: "77"}
    assert put(afas, "KnEmployee", document("AfasEmployee", element(values, EmId="1001"))).status_code == 201
    (row,) = one(afas, "Voorbeeld_Medewerkers", Medewerker="1001")
    assert (row["Bedrijfskleding_maat"], row["Sleutelnummer"]) == ("XL", 77)
    wrong = document("AfasEmployee", element({own["Sleutelnummer"]: "x"}, EmId="1001"))
    assert text_of(put(afas, "KnEmployee", wrong)).endswith("is invalid.")


def test_a_line_is_deleted_inside_its_document(afas: Afas) -> None:
    number = ordered(afas)
    line = one(afas, "Profit_SalesorderLines", OrderNumber=number)[0]["LineGuid"]
    path = f"/connectors/FbSales/FbSales/@OrNu/{number}/FbSalesLines/@GuLi/{line}"
    assert afas.send("DELETE", path).status_code == 200
    assert len(one(afas, "Profit_SalesorderLines", OrderNumber=number)) == 1
    assert afas.send("DELETE", path).status_code == 500
