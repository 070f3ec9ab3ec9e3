from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from build_exact_catalogue import Routes, build
from catalogue_json import layout
from naming import module_name, record_name, singular
from tagging import Tagger

from nlconnect.model.catalogue import Catalogue
from nlconnect.model.privacy import TagStatus, categories
from nlconnect.privacy.suggesting import normalised

PACKAGE = Path(__file__).parents[2] / "connectors" / "exact_online" / "nlconnect_exact"
CATALOGUE = Catalogue("nlconnect_exact", root=PACKAGE)


def facts() -> Iterator[tuple[str, dict[str, Any]]]:
    """The committed facts of each entity by qualified name, without the overlay."""
    for module in CATALOGUE.modules:
        content = json.loads(PACKAGE.joinpath("catalogue", f"{module}.json").read_text("utf-8"))
        assert content["module"] == module
        yield from ((f"{module}.{name}", entity) for name, entity in content["entities"].items())


FACTS = dict(facts())
ROUTES = tomllib.loads(PACKAGE.joinpath("routes.toml").read_text("utf-8"))


def test_no_resource_and_no_field_of_the_reference_is_lost() -> None:
    resources = fields = 0
    for entity in FACTS.values():
        resources += 1
        fields += len(entity["fields"])
        for route in entity.get("routes", {}).values():
            doubted = ROUTES["bulk"].get(route["path"].rpartition("{division}/")[2], {}).get("differs", [])
            resources += 1
            fields += len(entity["fields"]) - len(set(route.get("missing", [])) - set(doubted))
            fields += len(route.get("extra", {}))
    assert (resources, fields) == (453, 11_851)


def test_index_and_pinned_names_list_every_entity() -> None:
    pinned = json.loads(PACKAGE.joinpath("catalogue", "names.json").read_text("utf-8"))
    assert {f"{entry['module']}.{entry['collection']}" for entry in pinned.values()} == set(FACTS)
    assert {path: entry["record"] for path, entry in pinned.items()} == {
        entity["path"]: entity["record"] for entity in FACTS.values()
    }
    index = json.loads(PACKAGE.joinpath("catalogue", "index.json").read_text("utf-8"))
    assert {f"{home}.{name}" for name, homes in index["names"].items() for home in homes} == set(FACTS)
    assert sum(len(homes) for homes in index["records"].values()) == len(FACTS)


def test_names_are_unique_in_a_module_and_fields_in_an_entity() -> None:
    for module in CATALOGUE.modules:
        entities = CATALOGUE.module(module).values()
        names = [name for spec in entities for name in (spec.name, spec.record)]
        assert len(names) == len(set(names)), module
        for spec in entities:
            assert len(spec.by_name) == len(spec.fields), spec.qualified_name
            assert all(name.isidentifier() for name in spec.by_name), spec.qualified_name


def test_eight_names_stand_in_several_plain_services() -> None:
    several = {name for name, homes in CATALOGUE.names.items() if len(homes) > 1}
    assert several == {
        "AfterEntry",
        "Divisions",
        "Documents",
        "Layouts",
        "Processed",
        "ReasonCodes",
        "TimeTransactions",
        "Users",
    }


@pytest.mark.parametrize(
    ("service", "module"),
    [
        ("cashflow", "cashflow"),
        ("read/financial", "read_financial"),
        ("openingbalance/CurrentYear", "openingbalance_current_year"),
    ],
)
def test_module_is_named_after_its_service(service: str, module: str) -> None:
    assert module_name(service) == module


@pytest.mark.parametrize(
    ("collection", "record"),
    [
        ("SalesInvoices", "SalesInvoice"),
        ("SalesEntries", "SalesEntry"),
        ("Addresses", "Address"),
        ("AccountClasses", "AccountClass"),
        ("Mailboxes", "Mailbox"),
        ("Warehouses", "Warehouse"),
        ("EmploymentCLAs", "EmploymentCLA"),
        ("BillOfMaterialVersions", "BillOfMaterialVersion"),
        ("TimeAndBillingAccountDetails", "TimeAndBillingAccountDetail"),
        ("ProjectWBS", None),
        ("HoursByDate", None),
        ("IndicatorUsageOfJournals", None),
        ("ReceivablesList", None),
        ("ReasonForLogistics", None),
        ("Me", None),
    ],
)
def test_record_is_the_singular_where_there_is_one(collection: str, record: str | None) -> None:
    assert singular(collection) == record
    assert record_name(collection, taken=frozenset()) == (record or f"{collection}Row")


def test_record_gets_another_name_where_its_singular_is_taken() -> None:
    assert record_name("Items", taken=frozenset({"Item"})) == "ItemsRow"


