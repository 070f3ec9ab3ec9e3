from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from build_afas_catalogue import build
from tagging import Tagger

from nlconnect.model.catalogue import Catalogue
from nlconnect.model.privacy import TagStatus, categories

PACKAGE = Path(__file__).parents[1] / "nlconnect_afas"
AFAS = Catalogue("nlconnect_afas", root=PACKAGE)
VIEWS = [spec for spec in AFAS.entities() if spec.kind == "view"]
UPDATES = [spec for spec in AFAS.entities() if spec.kind == "update"]
FUNCTIONS = [spec for spec in AFAS.entities() if spec.kind == "function"]


def facts() -> Iterator[tuple[str, dict[str, Any]]]:
    """The committed facts of each connector and each object, without the overlay."""
    for module in AFAS.modules:
        content = json.loads(PACKAGE.joinpath("catalogue", f"{module}.json").read_text("utf-8"))
        assert content["module"] == module
        yield from content["entities"].items()
    yield from json.loads(PACKAGE.joinpath("catalogue", "types.json").read_text("utf-8"))["types"].items()


FACTS = dict(facts())
PINNED = json.loads(PACKAGE.joinpath("catalogue", "names.json").read_text("utf-8"))


def fields_in(name: str) -> int:
    """The fields of an update connector and of every object inside it, however deep."""
    fields = FACTS[name]["fields"].values()
    own = sum("of" not in field and not field.get("only_in") for field in fields)
    return own + sum(fields_in(field["of"]) for field in fields if "of" in field)


def test_no_connector_and_no_field_of_the_reference_is_lost() -> None:
    assert (len(VIEWS), len(UPDATES)) == (92, 171)
    assert sum(len(spec.fields) for spec in VIEWS) == 1005
    guid = fields_in("KnEmployeeGUID")
    assert guid == fields_in("KnEmployee")
    assert sum(fields_in(spec.name) for spec in UPDATES) - guid == 9468


def test_no_object_inside_a_document_is_lost() -> None:
    def objects_in(name: str) -> int:
        inner = [field["of"] for field in FACTS[name]["fields"].values() if "of" in field]
        return len(inner) + sum(map(objects_in, inner))

    assert sum(objects_in(spec.name) for spec in UPDATES if spec.name != "KnEmployeeGUID") == 331
    assert len([path for path in PINNED if path.startswith("KnEmployeeGUID/")]) == 42


def test_documents_nest_as_deep_as_the_vendor_does() -> None:
    def depth(name: str) -> int:
        inner = [field["of"] for field in FACTS[name]["fields"].values() if "of" in field]
        return 1 + max(map(depth, inner), default=0)

    assert max(depth(spec.name) for spec in UPDATES) == 5
    sales = FACTS["FbSales"]["fields"]["FbSalesLines"]
    assert sales == {"type": "object", "of": "FbSalesLines", "many": True, "tag": ["none", 0, "reviewed"]}


def test_every_view_is_read_in_an_order_that_stays() -> None:
    for spec in VIEWS:
        assert spec.demands == {"order"}, spec.name
        assert spec.methods == {"GET"}, spec.name
        order = spec.key or spec.order
        assert order, spec.name
        assert set(order) <= set(spec.by_wire), spec.name


def test_path_is_the_name_of_the_connector_and_body_may_have_another_root() -> None:
    assert AFAS.entity("Profit_Debtor").path == "/connectors/Profit_Debtor"
    roots = {spec.name: spec.document.root for spec in UPDATES if spec.document and spec.document.root != spec.name}
    assert roots["KnEmployee"] == "AfasEmployee"
    assert roots["FiEntries"] == "FiEntryPar"
    assert roots["HrOnboarding"] == "AfasPerson"
    assert all(spec.document is not None for spec in UPDATES)


def test_key_is_what_addresses_a_record() -> None:
    assert AFAS.entity("FbSales").key == ("OrNu",)
    assert AFAS.entity("KnSubject").key == ("SbId",)
    assert AFAS.entity("HrIllnessGUID").key == ("GUID",)
    assert AFAS.entity("KnEmployeeGUID").key == ("GUID",)
    assert AFAS.entity("HrEmpPaySlip").key == ()
    for spec in UPDATES:
        assert set(spec.key) <= set(spec.by_wire), spec.name
        assert spec.key or not spec.methods & {"PUT", "DELETE"} or spec.name in KEYLESS, spec.name


KEYLESS = {"FbUpdateActemiumDeliveryNote", "HrEmpAdrMutInsite"}
"""Of these the vendor does not say what a change is addressed by."""


