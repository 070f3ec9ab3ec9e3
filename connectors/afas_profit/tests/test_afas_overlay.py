from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec, TypeSpec
from nlconnect.model.privacy import TagStatus, categories

PACKAGE = Path(__file__).parents[1] / "nlconnect_afas"
AFAS = Catalogue("nlconnect_afas", root=PACKAGE)

WRITTEN_BY_PEOPLE = """
    FbDirectInvoice FbItemArticle FbPurch FbSales FiEntries HrAbsBalance HrAbsCorrection HrAbsence HrAbsenceID
    HrAbsenceInSite HrIllness HrIllnessGUID HrIllnessInSite HrIllnessProgressInSite HrWellnessInSite KnAccount KnContact
    KnEmployee KnEmployeeGUID KnOrganisation KnPerson KnPurchaseRelationOrg KnPurchaseRelationPer KnSalesRelationOrg
    KnSalesRelationPer KnSubject KnUser PtProject PtRealization PtRealizationWeek
""".split()

SAMPLES = [
    line.split()
    for line in """
    AfasAgencyFiscus.Cons               user.demographic.religious_belief                5
    AfasAgencyGroupS.CWH                user.health_and_medical.disability               5
    AfasContract.DaBe                   user.workplace.employment                        3
    AfasContract.DvbAbId                user.health_and_medical.absence                  5
    AfasContract.DvbRrRe                user.government_id.national_identification_number 5
    AfasContract.ViRe                   user.workplace.employment                        4
    AfasOrgunitFunction.DpId            user.workplace                                   2
    AfasOrgunitFunction.SoSe            user.workplace.employment                        3
    AfasSalary.EmSa                     user.financial.income                            4
    AfasTimeTable.PhMo                  user.workplace.leave                             4
    FbSales.DbId                        user.unique_id                                   1
    FbSales.Re                          user.content.free_text                           4
    FbSales.RfCs                        user.content.free_text                           3
    FbSalesLines.Ds                     user.content.free_text                           3
    FbSalesLines.Upri                   none                                             0
    FiEntriesFiEntries.AmDe             none                                             0
    FiEntriesFiEntries.BankAccount      user.financial.bank_account                      4
    HrAbsence.ViAt                      user.workplace.leave                             4
    HrAbsIllnessProgress.Re             user.health_and_medical.absence_cause            5
    HrAbsIllnessProgress.PsPc           user.health_and_medical.absence                  5
    HrIllness.EmId                      user.health_and_medical.absence                  5
    HrIllness.ViIr                      user.health_and_medical.absence_cause            5
    KnAccount.AcNr                      none                                             0
    KnBankAccount.Iban                  user.financial.bank_account                      4
    KnPerson.SoSe                       user.government_id.national_identification_number 5
    KnSalesRelationOrg.Krli             user.financial.debt                              4
    KnSalesRelationOrg.Pwrd             user.authorization.password                      5
    KnSubject.SbTx                      user.content.free_text                           4
    Profit_Accounts.Account             none                                             0
    Profit_Creditor.Btw-nummer          user.government_id.vat_number                    4
    Profit_Debtor.CreditLimit           user.financial.debt                              4
    Profit_Debtor.DebtorName            user.name                                        2
    Profit_Debtor.IBAN                  user.financial.bank_account                      4
    Profit_Debtor_Invoices.Description  user.content.free_text                           3
    Profit_Employees.BSN                user.government_id.national_identification_number 5
    Profit_Employees.FTE                user.workplace.employment                        3
    Profit_Illness.EmployeeId           user.health_and_medical.absence                  5
    Profit_Illness.ReasonDesc           user.health_and_medical.absence_cause            5
    Profit_LeaveBalance.Balance         user.workplace.leave                             3
    Profit_Leaves.BSN                   user.government_id.national_identification_number 5
    Profit_Leaves.LeaveDescr            user.workplace.leave                             4
    Profit_OrgPer.BSN                   user.government_id.national_identification_number 5
    Profit_Projects.Description         none                                             0
    Profit_Realization.QuantityUnit     user.workplace.hours                             2
    Profit_SubjectTypes.SubjectText     none                                             0
    Profit_Subject_Attachments.file_id  user.content.private.attachment                  4
    Profit_Transactions.AmtDebit        none                                             0
    PtRealization.Qu                    user.workplace.hours                             2
    PtRealization.LeId                  user.health_and_medical.absence                  5
    T4E_HelloID_Users_v2.UPN            user.account.username                            2
""".split("\n")[1:-1]
]


def overlays() -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    for path in sorted((PACKAGE / "overlay").glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))


