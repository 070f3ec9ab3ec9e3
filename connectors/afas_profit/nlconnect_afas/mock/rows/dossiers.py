"""Dossier items: one for each purchase invoice with its scan, some with a reaction; types, features, workflow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.mock.dataset.entries import Invoice
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.tables import Column, Index, Listed, Source
from nlconnect_afas.mock.rows.environment import Environment, Office, generated, mail_of, spelled

SUBJECT_BLOCK = 10_000_000
REACTION_OFFSET = 500_000_000
TYPES = ((1001, "Inkoopfactuur"), (1002, "Klacht"), (1003, "Gespreksverslag"), (-2, "Salarisstrook"))
"""AFAS: types below nought are built in."""
FEATURES = ((1, "Soort kosten"), (2, "Prioriteit"))
FEATURE_VALUES = ((1, 1, "Materiaal"), (1, 2, "Diensten"), (1, 3, "Huisvesting"), (2, 1, "Hoog"), (2, 2, "Normaal"))
PURCHASE = TYPES[0][0]
WORKFLOW, TASK = "Factuur beoordelen", "Beoordelen"


def subject_number(office: Office, number: int) -> int:
    return office.unit * SUBJECT_BLOCK + number + 1


def file_id(seed: int, subject: int) -> str:
    """AFAS: 32 hexadecimal digits."""
    return Guids(seed, "file")[subject].replace("-", "").upper()


def subject_of_file(seed: int, file: str) -> int | None:
    """The dossier item a number of a file was made for; of any other number something that is no item."""
    parts = (file[:8], file[8:12], file[12:16], file[16:20], file[20:])
    return Guids(seed, "file").number("-".join(parts))


def file_name(invoice: Invoice) -> str:
    """AFAS: names of files are not unique."""
    return f"Factuur {invoice.reference}.pdf"


def by_subject(office: Office, count: int) -> Index:
    first = subject_number(office, 0)

    def find(value: object) -> range:
        number = value - first if isinstance(value, int) else -1
        return range(number, number + 1) if 0 <= number < count else range(0)

    return find


def _per_purchase(office: Office, columns: Mapping[str, Column[Invoice]], *keys: str) -> Source:
    trade = office.books.purchases
    return generated(trade.count, trade.invoice, columns, dict.fromkeys(keys, by_subject(office, trade.count)))


def subjects(environment: Environment) -> Source:
    def make(office: Office) -> Source:
        columns: dict[str, Column[Invoice]] = {
            "SbTy": lambda _: PURCHASE,
            "SbId": lambda i: subject_number(office, i.number),
            "DaSe": lambda i: i.day,
            "Ds": lambda i: f"Inkoopfactuur {i.reference}",
            "Memo": lambda i: i.description if i.number % 3 == 0 else None,
            "Stat": lambda i: "O" if i.is_open else "A",
            "DoId": lambda i: i.number + 1,
            "FeV1": lambda i: 1 + i.number % 3,
            "BcId": lambda i: int(office.party_code(i.party.number)),
            "BcCd": lambda i: office.party_code(i.party.number),
            "ToEr": lambda _: False,
        }
        return _per_purchase(office, columns, "SbId")

    return environment.joined(make)


def subjects_for_word(environment: Environment) -> Source:
    def make(office: Office) -> Source:
        no = dict.fromkeys(("ToEmployer", "ToDebtor", "ToEmployee", "ToApplicant"), _no)
        columns: dict[str, Column[Invoice]] = {
            **no,
            "TypeId": lambda _: PURCHASE,
            "SubjectId": lambda i: subject_number(office, i.number),
            "DateCreated": lambda i: i.day,
            "Subject": lambda i: f"Inkoopfactuur {i.reference}",
            "Comment": lambda i: i.description if i.number % 3 == 0 else None,
            "Status": lambda i: "O" if i.is_open else "A",
            "Number": lambda i: i.number + 1,
            "FeV1": lambda i: 1 + i.number % 3,
            "OrgPersId": lambda i: office.party_code(i.party.number),
            "ContactNr": lambda i: int(office.party_code(i.party.number)),
            "ToCreditor": lambda _: True,
            "ToOrgPers": lambda _: True,
            "Responsible": lambda _: office.employee_code(office.staff[0]),
            "StartDate": lambda i: i.day,
            "Afgehandeld": lambda i: not i.is_open,
            "Datum_afgehandeld": lambda i: i.statement.day if i.statement else None,
            "Bron": lambda _: "MAIL",
            "WFstatus": lambda i: TASK if i.is_open else None,
            "WFClosed": lambda i: "0" if i.is_open else "1",
        }
        return _per_purchase(office, columns, "SubjectId")

    return environment.joined(make)


def _no(_: Invoice) -> bool:
    return False


def subjects_of_entries(environment: Environment) -> Source:
    def make(office: Office) -> Source:
        columns: dict[str, Column[Invoice]] = {
            "SubjectId": lambda i: subject_number(office, i.number),
            "Subject": lambda i: f"Inkoopfactuur {i.reference}",
            "TypeId": lambda _: PURCHASE,
            "BookPieceNumber": lambda i: str(i.entry_number),
            "PurchaseInvoiceNumber": lambda i: i.reference,
            "AdministrationPurchaseInvoice": lambda _: office.unit,
        }
        return _per_purchase(office, columns, "SubjectId")

    return environment.joined(make)


def attachments(environment: Environment) -> Source:
    def make(office: Office) -> Source:
        seed = environment.seed
        columns: dict[str, Column[Invoice]] = {
            "attachment_id": lambda i: subject_number(office, i.number),
            "subject_id": lambda i: subject_number(office, i.number),
            "file_id": lambda i: file_id(seed, subject_number(office, i.number)),
            "file_name": file_name,
        }
        trade = office.books.purchases

        def by_file(value: object) -> Iterable[int]:
            number = subject_of_file(seed, str(value))
            return by_subject(office, trade.count)(number)

        indexes = dict.fromkeys(("attachment_id", "subject_id"), by_subject(office, trade.count))
        return generated(trade.count, trade.invoice, columns, {**indexes, "file_id": by_file})

    return environment.joined(make)


def reaction_attachments(environment: Environment) -> Source:
    """The first five purchases of each company were answered with a file."""
    return environment.listed(
        lambda office: [
            {
                "attachment_id": REACTION_OFFSET + subject_number(office, number),
                "reaction_id": REACTION_OFFSET + subject_number(office, number),
                "subject_id": subject_number(office, number),
                "file_id": file_id(environment.seed, REACTION_OFFSET + subject_number(office, number)),
                "file_name": "Akkoord.pdf",
                "file_size": 1,
            }
            for number in range(5)
        ]
    )


def destinations(environment: Environment) -> Source:
    def make(office: Office) -> Source:
        columns: dict[str, Column[Invoice]] = {
            "SubjectId": lambda i: subject_number(office, i.number),
            "Org_name": lambda i: spelled(i.party),
            "Org_mail": lambda i: mail_of(i.party),
            "Contact_name": lambda i: i.party.contact.full_name,
            "Contact_mail": lambda i: i.party.contact.mail(i.party.domain),
        }
        return _per_purchase(office, columns, "SubjectId")

    return environment.joined(make)


def types(environment: Environment) -> Source:
    flags = dict.fromkeys(("Comment", "SubjectText", "Responsible", "LinkFile", "VisibleInsite", "UseFeatures"), True)
    more = ("StartDate", "EndDate", "Completed", "DateCompleted", "ResponsibleMandatory", "OnlyExistingFeatures")
    rest = ("WithoutFeature", "Confedential", "VisibleOutsite", "UseNumber")
    last = environment.offices[0].books.purchases.count
    return Listed(
        [
            {
                **flags,
                **dict.fromkeys((*more, *rest), False),
                "SubjectTypeId": number,
                "Description": name,
                "EditMode": "1",
                "LastNumber": last if number == PURCHASE else 0,
            }
            for number, name in TYPES
        ]
    )


def features(environment: Environment) -> Source:
    return Listed([{"FeatureId": number, "Description": name} for number, name in FEATURES])


def feature_values(environment: Environment) -> Source:
    return Listed(
        [
            {"FeatureId": feature, "FeatureValueId": value, "Description": name, "Blocked": False}
            for feature, value, name in FEATURE_VALUES
        ]
    )


def feature_combinations(environment: Environment) -> Source:
    return Listed(
        [
            {
                "SubjectTypeId": PURCHASE,
                "FeatureCombinationId": value,
                "Description": name,
                "FeV1": value,
                "FeV1Desc": name,
                "WorkflowId": 1,
                "Blocked": False,
            }
            for feature, value, name in FEATURE_VALUES
            if feature == 1
        ]
    )


def tasks(environment: Environment) -> Source:
    """Open purchase invoices of the last days wait for somebody to look at them."""
    return environment.listed(
        lambda office: [
            {
                "SubjectId": subject_number(office, number),
                "WfDescription": WORKFLOW,
                "TaskDescription": TASK,
                "User": "12345.beheer",
                "UserName": office.staff[0].person.full_name,
                "TaskId": 1,
                "WorkflowId": 1,
                "TaskName": TASK,
                "WorkflowName": WORKFLOW,
            }
            for number in range(office.books.purchases.count - 4, office.books.purchases.count)
        ]
    )


def actions(environment: Environment) -> Source:
    return Listed(
        [
            {
                "ActionDescription": name,
                "SeqNo": place,
                "TaskName": TASK,
                "WorkflowName": WORKFLOW,
                "ActionType": place,
                "ActionTypeDescription": "Doorsturen" if place == 1 else "Terugsturen",
                "ActionName": name,
                "Workflow": 1,
            }
            for place, name in ((1, "Akkoord"), (2, "Niet akkoord"))
        ]
    )