@pytest.mark.parametrize(
    ("entity", "key"),
    [
        ("crm.Accounts", ["ID"]),
        ("system.Divisions", ["Code"]),
        ("read_financial.RevenueList", ["Period", "Year"]),
        ("users.UserHasRights", []),
        ("sync.Deleted", ["Timestamp"]),
    ],
)
def test_key_is_kept_whether_single_composite_or_absent(entity: str, key: list[str]) -> None:
    assert FACTS[entity]["key"] == key


def test_functions_keep_the_order_of_their_parameters_or_say_that_they_are_unknown() -> None:
    assert list(FACTS["read_crm.AccountDocuments"]["parameters"].items()) == [
        ("accountId", "guid"),
        ("searchText", "string"),
        ("useFullTextSearch", "bool"),
    ]
    functions = {name: entity for name, entity in FACTS.items() if entity["kind"] == "function"}
    assert len(functions) == 58
    assert sum(entity.get("parameters_unknown", False) for entity in functions.values()) == 9
    assert all("parameters" in entity or "parameters_unknown" in entity for entity in functions.values())


def test_standard_resources_page_by_60_and_bulk_and_sync_by_1000() -> None:
    assert FACTS["crm.Accounts"]["page_size"] == 60
    assert FACTS["read_financial.ReceivablesList"]["page_size"] is None
    assert {route["page_size"] for entity in FACTS.values() for route in entity.get("routes", {}).values()} == {1000}


def test_mandatory_filters_stand_on_seven_resources_and_their_bulk_twins() -> None:
    demanding = {name for name, entity in FACTS.items() if "filter" in entity.get("demands", [])}
    assert demanding == {
        "crm.Accounts",
        "financialtransaction.TransactionLines",
        "logistics.Items",
        "salesinvoice.SalesInvoiceLines",
        "salesinvoice.SalesInvoices",
        "salesorder.SalesOrderLines",
        "salesorder.SalesOrders",
    }
    for name in demanding:
        assert FACTS[name]["routes"]["bulk"]["demands"] == ["filter", "select"]
        assert any(field.get("filter") for field in FACTS[name]["fields"].values())


def test_every_bulk_route_demands_a_select_and_lists_what_it_lacks() -> None:
    bulk = {name: entity["routes"]["bulk"] for name, entity in FACTS.items() if "bulk" in entity.get("routes", {})}
    assert len(bulk) == 20  # and bulk/Project/ProjectWBS, which has no plain twin
    assert all("select" in route["demands"] for route in bulk.values())
    assert len(bulk["salesorder.SalesOrderLines"]["missing"]) == 9
    assert "missing" not in bulk["cashflow.Receivables"]
    assert not any("extra" in route for route in bulk.values())


def test_bulk_route_may_only_expand_what_leads_to_bulk_lines() -> None:
    bulk = {name: entity for name, entity in FACTS.items() if "bulk" in entity.get("routes", {})}
    expandable = {
        f"{name}.{wire}"
        for name, entity in bulk.items()
        for wire, field in entity["fields"].items()
        if field["type"] == "collection" and wire not in entity["routes"]["bulk"].get("missing", [])
    }
    assert expandable == {
        "salesinvoice.SalesInvoices.SalesInvoiceLines",
        "salesorder.GoodsDeliveries.GoodsDeliveryLines",
        "salesorder.SalesOrders.SalesOrderLines",
    }


def test_bulk_route_filters_on_the_few_fields_it_lists() -> None:
    route = FACTS["salesinvoice.SalesInvoices"]["routes"]["bulk"]
    assert "InvoiceDate" in route["filterable"]
    assert "AmountDC" not in route["filterable"]
    assert "filterable" not in FACTS["crm.Contacts"]["routes"]["bulk"]


def test_sync_feed_is_read_by_timestamp_and_followed_by_the_key_of_the_record() -> None:
    route = FACTS["crm.Accounts"]["routes"]["sync"]
    assert route["key"] == ["Timestamp"]
    assert route["identity"] == ["ID"]
    assert route["filterable"] == ["Timestamp"]
    assert route["extra"]["Timestamp"]["type"] == "int64"
    assert FACTS["logistics.Items"]["routes"]["sync"]["demands"] == ["no_select_star"]


def test_flat_sync_feeds_are_apart_from_feeds_of_one_row_a_record() -> None:
    orders = FACTS["salesorder.SalesOrders"]["routes"]
    assert orders["sync"]["path"].endswith("/SalesOrderHeaders")
    assert orders["sync_lines"]["path"].endswith("/SalesOrders")
    assert orders["sync_lines"]["identity"] == ["ID"]
    assert "sync" not in FACTS["salesinvoice.SalesInvoices"]["routes"]


