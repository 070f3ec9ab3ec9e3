"""The overlays of Exact Online: what a person read, and that it fits the generated facts."""

from __future__ import annotations

import json
import keyword
import re
import tomllib
from pathlib import Path

import pytest

from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec
from nlconnect.model.privacy import TagStatus

PACKAGE = Path(__file__).parents[2] / "connectors" / "exact_online" / "nlconnect_exact"
EXACT = Catalogue("nlconnect_exact", root=PACKAGE)

SALES_AND_RELATIONS = """
    cashflow.Banks cashflow.DirectDebitMandates cashflow.PaymentConditions cashflow.Payments cashflow.Receivables
    crm.Accounts crm.Addresses crm.BankAccounts crm.Contacts crm.QuotationLines crm.Quotations
    inventory.ItemWarehouses
    logistics.ItemGroups logistics.Items logistics.SalesItemPrices
    read_financial.AgingPayablesList read_financial.AgingReceivablesList read_financial.OutstandingInvoicesOverview
    read_financial.PayablesList read_financial.ProfitLossOverview read_financial.ReceivablesList
    read_financial.RevenueList
    salesentry.SalesEntries salesentry.SalesEntryLines
    salesinvoice.SalesInvoiceLines salesinvoice.SalesInvoices
    salesorder.GoodsDeliveries salesorder.GoodsDeliveryLines salesorder.SalesOrderLines salesorder.SalesOrders
    subscription.SubscriptionLines subscription.Subscriptions
    system.Divisions system.Me system.Users
    users.Users
""".split()

SALES_AND_RELATIONS_TAGS = """
    cashflow.DirectDebitMandates.Attachment      user.content.private.attachment                  4
    cashflow.DirectDebitMandates.BankAccount     user.unique_id                                   1
    cashflow.PaymentConditions.Description       none                                             0
    cashflow.Payments.PaymentReference           user.government_id.tax_number                    4
    cashflow.Receivables.AccountBankAccountNumber user.financial.bank_account                     4
    cashflow.Receivables.AccountName             user.name                                        2
    cashflow.Receivables.AmountDC                none                                             0
    cashflow.Receivables.Description             user.content.free_text                           3
    cashflow.Receivables.DueDate                 none                                             0
    cashflow.Receivables.InvoiceNumber           none                                             0
    crm.Accounts.BSN                             user.government_id.national_identification_number 5
    crm.Accounts.ChamberOfCommerce               user.government_id.trade_register_number         1
    crm.Accounts.Code                            user.unique_id                                   1
    crm.Accounts.CreditLineSales                 user.financial.debt                              4
    crm.Accounts.EORINumber                      user.government_id.tax_number                    4
    crm.Accounts.Email                           user.contact.email                               2
    crm.Accounts.GLAR                            none                                             0
    crm.Accounts.Name                            user.name                                        2
    crm.Accounts.Postcode                        user.contact.address.postal_code                 3
    crm.Accounts.VATNumber                       user.government_id.vat_number                    4
    crm.Addresses.FreeDateField_01               user.content.free_text                           4
    crm.Addresses.FreeTextField_01               user.content.free_text                           4
    crm.BankAccounts.BICCode                     none                                             0
    crm.BankAccounts.IBAN                        user.financial.bank_account                      4
    crm.Contacts.BirthDate                       user.demographic.date_of_birth                   3
    crm.Contacts.SocialSecurityNumber            user.government_id.national_identification_number 5
    crm.Quotations.OrderAccountContactFullName   user.name                                        2
    crm.Quotations.Remarks                       user.content.free_text                           4
    logistics.Items.Description                  none                                             0
    logistics.Items.PictureUrl                   none                                             0
    logistics.SalesItemPrices.Employee           user.unique_id                                   1
    read_financial.AgingReceivablesList.AgeGroup1Amount none                                      0
    read_financial.ReceivablesList.AccountName   user.name                                        2
    read_financial.ReceivablesList.Notes         user.content.free_text                           4
    read_financial.ReceivablesList.YourRef       user.content.free_text                           3
    salesentry.SalesEntries.CreatorFullName      user.name                                        2
    salesentry.SalesEntries.CustomerName         user.name                                        2
    salesinvoice.SalesInvoiceLines.EmployeeFullName user.name                                     2
    salesinvoice.SalesInvoiceLines.ItemDescription none                                           0
    salesinvoice.SalesInvoices.DocumentSubject   user.content.private.subject_line                3
    salesinvoice.SalesInvoices.InvoiceID         none                                             0
    salesinvoice.SalesInvoices.OrderedBy         user.unique_id                                   1
    salesorder.SalesOrders.DeliveryAddress       user.unique_id                                   1
    subscription.Subscriptions.OrderedByName     user.name                                        2
    system.Divisions.Code                        none                                             0
    system.Divisions.Description                 user.name                                        2
    system.Divisions.OBNumber                    user.government_id.tax_number                    4
    system.Me.Nationality                        user.demographic.nationality                     3
    users.Users.LastLogin                        user.behavior.sign_in                            3
""".split("\n")[1:-1]