def test_hundred_connectors_delete_and_say_where() -> None:
    deleting = [spec for spec in UPDATES if spec.document and spec.document.delete_path]
    assert len(deleting) == 100
    assert {spec.name for spec in deleting} == {spec.name for spec in UPDATES if "DELETE" in spec.methods}
    order = AFAS.entity("FbSales").document
    assert order is not None
    assert order.delete_path == "/connectors/FbSales/FbSales/@OrNu/{OrNu}"
    assert order.delete_key == ("OrNu",)


def test_journal_entry_is_deleted_inside_its_administration_and_journal() -> None:
    entry = AFAS.entity("FiEntries").document
    assert entry is not None
    assert entry.delete_path == "/connectors/FiEntries/FiEntryPar/@UnId,@JoCo/{UnId},{JoCo}/FiEntries/@EnNo/{EnNo}"


def test_answers_come_in_the_shapes_that_the_vendor_uses() -> None:
    documents = {spec.name: spec.document for spec in UPDATES if spec.document}
    shapes = {name: document.answer_shape for name, document in documents.items()}
    assert [shapes["KnSubject"], shapes["HrIllnessInSite"], shapes["KnCustomK01"]] == ["results", "bare", "list"]
    assert documents["KnSubject"].answers == {"KnSubject": ("SbId",)}
    assert sum(bool(document.answers) for document in documents.values()) == 70


def test_lines_of_an_employee_are_addressed_by_date_or_by_guid() -> None:
    by_date, by_guid = AFAS.entity("KnEmployee").document, AFAS.entity("KnEmployeeGUID").document
    assert by_date is not None
    assert by_guid is not None
    assert by_date.attributes["AfasContract"] == ("DaBe",)
    assert by_date.attributes["AfasBankInfo"] == ("AcId", "NoBk")
    assert by_guid.attributes == {"*": ("GUID",)}
    assert by_date.derived
    assert FACTS["AfasContract"]["fields"]["GUID"]["only_in"] == ["KnEmployeeGUID"]


def test_what_is_required_is_kept_by_path_for_insert_and_for_update() -> None:
    person = AFAS.entity("KnPerson").document
    assert person is not None
    assert person.required["KnPerson/KnBankAccount"] == ("CoId",)
    assert person.required_on_update["KnPerson"] == ("BcId",)
    contact = AFAS.entity("KnContact").document
    assert contact is not None
    assert contact.required == {}
    assert contact.required_on_update["KnContact"] == ("CdId",)


def test_codes_with_meanings_are_enumerations_and_the_rest_are_lists() -> None:
    item_type = AFAS.entity("FbItemCodeWarehouse").field("va_it").enum
    assert item_type is not None
    assert item_type.values["werksoort"] == "1"
    assert FACTS["FbFreeOrder"]["fields"]["VaOt"]["codes"][0] == "01"
    named = [part for spec in UPDATES for part in spec.fields if part.enum]
    assert all(part.enum and part.enum.shared and part.type == "string" for part in named)


def test_enumerations_have_readable_unique_members() -> None:
    taken = {name for spec in AFAS.entities() for name in (spec.name, spec.record)}
    taken |= {spec.name for spec in AFAS.types.values()}
    for name, enumeration in AFAS.enums.items():
        assert name not in taken
        assert name.isidentifier()
        for member in enumeration.values:
            assert member.isidentifier(), name
            assert member == member.lower(), name
            assert not hasattr(str, member), name


def test_names_are_the_vendors_own_and_unique() -> None:
    names = [name for spec in AFAS.entities() for name in (spec.name, spec.record)]
    names += [spec.name for spec in AFAS.types.values()]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)
    for spec in AFAS.entities():
        assert spec.name == spec.wire
        assert spec.kind == "function" or spec.record == f"{spec.wire}Row"
        assert len(spec.by_name) == len(spec.fields), spec.name
        assert all(name.isidentifier() and not name.startswith("_") for name in spec.by_name), spec.name
    for kind in AFAS.types.values():
        assert len(kind.by_name) == len(kind.fields), kind.name


def test_pinned_names_list_every_connector_and_every_place_of_an_object() -> None:
    entities = {pin["collection"]: pin for path, pin in PINNED.items() if path.startswith("/")}
    assert set(entities) == {spec.name for spec in (*VIEWS, *UPDATES)}
    assert all(AFAS.homes(name) == (pin["module"],) for name, pin in entities.items())
    types = {pin["type"] for path, pin in PINNED.items() if not path.startswith("/")}
    assert types == set(AFAS.types)