def spec_of(name: str) -> EntitySpec | TypeSpec:
    return AFAS.types[name] if name in AFAS.types else AFAS.entity(name)


def within(fields: Iterable[FieldSpec]) -> Iterator[FieldSpec]:
    """The fields and those of every object among them, however deep."""
    for part in fields:
        if part.of is None:
            yield part
        else:
            yield from within(AFAS.types[part.of].fields)


@pytest.mark.parametrize("name", [spec.name for spec in AFAS.entities() if spec.kind == "view"])
def test_every_column_of_every_view_was_read_by_a_person(name: str) -> None:
    spec = AFAS.entity(name)
    assert spec.reviewed
    assert spec.title_nl
    assert [part.wire for part in spec.fields if part.tag.status is not TagStatus.REVIEWED] == []


@pytest.mark.parametrize("name", WRITTEN_BY_PEOPLE)
def test_every_field_of_a_document_people_write_was_read_by_a_person(name: str) -> None:
    spec = AFAS.entity(name)
    assert spec.reviewed
    assert [part.wire for part in within(spec.fields) if part.tag.status is not TagStatus.REVIEWED] == []


@pytest.mark.parametrize(("field", "category", "level"), SAMPLES, ids=[sample[0] for sample in SAMPLES])
def test_a_field_carries_the_category_and_level_that_were_chosen_for_it(field: str, category: str, level: str) -> None:
    entity, _, wire = field.partition(".")
    tag = next(part.tag for part in spec_of(entity).fields if part.wire == wire)
    assert (tag.category or "none", tag.level) == (category, int(level))
    assert tag.status is TagStatus.REVIEWED


@pytest.mark.parametrize("name", ["Profit_Debtor_Invoices", "Profit_Creditor_Invoices", "Profit_Transactions"])
def test_own_use_can_read_who_owes_what_and_since_when(name: str) -> None:
    assert [part.wire for part in AFAS.entity(name).fields if part.tag.effective_level > 3] == []


def test_own_use_does_not_learn_who_was_ill() -> None:
    shown = [part.wire for part in AFAS.entity("Profit_Illness").fields if part.tag.effective_level <= 3]
    assert shown == []
    for name in ("HrIllness", "HrIllnessGUID", "HrIllnessInSite", "HrIllnessProgressInSite", "HrWellnessInSite"):
        shown = [part.wire for part in within(AFAS.entity(name).fields) if part.tag.effective_level <= 3]
        assert set(shown) <= {"ProfileId", *ADDRESS}, name


ADDRESS = {"PbAd", "StAd", "Ad", "HmNr", "HmAd", "ZpCd", "CoId", "Rs", "AdAd", "PcCo"}
"""Where an ill worker is nursed, and for whom they work: personal, and hidden with the object they stand in."""


def test_everything_about_illness_is_marked_as_health_data() -> None:
    known = categories()
    for part in AFAS.entity("Profit_Illness").fields:
        assert part.tag.category is not None
        category = known[part.tag.category]
        assert category.art9 == "health" or category.national_id, part.wire


def test_no_field_that_may_hold_a_citizen_number_is_below_level_five() -> None:
    known: list[EntitySpec | TypeSpec] = [*AFAS.entities(), *AFAS.types.values()]
    for spec in known:
        for part in spec.fields:
            if part.wire == "BSN" or (part.label_nl or "").upper() in ("BSN", "BURGERSERVICENUMMER"):
                assert part.tag.level == 5, f"{spec.name}.{part.wire}"


def test_the_overlays_name_only_what_is_there() -> None:
    for module, tables in overlays():
        known = AFAS.types if module == "types" else AFAS.module(module)
        assert set(tables) <= set(known), module
        for name in tables:
            assert known[name].fields, name


def test_dutch_headers_of_one_view_differ() -> None:
    for spec in AFAS.entities():
        labels = [part.label_nl for part in spec.fields if part.label_nl and spec.kind == "view"]
        assert [label for label in labels if labels.count(label) > 1] == [], spec.name


def test_calendar_dates_of_views_are_marked_and_moments_are_not() -> None:
    for module, tables in overlays():
        if module == "types":
            continue
        facts = json.loads((PACKAGE / "catalogue" / f"{module}.json").read_text("utf-8"))["entities"]
        for name, overlay in tables.items():
            for wire in overlay.get("dates", ()):  # type: ignore[attr-defined]
                mended = overlay.get("types", {}).get(wire)  # type: ignore[attr-defined]
                assert "datetime" in (facts[name]["fields"][wire]["type"], mended), f"{name}.{wire}"
                assert wire not in ("CreateDate", "ModifiedDate", "Created", "Modified"), name