LEDGER_PROJECTS_AND_STAFF = """
    budget.Budgets
    documents.DocumentAttachments documents.DocumentCategories documents.DocumentFolders documents.DocumentTypes
    documents.Documents
    financial.DeductibilityPercentages financial.ExchangeRates financial.FinancialPeriods
    financial.GLAccountClassificationMappings financial.GLAccounts financial.GLClassifications financial.GLSchemes
    financial.Journals financial.ReportingBalance
    financialtransaction.BankEntries financialtransaction.BankEntryLines financialtransaction.CashEntries
    financialtransaction.CashEntryLines financialtransaction.TransactionLines financialtransaction.Transactions
    general.Currencies
    generaljournalentry.GeneralJournalEntries generaljournalentry.GeneralJournalEntryLines
    hrm.AbsenceRegistrationTransactions hrm.AbsenceRegistrations hrm.Costcenters hrm.Costunits hrm.Departments
    hrm.Divisions hrm.JobGroups hrm.JobTitles hrm.LeaveAbsenceHoursByDay hrm.LeaveBuildUpRegistrations
    hrm.LeaveRegistrations
    payroll.ActiveEmployments payroll.Employees payroll.EmploymentContractFlexPhases payroll.EmploymentContracts
    payroll.EmploymentEndReasons payroll.EmploymentOrganizations payroll.EmploymentSalaries payroll.Employments
    project.CostTransactions project.ProjectHourBudgets project.Projects project.TimeTransactions
    purchase.PurchaseInvoiceLines purchase.PurchaseInvoices
    purchaseentry.PurchaseEntries purchaseentry.PurchaseEntryLines
    purchaseorder.PurchaseOrderLines purchaseorder.PurchaseOrders
    read_project.CostTypes read_project.HourCostTypes read_project.HourTypes
    read_sync.SyncTimestamp
    sync.Deleted sync.EmployeeBankAccounts sync.EmploymentCLAs sync.ProjectWBS sync.TimeCostTransactions
    vat.VATCodes vat.VatPercentages
""".split()