def test_what_lies_beside_the_connectors_says_which_parameters_its_address_takes() -> None:
    assert {spec.module for spec in FUNCTIONS} == {"environment", "files"}
    for spec in FUNCTIONS:
        in_path = set(re.findall(r"\{(\w+)\}", spec.path))
        assert in_path == set(spec.parameters) - spec.optional_parameters, spec.name
        assert {field.tag.status for field in spec.fields} == {TagStatus.REVIEWED}, spec.name
    assert all(spec.permission for spec in FUNCTIONS if spec.module == "files")


def test_twins_stand_together_even_where_the_vendor_files_them_apart() -> None:
    assert AFAS.homes("Profit_Debtor") == AFAS.homes("Profit_Creditor") == ("ledger",)


def test_labels_are_in_both_languages_where_the_vendor_gives_both() -> None:
    order = AFAS.entity("FbSales").field("or_da")
    assert (order.label, order.label_nl) == ("Date", "Datum")
    project = AFAS.entity("FbPurRequisition").field("pr_id")
    assert (project.label, project.label_nl) == (None, "Project")


@pytest.mark.parametrize(
    ("entity", "field", "kind"),
    [
        ("Profit_Debtor_Invoices", "ExpDate", "date"),
        ("Profit_Debtor", "ModifiedDate", "datetime"),
        ("Profit_Journals", "JournalType", "string"),
        ("Profit_SEPA_IncassoMachtigingen", "mandateReference", "string"),
        ("T4E_HelloID_Employments_v2", "FTE", "decimal"),
        ("Profit_SalesorderLines", "AmtTotal", "decimal"),
        ("FbSales", "OrDa", "date"),
        ("HrEmpPaySlip", "FileStream", "binary"),
        ("FiCommitment", "UnId", "int"),
    ],
)
def test_field_has_the_type_of_what_comes_over_the_wire(entity: str, field: str, kind: str) -> None:
    assert AFAS.entity(entity).by_wire[field].type == kind


@pytest.mark.parametrize(
    ("entity", "field", "category", "level"),
    [
        ("KnPerson", "SoSe", "user.government_id.national_identification_number", 5),
        ("KnPerson", "DaBi", "user.demographic.date_of_birth", 3),
        ("HrIllness", "DaBe", "user.health_and_medical.absence", 5),
        ("KnOrganisation", "BcCo", "user.unique_id", 1),
        ("HrEmpPaySlip", "FileStream", "user.financial.income", 4),
        ("KnSubject", "U" + "0" * 32, None, None),
    ],
)
def test_well_known_field_carries_the_tag_of_the_table(
    entity: str, field: str, category: str | None, level: int | None
) -> None:
    found = FACTS[entity]["fields"].get(field)
    assert (found["tag"] if found else None) == ([category, level, "reviewed"] if category else None)


def test_every_tag_names_a_known_category_and_no_lower_level() -> None:
    known = categories()
    for name, entity in FACTS.items():
        for wire, field in entity["fields"].items():
            category, level, status = field.get("tag", ["user.content.free_text", 4, "unreviewed"])
            TagStatus(status)
            lowest = 0 if category == "none" else known[category].level
            one_line = (category, level) == ("user.content.free_text", 3)  # a list cannot be read without it
            assert one_line or (level == 0 if category == "none" else level >= lowest), f"{name}.{wire}"


TABLE: dict[str, Any] = {
    "categories": [{"key": "user.name", "level": 2}, {"key": "user.contact.email", "level": 2}],
    "explicit_tags": [
        {"system": "afas", "entity": "KnPerson", "field": "LaNm", "category": "user.name", "level": 2},
    ],
    "wildcard_tags": [],
    "name_patterns": [
        {"pattern": r"\bachternaam\b", "category": "user.name"},
        {"pattern": r"\be mail\b", "category": "user.contact.email"},
    ],
    "entity_defaults": [],
    "reviewed_entities": {"afas": ["KnPerson"]},
}


def address(**more: Any) -> dict[str, Any]:
    return {"multi": 1, "fields": {"Ad": {"t": "string", "l": 60, "d": "Street", "n": "Straat"}, **more}}


