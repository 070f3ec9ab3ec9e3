"""What written documents show up as in views: the part of them that views hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from nlconnect_afas.mock.documents import Element

Told: TypeAlias = Callable[["Written"], object]


@dataclass(frozen=True)
class Written:
    """One object of a document as it is kept now, with the outermost it stands in."""

    root: Element
    element: Element
    place: int
    today: date

    def get(self, *names: str) -> object:
        """The first of these fields that has a value: of the object, else of the outermost."""
        for name in names:
            for element in (self.element, self.root):
                if element.get(name) is not None:
                    return element.get(name)
        return None

    def amount(self, name: str) -> Decimal:
        value = self.element.get(name)
        return value if isinstance(value, Decimal) else Decimal(0)

    def part(self, name: str, *fields: str) -> object:
        """A field of the first object of that name inside."""
        for inner in self.element.of(name):
            for wanted in fields:
                if inner.get(wanted) is not None:
                    return inner.get(wanted)
        return None


@dataclass(frozen=True)
class Reflection:
    """A view that shows an object: columns from fields, and columns from functions."""

    view: str
    key: Mapping[str, str]
    fields: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)
    usual: Mapping[str, Told] = field(default_factory=dict)
    """What a new row has where the document says nothing."""
    of: str = ""
    """The object it shows; empty for the outermost."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Columns from fields of the customer's own, by their labels."""

    def columns(self, written: Written) -> dict[str, object]:
        """The columns that this document says something about."""
        found = {column: function(written) for column, function in self.told.items()}
        found |= {column: written.element.get(name) for column, name in self.fields.items()}
        return {column: value for column, value in found.items() if value is not None}

    def new_columns(self, written: Written) -> dict[str, object]:
        """The same for a row that is new, with its key and what is usual."""
        usual = {column: function(written) for column, function in self.usual.items()}
        return {**usual, **self.wanted(written.root, written.element), **self.columns(written)}

    def wanted(self, root: Element, element: Element) -> dict[str, object]:
        """The key of the row: of the object itself, else of the outermost."""
        values = {column: element.get(name) or root.get(name) for column, name in self.key.items()}
        return values if None not in values.values() else {}


def _of_root(*names: str) -> Told:
    def told(written: Written) -> object:
        return next((written.root.get(name) for name in names if written.root.get(name) is not None), None)

    return told


def _constant(value: object) -> Told:
    return lambda _: value


def _today(name: str) -> Told:
    return lambda written: written.get(name) or written.today


def _number_text(name: str) -> Told:
    return lambda written: str(written.get(name)) if written.get(name) is not None else None


def _person_name(written: Written) -> object:
    parts = (written.element.get("FiNm") or written.element.get("CaNm"), written.get("Is"), written.get("LaNm"))
    return " ".join(str(part) for part in parts if part) or None


def _sum(of: Callable[[Element], Decimal]) -> Told:
    """A total over the lines of an order; unknown where not all of them are known."""

    def told(written: Written) -> object:
        lines = written.root.of("FbSalesLines")
        return None if written.root.is_partial else sum((of(line) for line in lines), Decimal(0))

    return told


def _line_net(line: Element) -> Decimal:
    pieces, price = line.get("QuUn"), line.get("Upri")
    return Decimal(str(pieces or 0)) * Decimal(str(price or 0))


def _line_vat(line: Element) -> Decimal:
    return (_line_net(line) * 21 / 100).quantize(Decimal("0.01"))


def _line_pieces(line: Element) -> Decimal:
    return Decimal(str(line.get("QuUn") or 0))


def _account(written: Written) -> object:
    """AFAS: 1 a ledger account, 2 a debtor, 3 a creditor."""
    return {"2": "1300", "3": "1600"}.get(str(written.element.get("VaAs")), written.element.get("AcNr"))


def _year(written: Written) -> object:
    day = written.element.get("EnDa")
    return written.root.get("Year") or (day.year if isinstance(day, date) else written.today.year)


def _period(written: Written) -> object:
    day = written.element.get("EnDa")
    return written.root.get("Peri") or (day.month if isinstance(day, date) else written.today.month)


