"""The seeded world as rows of AFAS: one function for each view that has rows. All others answer with none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nlconnect.mock.tables import Listed, Source
from nlconnect_afas.mock.rows import (
    dossiers,
    goods,
    helloid,
    leave,
    ledger,
    lists,
    projects,
    relations,
    sales,
    setup,
    staff,
)
from nlconnect_afas.mock.rows.environment import Environment


@dataclass(frozen=True, slots=True)
class Rows:
    """How the rows of a view are made, and the columns they rise by, which tell them apart.

    Short lists are sorted anew for each question, so they need not rise.
    """

    make: Callable[[Environment], Source]
    rising: tuple[str, ...] = ()


def _views(_: Environment) -> Source:
    return Listed(
        [{"Naam": name, "Omschrijving": name.replace("_", " "), "Geblokkeerd": False} for name in sorted(ROWS)]
    )


ROWS: Mapping[str, Rows] = {
    "ProfitCodeTableValue": Rows(lists.code_table_values),
    "ProfitCountries": Rows(lists.countries),
    "ProfitEmployeeAdres": Rows(staff.addresses),
    "ProfitEmployerHourType": Rows(projects.employer_hour_types),
    "ProfitEmployerProjects": Rows(projects.employer_projects),
    "ProfitEmployerRealization": Rows(projects.employer_hours),
    "ProfitGetConnectoren": Rows(_views),
    "ProfitProfileContacts": Rows(relations.profile_contacts, ("CtId",)),
    "ProfitProfileRelations": Rows(lists.profile_roles),
    "ProfitProfiles": Rows(lists.profiles),
    "ProfitResidences": Rows(lists.residences),
    "ProfitSubjects": Rows(dossiers.subjects, ("SbId",)),
    "ProfitSubjectsAuthorized": Rows(dossiers.subjects, ("SbId",)),
    "ProfitTitles": Rows(lists.titles),
    "Profit_Accounts": Rows(setup.accounts),
    "Profit_Address": Rows(relations.addresses, ("AddressId",)),
    "Profit_Administrations": Rows(ledger.administrations),
    "Profit_Allocation_Assigments": Rows(setup.allocations),
    "Profit_Article": Rows(goods.items),
    "Profit_ArticleGroups": Rows(goods.groups),
    "Profit_Article_Basic": Rows(goods.items_in_short),
    "Profit_Article_image": Rows(goods.images),
    "Profit_Balance_Allocated": Rows(ledger.allocated_balances),
    "Profit_BankAccounts": Rows(relations.bank_accounts, ("BcCo",)),
    "Profit_Barcode_per_Item": Rows(goods.barcodes),
    "Profit_Composition": Rows(goods.compositions),
    "Profit_Contacts": Rows(relations.contacts, ("ContactId",)),
    "Profit_CostCarrier": Rows(setup.cost_carriers),
    "Profit_CostCentre": Rows(setup.cost_centres),
    "Profit_Creditor": Rows(relations.creditors, ("CreditorId",)),
    "Profit_Creditor_Invoices": Rows(ledger.open_purchases),
    "Profit_Currency": Rows(setup.currencies),
    "Profit_Debtor": Rows(relations.debtors, ("DebtorId",)),
    "Profit_Debtor_Invoices": Rows(ledger.open_sales, ("UnitId", "DebtorId", "InvoiceNr")),
    "Profit_Deliveryaddress": Rows(relations.delivery_addresses, ("OrgId",)),
    "Profit_Deliverynotelines": Rows(sales.slip_lines, ("Nummer_pakbon", "Volgnummer")),
    "Profit_Deliverynotes": Rows(sales.slips, ("Pakbonnummer",)),
    "Profit_Employees": Rows(staff.employees),
    "Profit_Employees_basic": Rows(staff.employees_in_short),
    "Profit_Employers": Rows(staff.employers),
    "Profit_FeatureCombination": Rows(dossiers.feature_combinations),
    "Profit_FeatureValue": Rows(dossiers.feature_values),
    "Profit_Features": Rows(dossiers.features),
    "Profit_Fin_ChangedEntrydate": Rows(ledger.changed_days),
    "Profit_Functions": Rows(staff.functions),
    "Profit_Hourtype": Rows(projects.hour_types),
    "Profit_Illness": Rows(leave.illness),
    "Profit_Journals": Rows(setup.journals),
    "Profit_Languages": Rows(lists.languages),
    "Profit_LeaveBalance": Rows(leave.balances),
    "Profit_Leaves": Rows(leave.bookings),
    "Profit_OrgPer": Rows(relations.organisations_and_persons, ("BcCo",)),
    "Profit_OrganizationChart": Rows(staff.organisation_chart),
    "Profit_Period_balance": Rows(ledger.balances),
    "Profit_Projectgroups": Rows(projects.groups),
    "Profit_Projects": Rows(projects.projects),
    "Profit_Projectstage": Rows(projects.phases),
    "Profit_Quotation": Rows(projects.estimates),
    "Profit_Rea_ChangedEntryDate": Rows(projects.changed_days),
    "Profit_Realization": Rows(projects.hours, ("Identity",)),
    "Profit_Residence": Rows(lists.residences_and_prefixes),
    "Profit_Rooster_Ouderverlof": Rows(leave.parental_rosters),
    "Profit_SEPA_IncassoMachtigingen": Rows(ledger.mandates),
    "Profit_SalesPrice": Rows(goods.prices),
    "Profit_SalesorderLines": Rows(sales.order_lines, ("LineGuid",)),
    "Profit_Salesorders": Rows(sales.orders, ("OrderNumber",)),
    "Profit_Stock_per_Warehouse": Rows(goods.stock),
    "Profit_SubjectFile": Rows(dossiers.subjects_of_entries, ("SubjectId",)),
    "Profit_SubjectTypes": Rows(dossiers.types),
    "Profit_Subject_Attachments": Rows(dossiers.attachments, ("attachment_id",)),
    "Profit_Subject_Reaction_Attachments": Rows(dossiers.reaction_attachments),
    "Profit_Subject_Tasks": Rows(dossiers.tasks),
    "Profit_Subjects": Rows(dossiers.subjects_for_word, ("SubjectId",)),
    "Profit_SubjectsDest": Rows(dossiers.destinations, ("SubjectId",)),
    "Profit_Subscriptions": Rows(sales.subscriptions),
    "Profit_Timetable": Rows(leave.rosters),
    "Profit_Transactions": Rows(ledger.transactions, ("UnitId", "EntryNo", "SeqNo")),
    "Profit_Transactions_Allocated": Rows(ledger.transactions_with_dimensions, ("UnitId", "EntryNo", "SeqNo")),
    "Profit_Unit_per_Item": Rows(goods.units),
    "Profit_UserGroups": Rows(lists.user_groups),
    "Profit_Users": Rows(lists.users),
    "Profit_VAT_code": Rows(setup.vat_codes),
    "Profit_Warehouses": Rows(goods.warehouses),
    "Profit_Workflowactions": Rows(dossiers.actions),
    "Profit_Worktype": Rows(goods.kinds_of_work),
    "Profit_periods_per_administration": Rows(setup.periods),
    "T4E_HelloID_Employments_v2": Rows(helloid.employments),
    "T4E_HelloID_Groups_v2": Rows(lists.helloid_groups),
    "T4E_HelloID_OrganizationalUnits_v2": Rows(helloid.organizational_units),
    "T4E_HelloID_Positions_v2": Rows(helloid.positions),
    "T4E_HelloID_UserGroups_v2": Rows(lists.helloid_user_groups),
    "T4E_HelloID_Users_v2": Rows(helloid.users),
    "Voorbeeld_Medewerkers": Rows(staff.own_employees),
    "Voorbeeld_Relaties": Rows(relations.own_relations, ("Nummer",)),
}
ALWAYS = frozenset({"Profit_Administrations", "Profit_Employers", "Profit_Users"})
"""What stays where a mock is opened without rows."""