LEDGER_PROJECTS_AND_STAFF_TAGS = """
    documents.DocumentAttachments.Attachment     user.content.private.attachment                  4
    documents.DocumentAttachments.FileName       user.content.private.subject_line                3
    documents.DocumentAttachments.Url            none                                             0
    documents.Documents.Body                     user.content.private                             4
    documents.Documents.Subject                  user.content.private.subject_line                3
    financial.GLAccounts.Code                    none                                             0
    financial.GLAccounts.CreatorFullName         user.name                                        2
    financial.Journals.BankAccountIBAN           user.financial.bank_account                      4
    financial.Journals.Description               none                                             0
    financial.ReportingBalance.Amount            none                                             0
    financialtransaction.BankEntryLines.Description user.content.free_text                        3
    financialtransaction.TransactionLines.Account user.unique_id                                  1
    financialtransaction.TransactionLines.AccountName user.name                                   2
    financialtransaction.TransactionLines.AmountDC none                                           0
    financialtransaction.TransactionLines.Description user.content.free_text                      3
    financialtransaction.TransactionLines.GLAccountCode none                                      0
    financialtransaction.TransactionLines.ID     none                                             0
    financialtransaction.TransactionLines.Notes  user.content.free_text                           4
    financialtransaction.TransactionLines.PaymentReference user.government_id.tax_number          4
    generaljournalentry.GeneralJournalEntryLines.Description user.content.free_text               3
    hrm.AbsenceRegistrationTransactions.Notes    user.health_and_medical.absence_cause            5
    hrm.AbsenceRegistrationTransactions.PercentageDisablement user.health_and_medical.disability  5
    hrm.AbsenceRegistrations.CreatorFullName     user.health_and_medical.absence                  5
    hrm.AbsenceRegistrations.EmployeeFullName    user.health_and_medical.absence                  5
    hrm.AbsenceRegistrations.KindDescription     user.health_and_medical.absence_cause            5
    hrm.Costcenters.Description                  none                                             0
    hrm.Divisions.OBNumber                       user.government_id.tax_number                    4
    hrm.LeaveAbsenceHoursByDay.EmployeeHID       user.health_and_medical.absence                  5
    hrm.LeaveRegistrations.LeaveTypeDescription  user.workplace.leave                             4
    hrm.LeaveRegistrations.StartDate             user.workplace.leave                             3
    payroll.ActiveEmployments.HourlyWage         user.financial.income                            4
    payroll.Employees.CASONumber                 user.unique_id                                   4
    payroll.Employees.Code                       user.workplace.employee_number                   2
    payroll.Employees.SocialSecurityNumber       user.government_id.national_identification_number 5
    payroll.EmploymentContracts.ProbationEndDate user.workplace.employment                        3
    payroll.EmploymentOrganizations.CostCenter   user.workplace                                   2
    payroll.EmploymentOrganizations.JobTitleDescription user.job_title                            1
    payroll.EmploymentSalaries.ParttimeAmount    user.financial.income                            4
    payroll.Employments.ReasonEndDescription     user.workplace.employment                        4
    project.CostTransactions.AmountFC            user.financial.transaction                       2
    project.Projects.Description                 none                                             0
    project.Projects.ManagerFullname             user.name                                        2
    project.TimeTransactions.AmountFC            user.workplace.hours                             2
    project.TimeTransactions.ItemDescription     user.workplace.hours                             2
    project.TimeTransactions.Notes               user.content.free_text                           4
    project.TimeTransactions.Quantity            user.workplace.hours                             2
    purchaseentry.PurchaseEntries.SupplierName   user.name                                        2
    purchaseorder.PurchaseOrders.SupplierContactPersonFullName user.name                          2
    read_project.HourTypes.ItemDescription       none                                             0
    sync.Deleted.EntityKey                       user.unique_id                                   1
    sync.EmployeeBankAccounts.Number             user.financial.bank_account                      4
    vat.VATCodes.AccountName                     none                                             0
""".split("\n")[1:-1]

REVIEWED = SALES_AND_RELATIONS + LEDGER_PROJECTS_AND_STAFF
SAMPLES = [line.split() for line in SALES_AND_RELATIONS_TAGS + LEDGER_PROJECTS_AND_STAFF_TAGS]


def overlays() -> list[Path]:
    return sorted((PACKAGE / "overlay").glob("*.toml"))


def overlaid() -> list[EntitySpec]:
    return [spec for spec in EXACT.entities() if spec.reviewed]


def enumerated() -> list[tuple[EntitySpec, FieldSpec]]:
    return [(spec, part) for spec in EXACT.entities() for part in spec.fields if part.enum is not None]


@pytest.mark.parametrize("name", REVIEWED)
def test_every_field_of_an_entity_people_use_was_read_by_a_person(name: str) -> None:
    spec = EXACT.entity(name)
    assert spec.reviewed
    assert spec.title_nl
    assert [part.wire for part in spec.fields if part.tag.status is not TagStatus.REVIEWED] == []


@pytest.mark.parametrize(("field", "category", "level"), SAMPLES, ids=[sample[0] for sample in SAMPLES])
def test_a_field_carries_the_category_and_level_that_were_chosen_for_it(field: str, category: str, level: str) -> None:
    entity, _, wire = field.rpartition(".")
    tag = EXACT.entity(entity).by_wire[wire].tag
    assert (tag.category or "none", tag.level) == (category, int(level))


@pytest.mark.parametrize("name", ["ReceivablesList", "AgingReceivablesList", "Receivables", "PayablesList", "Payments"])
def test_own_use_can_read_who_owes_what_and_since_when(name: str) -> None:
    spec = EXACT.entity(name)
    needed = [
        part
        for part in spec.fields
        if part.wire in {"AccountCode", "AccountName", "DueDate", "InvoiceNumber", "Description"}
        or part.type == "decimal"
    ]
    assert len(needed) >= 5
    assert [part.wire for part in needed if part.tag.effective_level > 3] == []