_ITEM_KINDS = {"1": "Wst", "2": "Art", "7": "Sam"}
_ORDER_FIELDS = {"DebtorId": "DbId", "OrderDate": "OrDa", "CurrencyId": "CuId", "CustomerReference": "RfCs"}
_ORDER_DEFAULTS: Mapping[str, Told] = {
    "OrderDate": lambda written: written.today,
    "CurrencyId": _constant("EUR"),
    "Status": _constant("O"),
}
_ORDER = Reflection(
    "Profit_Salesorders",
    {"OrderNumber": "OrNu"},
    _ORDER_FIELDS,
    {
        "Gross": _sum(_line_net),
        "TotalAmount": _sum(_line_net),
        "VAT": _sum(_line_vat),
        "InvoiceTotal": _sum(lambda line: _line_net(line) + _line_vat(line)),
        "Quantity": _sum(_line_pieces),
    },
    {**_ORDER_DEFAULTS, "Ordersoort": _constant("1"), "Discount": _constant(Decimal(0))},
)
_ORDER_LINE = Reflection(
    "Profit_SalesorderLines",
    {"LineGuid": "GuLi"},
    {"ItemCodeId": "ItCd", "Description": "Ds", "UnitId": "BiUn", "PiecePerUnit": "QuUn", "PricePerUnit": "Upri"},
    {
        **{column: _of_root(name) for column, name in {"OrderNumber": "OrNu", **_ORDER_FIELDS}.items()},
        "ItemTypeCode": lambda written: _ITEM_KINDS.get(str(written.element.get("VaIt"))),
        "PriceNet": lambda written: written.element.get("Upri"),
        "AmtTotal": lambda written: None if written.element.get("QuUn") is None else _line_net(written.element),
    },
    {
        **_ORDER_DEFAULTS,
        "SeqNo": lambda written: written.place + 1,
        "LineStatusCode": _constant("O"),
        "AmtRowDiscount": _constant(Decimal(0)),
    },
    of="FbSalesLines",
)
_ENTRY_LINE = Reflection(
    "Profit_Transactions",
    {"UnitId": "UnId", "EntryNo": "EnNo", "SeqNo": "SeNo"},
    {"InvoiceId": "InId", "VatCode": "VaId", "Description": "Ds"},
    {
        "Year": _year,
        "Period": _period,
        "JournalId": _of_root("JoCo"),
        "AccountNo": _account,
        "AmtDebit": lambda written: written.amount("AmDe"),
        "AmtCredit": lambda written: written.amount("AmCr"),
        "EntryDate": _today("EnDa"),
        "VoucherDate": lambda written: written.get("BpDa", "EnDa") or written.today,
        "VoucherNo": _number_text("BpNr"),
    },
    {"VatAmt": _constant(Decimal(0))},
    of="FiEntries",
)
_ORGANISATION_FIELDS = {
    "SearchName": "SeNm",
    "Name": "Nm",
    "TelWork": "TeNr",
    "MailWork": "EmAd",
    "Homepage": "HoPa",
    "ChOfCommNr": "CcNr",
    "Note": "Re",
}
_DEBTOR_FIELDS = {
    "IBAN": "Iban",
    "VatNr": "VaId",
    "PayCon": "PaCd",
    "VatDuty": "VaDu",
    "Blocked": "Bl",
    "CreditLimit": "Krli",
    "CurrencyId": "CuId",
    "AutoPayment": "AuPa",
}
_CREDITOR_FIELDS = {
    "IBAN": "Iban",
    "Btw-nummer": "VaId",
    "PaymentCondition": "PaCd",
    "VatDuty": "VaDu",
    "TempBlocked": "Bl",
    "Blocked": "BlTl",
    "CreditLimit": "Krli",
    "AutoPayment": "AuPa",
}


def _relation(view: str, key: Mapping[str, str], fields: Mapping[str, str], *, name: str, person: bool) -> Reflection:
    part = "KnPerson" if person else "KnOrganisation"
    told: dict[str, Told] = {
        name: lambda written: written.part(part, "LaNm" if person else "Nm"),
        "SearchName": lambda written: written.part(part, "SeNm"),
        "BcCo": lambda written: written.part(part, "BcCo"),
        "TelNr": lambda written: written.part(part, "TeNr"),
        "Email": lambda written: written.part(part, "EmAd"),
        "ChOfCommNr": lambda written: written.part(part, "CcNr"),
    }
    return Reflection(view, key, fields, told)


def _relations(view: str, key: Mapping[str, str], fields: Mapping[str, str], *, name: str) -> Sequence[Reflection]:
    return [_relation(view, key, fields, name=name, person=person) for person in (False, True)]


_SALES_ORG, _SALES_PER = _relations("Profit_Debtor", {"DebtorId": "DbId"}, _DEBTOR_FIELDS, name="DebtorName")
_PURCHASE_ORG, _PURCHASE_PER = _relations(
    "Profit_Creditor", {"CreditorId": "CrId"}, _CREDITOR_FIELDS, name="CreditorName"
)
_SUBJECT_FIELDS = {"SbTy": "StId", "Ds": "Ds", "Memo": "SbTx"}
_EMPLOYEE = Reflection(
    "Profit_Employees",
    {"EmployeeId": "EmId"},
    told={
        "FirstName": lambda written: written.part("KnPerson", "FiNm", "CaNm"),
        "Initials": lambda written: written.part("KnPerson", "In"),
        "BirthName": lambda written: written.part("KnPerson", "LaNm", "NmBi"),
        "PrefixBirthName": lambda written: written.part("KnPerson", "Is"),
        "DateOfBirth": lambda written: written.part("KnPerson", "DaBi"),
        "Gender": lambda written: written.part("KnPerson", "ViGe"),
        "BSN": lambda written: written.part("KnPerson", "SoSe"),
        "Mail": lambda written: written.part("KnPerson", "EmAd"),
        "Mobile": lambda written: written.part("KnPerson", "MbNr"),
        "PersonId": lambda written: written.part("KnPerson", "BcCo"),
        "EmploymentStart": lambda written: written.part("AfasContract", "DaBe"),
        "EmploymentEnd": lambda written: written.part("AfasContract", "DaEn"),
        "EmployerId": lambda written: written.part("AfasContract", "CmId"),
        "OrgUnit": lambda written: written.part("AfasOrgunitFunction", "DpId"),
        "FunctionId": lambda written: written.part("AfasOrgunitFunction", "FuId"),
    },
)