def small_facts() -> dict[str, Any]:
    person = {"fields": {"LaNm": {"t": "string", "r": 1, "d": "Last name", "n": "Achternaam"}}}
    common = {"section": "Overige", "methods": ["POST", "PUT"]}
    return {
        "get_connectors": {
            "Profit_People": {
                "section": "Overige",
                "label": "People",
                "fields": {
                    "A": {"t": "string", "d": "Last name"},
                    "B": {"t": "string", "h": "datetime?", "d": "Changed on"},
                    "C": {"d": "Number"},
                },
            }
        },
        "update_connectors": {
            "KnPerson": {
                **common,
                "root": "KnPerson",
                "label": "Persoon",
                "put_diff": {"KnPerson": {"required": ["LaNm"]}},
                "element": {**person, "objects": {"Adr": address()}},
            },
            "KnFirm": {
                **common,
                "root": "KnFirm",
                "label": "Firma",
                "element": {
                    "at_keys": ["Nr"],
                    "fields": {
                        "Nr": {"t": "integer", "d": "Number", "n": "Nummer"},
                        "Qu": {"t": "decimal", "d": "Number", "n": "Aantal"},
                        "Kind": {"t": "string", "v": {"1": "Groot bedrijf", "2": None}},
                        "Mail": {"t": "email", "d": "E-mail"},
                    },
                    "objects": {
                        "Adr": address(),
                        "KnPerson": {"fields": {"Kind": {"t": "string", "v": {"1": "Man"}}}},
                        "Old": {"fields": {}, "objects": {"Adr": address(Da={"t": "date"})}},
                    },
                },
            },
        },
    }


def built(pinned: dict[str, Any] | None = None, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    files = build(facts or small_facts(), Tagger(TABLE, system="afas"), pinned or {})
    return {name: json.loads(text) for name, text in files.items()}


def test_the_same_facts_give_the_same_files() -> None:
    table = Tagger(TABLE, system="afas")
    assert build(small_facts(), table, {}) == build(small_facts(), table, {})


def test_objects_that_are_the_same_share_a_type_and_others_are_named_after_what_they_stand_in() -> None:
    files = built()
    entities = files["other.json"]["entities"]
    assert entities["KnPerson"]["fields"]["Adr"]["of"] == entities["KnFirm"]["fields"]["Adr"]["of"] == "Adr"
    assert entities["KnFirm"]["fields"]["KnPerson"]["of"] == "KnFirmKnPerson"
    assert files["types.json"]["types"]["Old"]["fields"]["Adr"]["of"] == "KnFirmAdr"
    assert entities["KnFirm"]["fields"]["Adr"]["many"]
    assert "many" not in entities["KnFirm"]["fields"]["KnPerson"]


def test_name_once_given_is_kept() -> None:
    pinned = built()["names.json"]
    pinned["KnPerson/Adr"] = pinned["KnFirm/Adr"] = {"type": "Adres"}
    pinned["/connectors/Profit_People"]["module"] = "relations"
    files = built(pinned)
    assert files["other.json"]["entities"]["KnPerson"]["fields"]["Adr"]["of"] == "Adres"
    assert "Profit_People" in files["relations.json"]["entities"]
    assert built(files["names.json"]) == files


def test_dutch_label_of_a_view_is_taken_over_only_where_the_vendor_is_of_one_mind() -> None:
    fields = built()["other.json"]["entities"]["Profit_People"]["fields"]
    assert fields["A"]["label_nl"] == "Achternaam"
    assert "label_nl" not in fields["C"]
    assert fields["A"]["tag"] == ["user.name", 2, "proposed"]
    assert (fields["B"]["type"], fields["B"]["inferred"], fields["C"]["inferred"]) == ("datetime", True, True)


def test_two_sets_of_codes_of_one_name_get_two_enumerations() -> None:
    files = built()
    assert files["types.json"]["enums"] == {
        "Kind": {"name": "Kind", "values": {"groot_bedrijf": "1", "code_2": "2"}},
        "KindCode": {"name": "KindCode", "values": {"man": "1"}},
    }
    assert files["other.json"]["entities"]["KnFirm"]["fields"]["Kind"]["enum"] == "Kind"


def test_tag_comes_from_the_table_else_from_the_dutch_label() -> None:
    entities = built()["other.json"]["entities"]
    assert entities["KnPerson"]["fields"]["LaNm"]["tag"] == ["user.name", 2, "reviewed"]
    assert entities["KnFirm"]["fields"]["Mail"]["tag"] == ["user.contact.email", 2, "proposed"]
    assert "tag" not in entities["KnFirm"]["fields"]["Qu"]


def test_field_and_object_of_one_name_are_refused() -> None:
    facts = small_facts()
    facts["update_connectors"]["KnPerson"]["element"]["fields"]["Adr"] = {"t": "string"}
    with pytest.raises(SystemExit, match="a field and an object Adr"):
        built(facts=facts)