def test_feed_that_only_shares_a_name_is_an_entity_of_its_own() -> None:
    assert FACTS["sync.EmployeeBankAccounts"]["wire"] == "BankAccounts"
    assert "routes" not in FACTS["crm.BankAccounts"]


def test_collections_lead_to_entities_of_the_catalogue() -> None:
    paths = {entity["path"] for entity in FACTS.values()}
    targets = {field["target"] for entity in FACTS.values() for field in entity["fields"].values() if "target" in field}
    assert targets <= paths


@pytest.mark.parametrize(
    ("entity", "field", "category", "level"),
    [
        ("crm.Accounts", "BSN", "user.government_id.national_identification_number", 5),
        ("crm.Accounts", "Name", "user.name", 2),
        ("crm.Accounts", "Remarks", "user.content.free_text", 4),
        ("crm.Accounts", "Longitude", "user.location.precise", 4),
        ("crm.Contacts", "SocialSecurityNumber", "user.government_id.national_identification_number", 5),
        ("crm.Contacts", "BirthDate", "user.demographic.date_of_birth", 3),
        ("crm.BankAccounts", "BankAccount", "user.financial.bank_account", 4),
        ("payroll.Employees", "EmployeeHID", "user.workplace.employee_number", 2),
        ("payroll.EmploymentSalaries", "HourlyWage", "user.financial.income", 4),
        ("users.Users", "FullName", "user.name", 2),
        ("system.Users", "FullName", "user.name", 2),
        ("salesinvoice.SalesInvoices", "CreatorFullName", "user.name", 2),
        ("logistics.Items", "FreeTextField_01", "user.content.free_text", 4),
        ("salesorder.SalesOrders", "DeliverToContactPersonFullName", "user.name", 2),
    ],
)
def test_well_known_personal_field_carries_its_reviewed_tag(entity: str, field: str, category: str, level: int) -> None:
    assert FACTS[entity]["fields"][field]["tag"] == [category, level, "reviewed"]


@pytest.mark.parametrize(
    ("entity", "field", "least"),
    [
        ("crm.BankAccounts", "IBAN", 4),
        ("hrm.AbsenceRegistrations", "KindDescription", 5),
        ("hrm.AbsenceRegistrationTransactions", "Status", 5),
        ("crm.Contacts", "BirthName", 2),
        ("sync.EmployeeBankAccounts", "Number", 4),
    ],
)
def test_field_that_a_review_never_saw_is_not_taken_for_harmless(entity: str, field: str, least: int) -> None:
    tag = CATALOGUE.entity(entity).field(field).tag
    assert tag.effective_level >= least


def test_field_of_a_reviewed_entity_without_a_line_is_not_personal() -> None:
    tag = CATALOGUE.entity("crm.Accounts").field("Blocked").tag
    assert (tag.category, tag.level, tag.status) == (None, 0, TagStatus.REVIEWED)


def test_every_tag_names_a_known_category_and_no_lower_level() -> None:
    known = categories()
    for entity in FACTS.values():
        for field in entity["fields"].values():
            category, level, status = field.get("tag", ["user.content.free_text", 4, "unreviewed"])
            TagStatus(status)
            one_line = (category, level) == ("user.content.free_text", 3)  # a list cannot be read without it
            assert one_line or (level == 0 if category == "none" else level >= known[category].level)


TABLE: dict[str, Any] = {
    "categories": [
        {"key": "user.name", "level": 2},
        {"key": "user.financial.income", "level": 4},
        {"key": "user.health_and_medical.absence", "level": 5},
        {"key": "user.social.family", "level": 3},
    ],
    "explicit_tags": [
        {"system": "exact", "entity": "Person", "field": "Alias", "category": "user.name", "level": 3},
        {"system": "afas", "entity": "Person", "field": "Code", "category": "user.name", "level": 2},
    ],
    "wildcard_tags": [{"system": "exact", "entity": "*", "field": "*FullName", "category": "user.name"}],
    "name_patterns": [
        {"pattern": r"\bname\b.*\bunit\b", "category": "none"},
        {"pattern": r"\bname\b", "category": "user.name"},
    ],
    "entity_defaults": [
        {
            "entity_pattern": r"\bsalary\b",
            "default_category": "user.name",
            "floor_level": 4,
            "applies_to": "unmatched_fields",
        },
        {
            "entity_pattern": r"\bchild\b",
            "default_category": "user.social.family",
            "floor_level": 3,
            "applies_to": "all_fields",
        },
    ],
    "reviewed_entities": {"exact": ["Person"]},
}


