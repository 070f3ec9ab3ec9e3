"""What is proposed for fields of a customer's own: by names, entity, type and samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlconnect.cli.app import app
from nlconnect.connector import connector, connector_names
from nlconnect.privacy import Knowledge, own_judge
from nlconnect.privacy.words import readings

JUDGE = own_judge()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge({name: connector(name).catalogue for name in connector_names()})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Geb.dat.", ("geboorte datum",)),
        ("TelefoonnrThuis", ("telefoonnr thuis", "telefoon nummer thuis")),
        ("ziekmelding_dd", ("ziekmelding dd", "ziek melding dd")),
        ("Cliëntnr", ("clientnr", "client nummer")),
        ("BSNNummer", ("bsn nummer",)),
        ("", ("",)),
    ],
)
def test_names_become_plain_words(name: str, expected: tuple[str, ...]) -> None:
    assert readings(name) == expected


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("Geboortedatum", "user.demographic.date_of_birth"),
        ("Woonplaats", "user.contact.address.city"),
        ("Telefoonnr privé", "user.contact.phone_number.private"),
        ("Ziekmelding", "user.health_and_medical.absence"),
        ("BSN-nr", "user.government_id.national_identification_number"),
        ("IBAN", "user.financial.bank_account"),
        ("Noodcontact", "user.social.family"),
        ("Lid van vakbond", "user.workplace.trade_union"),
        ("Loonbeslag", "user.financial.debt"),
        ("Reden verzuim", "user.health_and_medical.absence_cause"),
    ],
)
def test_a_dutch_name_says_what_a_column_holds(label: str, category: str) -> None:
    found = JUDGE.propose("U001", entity="Medewerkers", labels=[label])
    assert (found.category, found.personal) == (category, True)


def test_a_name_of_an_item_is_no_name_of_a_person() -> None:
    assert JUDGE.propose("Naam", entity="Artikelen").category is None
    assert JUDGE.propose("Naam", entity="Klanten").category == "user.name"


def test_a_remark_about_a_patient_is_about_an_illness() -> None:
    assert JUDGE.propose("Opmerking", entity="Patienten").art9
    assert not JUDGE.propose("Opmerking", entity="Klanten").art9


def test_what_is_special_by_law_is_heard_in_any_of_the_names() -> None:
    assert JUDGE.propose("BSN", entity="Klanten", labels=["Klantcode"]).national_id


def test_a_type_tells_a_flag_from_a_value() -> None:
    assert JUDGE.propose("E-mail", entity="Klanten", type_="string").personal
    assert not JUDGE.propose("E-mail", entity="Klanten", type_="Boolean").personal


def test_samples_raise_a_level_and_never_lower_it() -> None:
    samples = ["111222333", "123456782", "012345672"]
    assert JUDGE.propose("Code", entity="Artikelen", values=samples).national_id
    assert JUDGE.propose("BSN", entity="Klanten", values=["onbekend", "n.v.t."]).level == 5


def test_what_nobody_knows_stays_unreviewed() -> None:
    assert JUDGE.tag("Kolom_7", entity="Overzicht") is None
    assert JUDGE.propose("Kolom_7", entity="Overzicht").confidence < 0.6


@pytest.mark.parametrize(
    "row",
    [
        {"system": "exact", "entity": "crm.Accounts", "field": "VATNumber"},
        {"system": "Exact Online", "entity": "Account", "field": "vat_number"},
        {"system": "exact", "path": "/api/v1/{division}/crm/Accounts", "field": "VATNumber"},
        {"system": "exact", "path": "crm/Accounts", "field": "VATNumber"},
    ],
)
def test_a_field_that_the_catalogue_knows_has_the_tag_that_it_has_there(
    row: dict[str, str], knowledge: Knowledge
) -> None:
    found = knowledge.propose(row)
    assert (found.category, found.level) == ("user.government_id.vat_number", 4)
    assert found.confidence > 0.9


def test_a_field_inside_another_is_found_by_its_path(knowledge: Knowledge) -> None:
    row = {"system": "graph", "entity": "mail.Messages", "path": "from/emailAddress/address", "field": "address"}
    assert knowledge.propose(row).category == "user.contact.email"


def test_a_code_means_in_a_view_of_a_customer_what_it_means_elsewhere(knowledge: Knowledge) -> None:
    found = knowledge.propose({"system": "afas", "entity": "Onze_medewerkers", "field": "EmId", "label": "Employee"})
    assert found.personal
    assert "other entities" in found.reason


def test_suggest_echoes_each_line_with_what_it_proposes(tmp_path: Path) -> None:
    file = tmp_path / "fields.jsonl"
    row = {"system": "afas", "entity": "Medewerkers", "path": "x", "field": "U1", "label": "BSN", "type": "string"}
    file.write_text("\ufeff" + json.dumps(row) + "\n\n" + json.dumps({"field": "Kleur"}) + "\n", "utf-8")
    said = CliRunner().invoke(app, ["privacy", "suggest", str(file), "--json"])
    first, second = (json.loads(line) for line in said.stdout.splitlines())
    assert said.exit_code == 0
    assert first == {
        **row,
        "personal": True,
        "category": "user.government_id.national_identification_number",
        "level": 5,
        "art9": False,
        "national_id": True,
        "confidence": 0.98,
        "reason": first["reason"],
    }
    assert (second["field"], second["personal"], second["level"]) == ("Kleur", False, 0)


def test_suggest_reads_standard_input_and_keeps_samples_to_itself() -> None:
    line = json.dumps({"field": "x", "label": None, "values": ["NL91ABNA0417164300", None]})
    said = CliRunner().invoke(app, ["privacy", "suggest", "-", "--json"], input=line)
    assert json.loads(said.stdout)["category"] == "user.financial.bank_account"
    assert "0417" not in said.output


@pytest.mark.parametrize("bad", ["no json", "[1]", '"text"', "{"])
def test_suggest_names_the_line_that_is_no_field(bad: str) -> None:
    said = CliRunner().invoke(app, ["privacy", "suggest", "-"], input=f'{{"field": "a"}}\n{bad}\n')
    assert said.exit_code == 2
    assert "line 2 of standard input" in said.output


def test_suggest_says_which_file_is_not_there(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["privacy", "suggest", str(tmp_path / "none.jsonl")])
    assert said.exit_code == 2
    assert "none.jsonl" in said.output