REFLECTIONS: Mapping[str, Sequence[Reflection]] = {
    "FbItemArticle": (
        Reflection("Profit_Article", {"ItemCode": "ItCd"}, {"Description": "Ds", "UnitId": "BiUn", "ArtGroup": "Grp"}),
        Reflection(
            "Profit_Article_Basic",
            {"ItemCode": "ItCd"},
            {"Description": "Ds", "UnitId": "BiUn", "ArtGroup": "Grp", "BasicSalesPrice": "SaPrice"},
        ),
    ),
    "FbSales": (_ORDER, _ORDER_LINE),
    "FiEntries": (_ENTRY_LINE,),
    "HrIllness": (
        Reflection(
            "Profit_Illness",
            {"EmployeeId": "EmId", "StartDate": "DaBe"},
            {"AbsenceTypeId": "ViIt", "EndDate": "DaEn", "ReportDate": "DMeB", "FirstDay": "TPBe", "DvId": "EnSe"},
        ),
    ),
    "KnContact": (
        Reflection(
            "Profit_Contacts",
            {"ContactId": "CdId"},
            {"MailWork": "EmAd", "TelWork": "TeNr", "MobWork": "MbNr", "Function": "ViFu", "Blocked": "Bl"},
        ),
    ),
    "KnEmployee": (
        _EMPLOYEE,
        Reflection(
            "Voorbeeld_Medewerkers",
            {"Medewerker": "EmId"},
            told={"E-mail_werk": lambda written: written.part("KnPerson", "EmAd")},
            own={"Bedrijfskleding_maat": "Maat bedrijfskleding", "Sleutelnummer": "Sleutelnummer"},
        ),
    ),
    "KnOrganisation": (
        Reflection("Profit_OrgPer", {"BcCo": "BcCo"}, _ORGANISATION_FIELDS, usual={"Type": _constant("2")}),
        Reflection(
            "Voorbeeld_Relaties",
            {"Nummer": "BcCo"},
            {"Naam": "Nm"},
            own={"Classificatie": "Classificatie", "Nieuwsbrief": "Nieuwsbrief", "Klant_sinds": "Klant sinds"},
        ),
    ),
    "KnPerson": (
        Reflection(
            "Profit_OrgPer",
            {"BcCo": "BcCo"},
            {"SearchName": "SeNm", "TelWork": "TeNr", "MailWork": "EmAd", "DateBirth": "DaBi", "BSN": "SoSe"},
            {"Name": _person_name},
            {"Type": _constant("1")},
        ),
    ),
    "KnPurchaseRelationOrg": (_PURCHASE_ORG,),
    "KnPurchaseRelationPer": (_PURCHASE_PER,),
    "KnSalesRelationOrg": (_SALES_ORG,),
    "KnSalesRelationPer": (_SALES_PER,),
    "KnSubject": (
        Reflection("ProfitSubjects", {"SbId": "SbId"}, _SUBJECT_FIELDS, usual={"DaSe": _today("Da")}),
        Reflection("ProfitSubjectsAuthorized", {"SbId": "SbId"}, _SUBJECT_FIELDS, usual={"DaSe": _today("Da")}),
        Reflection(
            "Profit_Subjects",
            {"SubjectId": "SbId"},
            {"TypeId": "StId", "Subject": "Ds", "Comment": "SbTx", "Afgehandeld": "St", "Responsible": "EmId"},
            usual={"DateCreated": _today("Da")},
        ),
    ),
    "PtProject": (
        Reflection(
            "Profit_Projects",
            {"ProjectId": "PrId"},
            {
                "Description": "Ds",
                "ProjectGroup": "PrGp",
                "DebtorId": "DbId",
                "BcCo": "BcCo",
                "DateStart": "DaSt",
                "DateReady": "DtGw",
                "UnitId": "UnFi",
                "CheckedOut": "ChOu",
                "Chargeable": "Ch",
            },
        ),
    ),
    "PtRealization": (
        Reflection(
            "Profit_Realization",
            {"Identity": "Id"},
            {
                "EmployeeId": "EmId",
                "ProjectId": "PrId",
                "Description": "Ds",
                "ItemCodeId": "ItCd",
                "QuantityUnit": "QuUn",
                "Chargeable": "Ch",
                "Approved": "Ap",
            },
            usual={"DateTime": _today("DaTi"), "ItemType": _constant("Wst")},
        ),
    ),
}
"""By update connector. Of the others documents are kept, and shown by no view."""