@pytest.mark.parametrize(
    ("entity", "field", "tag"),
    [
        ("Person", "Alias", ("user.name", 3, "reviewed")),
        ("Person", "UserFullName", ("user.name", 2, "reviewed")),
        ("Person", "Code", ("none", 0, "reviewed")),
        ("Person", "ShortName", ("user.name", 2, "proposed")),
        ("Thing", "NameOfUnit", ("none", 0, "proposed")),
        ("Thing", "Code", None),
        ("Salary", "Code", ("user.name", 4, "proposed")),
        ("Salary", "UnitName", ("user.name", 2, "proposed")),
        ("Child", "FirstName", ("user.social.family", 3, "proposed")),
    ],
)
def test_tag_is_explicit_else_wildcard_else_pattern_else_default(
    entity: str, field: str, tag: tuple[str, int, str] | None
) -> None:
    assert Tagger(TABLE, system="exact").tag(field, entity=entity, listed_as=entity) == tag


def test_names_are_split_into_words_before_a_pattern_sees_them() -> None:
    assert normalised("BICCode") == "bic code"
    assert normalised("FreeTextField_01") == "free text field 01"


def small_facts() -> list[dict[str, Any]]:
    key = {"name": "ID", "edm_type": "Edm.Guid", "key": True}
    plain = {"methods": ["GET"], "src": "a", "service": "crm", "kind": "standard", "key": "ID"}
    path = "/api/v1/{division}/"
    return [
        {**plain, "resource": "People", "path": f"{path}crm/People", "fields": [key]},
        {
            **plain,
            "resource": "Things",
            "path": f"{path}crm/Things",
            "fields": [
                key,
                {"name": "Name", "edm_type": "Edm.String"},
                {"name": "Size", "edm_type": "Edm.Double"},
                {"name": "Doubtful", "edm_type": "Edm.Double"},
            ],
        },
        {
            **plain,
            "resource": "Things",
            "path": f"{path}bulk/CRM/Things",
            "service": "bulk/CRM",
            "kind": "bulk",
            "select_required": True,
            "page_size": 1000,
            "fields": [
                key,
                {"name": "Name", "edm_type": "Edm.String"},
                {"name": "Size", "edm_type": "Edm.String"},
                {"name": "Doubtful", "edm_type": "Edm.Double"},
            ],
        },
    ]


TRUSTED = Routes(bulk={"bulk/CRM/Things": {"of": "crm.Things", "trusted": True, "differs": ["Doubtful"]}})


def test_same_facts_give_the_same_bytes() -> None:
    tagger = Tagger(TABLE, system="exact")
    once = build(small_facts(), tagger, TRUSTED, {})
    assert build(small_facts(), tagger, TRUSTED, json.loads(once["names.json"])) == once
    assert build(list(reversed(small_facts())), tagger, TRUSTED, {}) == once


def test_committed_files_are_laid_out_as_the_builder_would() -> None:
    for entry in PACKAGE.joinpath("catalogue").iterdir():
        text = entry.read_text("utf-8")
        assert layout(json.loads(text)) == text, entry.name


def test_pinned_name_is_kept() -> None:
    pinned = {"/api/v1/{division}/crm/People": {"module": "crm", "collection": "Persons", "record": "Person"}}
    built = json.loads(build(small_facts(), Tagger(TABLE, system="exact"), TRUSTED, pinned)["crm.json"])
    assert built["entities"]["Persons"]["record"] == "Person"
    assert built["entities"]["Persons"]["wire"] == "People"


def test_route_lacks_what_is_absent_what_has_another_type_and_what_we_doubt() -> None:
    built = json.loads(build(small_facts(), Tagger(TABLE, system="exact"), TRUSTED, {})["crm.json"])
    route = built["entities"]["Things"]["routes"]["bulk"]
    assert route["missing"] == ["Size", "Doubtful"]
    assert route["extra"] == {"Size": {"type": "string"}}


def test_route_that_is_not_trusted_lacks_everything() -> None:
    doubted = Routes(bulk={"bulk/CRM/Things": {"of": "crm.Things", "trusted": False}})
    built = json.loads(build(small_facts(), Tagger(TABLE, system="exact"), doubted, {})["crm.json"])
    assert built["entities"]["Things"]["routes"]["bulk"]["missing"] == ["ID", "Name", "Size", "Doubtful"]


def test_bulk_path_that_the_table_forgot_is_refused() -> None:
    with pytest.raises(SystemExit, match="says nothing about"):
        build(small_facts(), Tagger(TABLE, system="exact"), Routes(), {})
