"""Through which view a written document is seen: AFAS reads and writes in different places.

Which column shows which field is our own reading: their labels are the same, but nobody at AFAS says so. A field that
is left out is not compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlconnect.connector import EntitySpec
from nlconnect.connector.nested import object_inside
from nlconnect.connector.writer import View
from nlconnect_afas import CATALOGUE


@dataclass(frozen=True, slots=True)
class Columns:
    """A view, and its columns by the field they show; `KnPerson/EmAd` is of an object inside. Wire names."""

    view: str
    fields: Mapping[str, str]
    key: tuple[str, ...] = ()


_RELATION = {
    "KnOrganisation/BcCo": "BcCo",
    "KnOrganisation/Nm": "{name}",
    "KnOrganisation/SeNm": "SearchName",
    "KnOrganisation/CcNr": "ChOfCommNr",
    "KnOrganisation/EmAd": "Email",
    "KnOrganisation/TeNr": "TelNr",
    "KnPerson/BcCo": "BcCo",
    "KnPerson/SeNm": "SearchName",
    "KnPerson/EmAd": "Email",
    "KnPerson/TeNr": "TelNr",
    "Iban": "IBAN",
    "VaDu": "VatDuty",
    "Krli": "CreditLimit",
    "AuPa": "AutoPayment",
}
_DEBTOR = Columns(
    "ledger.Profit_Debtor",
    {
        **{field: column.format(name="DebtorName") for field, column in _RELATION.items()},
        "DbId": "DebtorId",
        "VaId": "VatNr",
        "PaCd": "PayCon",
        "CuId": "CurrencyId",
        "Bl": "Blocked",
    },
)
_CREDITOR = Columns(
    "ledger.Profit_Creditor",
    {
        **{field: column.format(name="CreditorName") for field, column in _RELATION.items()},
        "CrId": "CreditorId",
        "VaId": "Btw-nummer",
        "PaCd": "PaymentCondition",
    },
)
_PARTY = {"BcCo": "BcCo", "SeNm": "SearchName", "TeNr": "TelWork", "EmAd": "MailWork"}

SEEN: Mapping[str, Columns] = {
    "FbItemArticle": Columns(
        "items.Profit_Article_Basic",
        {"ItCd": "ItemCode", "Ds": "Description", "BiUn": "UnitId", "Grp": "ArtGroup", "SaPrice": "BasicSalesPrice"},
    ),
    "FbSales": Columns(
        "sales.Profit_Salesorders",
        {
            "OrNu": "OrderNumber",
            "DbId": "DebtorId",
            "OrDa": "OrderDate",
            "CuId": "CurrencyId",
            "RfCs": "CustomerReference",
        },
    ),
    "FiEntries": Columns(
        "ledger.Profit_Transactions",
        {
            "UnId": "UnitId",
            "JoCo": "JournalId",
            "Year": "Year",
            "Peri": "Period",
            "FiEntries/EnNo": "EntryNo",
            "FiEntries/BpNr": "VoucherNo",
            "FiEntries/InId": "InvoiceId",
        },
        key=("UnitId", "EntryNo"),
    ),
    "HrIllness": Columns(
        "leave.Profit_Illness",
        {"EmId": "EmployeeId", "DaBe": "StartDate", "ViIt": "AbsenceTypeId"},
        key=("EmployeeId", "StartDate"),
    ),
    "KnContact": Columns(
        "relations.Profit_Contacts",
        {"CdId": "ContactId", "EmAd": "MailWork", "TeNr": "TelWork", "MbNr": "MobWork", "Bl": "Blocked"},
    ),
    "KnEmployee": Columns(
        "employees.Profit_Employees",
        {
            "EmId": "EmployeeId",
            "KnPerson/BcCo": "PersonId",
            "KnPerson/SoSe": "BSN",
            "KnPerson/DaBi": "DateOfBirth",
            "KnPerson/EmAd": "Mail",
        },
    ),
    "KnOrganisation": Columns(
        "relations.Profit_OrgPer", {**_PARTY, "Nm": "Name", "HoPa": "Homepage", "CcNr": "ChOfCommNr", "Re": "Note"}
    ),
    "KnPerson": Columns("relations.Profit_OrgPer", {**_PARTY, "DaBi": "DateBirth", "SoSe": "BSN"}),
    "KnPurchaseRelationOrg": _CREDITOR,
    "KnPurchaseRelationPer": _CREDITOR,
    "KnSalesRelationOrg": _DEBTOR,
    "KnSalesRelationPer": _DEBTOR,
    "KnSubject": Columns(
        "dossiers.Profit_Subjects",
        {
            "SbId": "SubjectId",
            "StId": "TypeId",
            "Ds": "Subject",
            "SbTx": "Comment",
            "EmId": "Responsible",
            "St": "Afgehandeld",
        },
    ),
    "PtProject": Columns(
        "projects.Profit_Projects",
        {
            "PrId": "ProjectId",
            "Ds": "Description",
            "PrGp": "ProjectGroup",
            "DbId": "DebtorId",
            "BcCo": "BcCo",
            "DaSt": "DateStart",
            "UnFi": "UnitId",
            "Ch": "Chargeable",
        },
    ),
    "PtRealization": Columns(
        "projects.Profit_Realization",
        {
            "Id": "Identity",
            "DaTi": "DateTime",
            "EmId": "EmployeeId",
            "PrId": "ProjectId",
            "ItCd": "ItemCodeId",
            "QuUn": "QuantityUnit",
            "Ds": "Description",
        },
    ),
}
"""By update connector; of the others nothing is seen."""


def view_of(entity: EntitySpec) -> View | None:
    """The view of an update connector, by Python names."""
    columns = SEEN.get(entity.wire)
    if columns is None or entity.document is None:
        return None
    shown = CATALOGUE.entity(columns.view)  # a customer's own catalogue may hold the update connector alone
    names = {}
    for path, column in columns.fields.items():
        name = python_path(entity, path)
        if name is not None:
            names[name] = shown.by_wire[column].name
    return View(columns.view, names, tuple(shown.by_wire[wire].name for wire in columns.key))


def python_path(entity: EntitySpec, path: str) -> str | None:
    """`KnPerson/EmAd` as `kn_person.em_ad`; None where this connector has no such field."""
    head, _, rest = path.partition("/")
    spec = entity.by_wire.get(head)
    if spec is None or not rest:
        return spec.name if spec is not None else None
    inner = object_inside(entity, spec)
    below = python_path(inner, rest) if inner is not None else None
    return f"{spec.name}.{below}" if below is not None else None
