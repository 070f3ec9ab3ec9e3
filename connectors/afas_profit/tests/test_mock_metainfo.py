from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from connectors.afas_profit.tests.afas_caller import Afas, text_of

OWN = re.compile(r"U[0-9A-F]{32}")


@pytest.fixture(scope="module")
def afas() -> Afas:
    return Afas()


def meta(afas: Afas, path: str = "", language: str = "nl-nl") -> dict[str, Any]:
    answer = afas.get(f"/metainfo{path}", headers={"accept-language": language})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def objects(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield body
    for inner in body["objects"]:
        yield from objects(inner)


def test_the_overview_lists_what_the_token_may_use(afas: Afas) -> None:
    body = meta(afas)
    assert set(body) == {"updateConnectors", "getConnectors", "customConnectors", "info"}
    assert (len(body["updateConnectors"]), len(body["getConnectors"])) == (171, 94)
    assert {"id": "AppConnectorSubject", "description": "Dossierbijlagen"} in body["customConnectors"]
    assert body["info"] == {
        "envid": "O12345AA",
        "appName": "nlconnect",
        "group": "Koppelingen",
        "tokenExpiry": "0",
    }


def test_what_is_not_in_the_app_connector_is_in_no_list() -> None:
    afas = Afas()
    afas.service.state.withheld |= {"Profit_Debtor", "FbSales"}
    listed = {entry["id"] for part in ("getConnectors", "updateConnectors") for entry in meta(afas)[part]}
    assert not {"Profit_Debtor", "FbSales"} & listed
    assert afas.get("/metainfo/get/Profit_Debtor").status_code == 500
    assert text_of(afas.get("/metainfo/update/FbSales")).startswith("UpdateConnector not supported")


def test_a_view_tells_its_columns_in_the_order_of_its_rows(afas: Afas) -> None:
    body = meta(afas, "/get/Profit_Debtor")
    assert (body["name"], body["description"]) == ("Profit_Debtor", "Debiteuren")
    assert [field["id"] for field in body["fields"]] == list(afas.view("Profit_Debtor", take=1)[0])
    assert set(body["fields"][0]) == {
        "id", "fieldId", "dataType", "label", "length", "controlType", "decimals", "decimalsFieldId",
    }  # fmt: skip
    kinds = {field["id"]: field["dataType"] for field in body["fields"]}
    assert (kinds["DebtorId"], kinds["CreditLimit"], kinds["Blocked"]) == ("string", "decimal", "boolean")
    assert kinds["CreateDate"] == "date"


def test_labels_come_in_the_language_of_the_caller(afas: Afas) -> None:
    assert meta(afas, "/get/Profit_Debtor", "en-us")["description"] == "Debtors"
    names = {field["fieldId"]: field["label"] for field in meta(afas, "/update/FbSales", "en-us")["fields"]}
    dutch = {field["fieldId"]: field["label"] for field in meta(afas, "/update/FbSales")["fields"]}
    assert (names["OrDa"], dutch["OrDa"]) == ("Date", "Datum")


@pytest.mark.parametrize(
    ("connector", "root"), [("KnEmployee", "AfasEmployee"), ("FiEntries", "FiEntryPar"), ("FbSales", "FbSales")]
)
def test_an_update_connector_tells_its_root_which_may_have_another_name(afas: Afas, connector: str, root: str) -> None:
    body = meta(afas, f"/update/{connector.lower()}")
    assert (body["id"], body["name"]) == (connector, root)
    assert set(body) == {"id", "description", "name", "fields", "objects"}


def test_objects_nest_and_every_field_has_the_same_keys(afas: Afas) -> None:
    body = meta(afas, "/update/FbSales")
    names = [part["name"] for part in objects(body)]
    assert names[:3] == ["FbSales", "FbSalesLines", "FbOrderBatchLines"]
    keys = {frozenset(field) for part in objects(body) for field in part["fields"]}
    assert keys == {
        frozenset(
            (
                *"fieldId primaryKey dataType label mandatory length decimals decimalFieldId notzero".split(),
                "controlType",
                "values",
            )
        )
    }


def test_keys_mandatory_fields_and_codes_are_told(afas: Afas) -> None:
    body = meta(afas, "/update/FbSales")
    fields = {field["fieldId"]: field for field in body["fields"]}
    assert [name for name, field in fields.items() if field["primaryKey"]] == ["OrNu"]
    assert [name for name, field in fields.items() if field["mandatory"]] == ["DbId"]
    lines = {field["fieldId"]: field for field in body["objects"][0]["fields"]}
    assert lines["ItCd"]["mandatory"]
    assert {"id": "2", "description": "artikel"} in lines["VaIt"]["values"]
    assert lines["Ds"]["values"] is None


def test_a_customers_own_fields_have_names_of_this_environment_only(afas: Afas) -> None:
    def own(from_: Afas) -> dict[str, str]:
        fields = meta(from_, "/update/KnOrganisation")["fields"]
        return {field["label"]: field["fieldId"] for field in fields if OWN.fullmatch(field["fieldId"])}

    assert set(own(afas)) == {"Classificatie", "Nieuwsbrief", "Klant sinds"}
    other = Afas(seed=2)
    assert set(own(other)) == set(own(afas))
    assert not set(own(other).values()) & set(own(afas).values())


def test_a_customer_has_views_of_its_own(afas: Afas) -> None:
    body = meta(afas, "/get/Voorbeeld_Medewerkers")
    own = {field["label"]: field["fieldId"] for field in body["fields"]}
    assert OWN.fullmatch(own["Sleutelnummer"])
    assert {field["id"] for field in body["fields"]} > {"E-mail_werk", "Tel.nr_werk"}
    assert afas.view("Voorbeeld_Medewerkers", orderbyfieldids="['Tel.nr_werk'],Medewerker")


def test_the_version_is_told(afas: Afas) -> None:
    assert afas.get("/profitversion").json() == {"version": "7.7.10"}
    assert afas.client.get("/ProfitRestServices/profitversion", headers={"authorization": ""}).status_code == 401


def test_a_field_of_the_customer_has_one_name_in_views_and_documents(afas: Afas) -> None:
    columns = {field["label"]: field["fieldId"] for field in meta(afas, "/get/Voorbeeld_Medewerkers")["fields"]}
    fields = {field["label"]: field["fieldId"] for field in meta(afas, "/update/KnEmployee")["fields"]}
    assert columns["Sleutelnummer"] == fields["Sleutelnummer"]


def test_an_administrator_may_make_a_view_and_change_one() -> None:
    afas = Afas()
    state = afas.service.state
    state.define_view("Acme_Sleutels", {"Nummer": ("int", "Nummer"), "Naam": ("string", "Naam")}, key=("Nummer",))
    state.alter_view("Profit_Debtor", add={"Regio": ("string", "Regio")}, drop=("TelNr",))
    assert [field["id"] for field in meta(afas, "/get/acme_sleutels")["fields"]] == ["Nummer", "Naam"]
    afas.mock.add("Acme_Sleutels", nummer=1, naam="Voordeur")
    assert afas.view("Acme_Sleutels") == [{"Nummer": 1, "Naam": "Voordeur"}]
    row = afas.view("Profit_Debtor", take=1)[0]
    assert "TelNr" not in row
    assert row["Regio"] is None
    assert "Regio" in [field["id"] for field in meta(afas, "/get/Profit_Debtor")["fields"]]
    assert "TelNr" in Afas().view("Profit_Debtor", take=1)[0]


def test_a_retired_column_says_so_in_every_row() -> None:
    afas = Afas()
    afas.service.state.replaced["Profit_Debtor"] = ("CreditLimit",)
    assert {row["CreditLimit"] for row in afas.view("Profit_Debtor")} == {"(replaced)"}