@pytest.mark.parametrize(
    "name", ["TransactionLines", "BankEntryLines", "PurchaseEntryLines", "GeneralJournalEntryLines"]
)
def test_own_use_can_read_a_ledger(name: str) -> None:
    spec = EXACT.entity(name)
    hidden = {part.wire for part in spec.fields if part.tag.effective_level > 3}
    assert hidden <= {"Notes", "CustomField", "PaymentReference"}


def test_own_use_does_not_learn_who_was_ill_or_what_anybody_earns() -> None:
    for name in ("AbsenceRegistrations", "AbsenceRegistrationTransactions", "LeaveAbsenceHoursByDay"):
        shown = {part.wire for part in EXACT.entity(name).fields if part.tag.effective_level <= 3}
        keys = {"ID", "AbsenceRegistration", "ExternalIDInt"}
        assert shown <= keys | {"Created", "Division", "Modified"}, name
    salaries = EXACT.entity("EmploymentSalaries")
    assert [part.wire for part in salaries.fields if part.type == "decimal" and part.tag.level == 0] == []
    assert all(
        salaries.by_wire[wire].tag.level == 4 for wire in ("FulltimeAmount", "HourlyWage", "InternalRate", "Scale")
    )


def test_names_of_enumerations_are_unique_and_no_record_is_called_so() -> None:
    names = [part.enum.name for _, part in enumerated() if part.enum is not None]
    assert [name for name in names if names.count(name) > 1] == []
    assert [name for name in names if name in EXACT.records] == []


def test_members_of_an_enumeration_are_names_with_values_of_the_type_of_the_field() -> None:
    for spec, part in enumerated():
        assert part.enum is not None
        where = f"{spec.qualified_name}.{part.wire}"
        values = list(part.enum.values.values())
        assert len(set(values)) == len(values), where
        assert {type(value) for value in values} == {str if part.type == "string" else int}, where
        for member in part.enum.values:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", member), where
            assert not keyword.iskeyword(member), where


def test_a_link_leads_to_an_entity_that_exists_and_back_by_a_field_it_has() -> None:
    for spec in EXACT.entities():
        for part in spec.fields:
            if part.link is None:
                continue
            where = f"{spec.qualified_name}.{part.wire}"
            target = EXACT.module(part.link.module).get(part.link.collection)
            assert target is not None, where
            if part.type == "collection":
                assert part.link.by in target.by_wire, where
            else:
                assert part.link.by is None, where
                assert [target.by_wire[key].type for key in target.key] == [part.type], where


def test_the_overlays_name_only_fields_that_the_service_has() -> None:
    for path in overlays():
        for name, overlay in tomllib.loads(path.read_text("utf-8")).items():
            known = set(EXACT.module(path.stem)[name].by_wire)
            for table in ("dates", "rename", "padded", "enums", "links", "tags", "labels_nl"):
                assert set(overlay.get(table, ())) <= known, f"{path.stem}.{name}.{table}"


def test_calendar_dates_come_as_dates_and_padded_codes_as_strings() -> None:
    for path in overlays():
        facts = json.loads((PACKAGE / "catalogue" / f"{path.stem}.json").read_text("utf-8"))["entities"]
        for name, overlay in tomllib.loads(path.read_text("utf-8")).items():
            types = {wire: fact["type"] for wire, fact in facts[name]["fields"].items()}
            where = f"{path.stem}.{name}"
            assert {types[wire] for wire in overlay.get("dates", ())} <= {"datetime"}, where
            assert {types[wire] for wire in overlay.get("padded", ())} <= {"string"}, where
            assert {"Created", "Modified"}.isdisjoint(overlay.get("dates", ())), where


def test_dutch_headers_of_one_table_differ() -> None:
    for spec in overlaid():
        labels = [part.label_nl for part in spec.fields if part.label_nl]
        assert [label for label in labels if labels.count(label) > 1] == [], spec.qualified_name


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("Divisions", "system"),
        ("Documents", "documents"),
        ("Receivables", "cashflow"),
        ("TimeTransactions", "project"),
        ("Users", "users"),
    ],
)
def test_a_bare_name_means_the_entity_people_expect(name: str, module: str) -> None:
    assert EXACT.entity(name).module == module
