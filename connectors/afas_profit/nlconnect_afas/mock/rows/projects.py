"""Projects with their phases, estimates and hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal

from nlconnect.mock.dataset.chart import euro
from nlconnect.mock.dataset.staff import Hours, Project
from nlconnect.mock.tables import Column, Listed, Source
from nlconnect_afas.mock.rows.environment import Environment, Office, at_work, generated, numbered, stamped
from nlconnect_afas.mock.rows.goods import WORK
from nlconnect_afas.mock.rows.staff import name_of

IDENTITY_BLOCK = 1_000_000
HOUR_TYPES = (("N", "Normale uren"), ("O", "Overuren"), ("R", "Reisuren"))
PHASES = (("10", "Voorbereiding"), ("20", "Uitvoering"), ("30", "Oplevering"))
QUANTITY_TO_TWO_PLACES = 100


def project_code(office: Office, project: Project) -> str:
    """AFAS: one range of numbers for all administrations, so a company's own number is not enough."""
    return f"P{office.unit}{project.number + 1:03d}"


def _all(office: Office) -> list[Project]:
    return [office.books.project(number) for number in range(office.books.projects)]


def projects(environment: Environment) -> Source:
    return environment.listed(lambda office: [_project(office, project) for project in _all(office)])


def _project(office: Office, project: Project) -> Mapping[str, object]:
    debtor = office.party_code(office.books.sales.ranks.party(project.customer_rank))
    return {
        "ProjectId": project_code(office, project),
        "Description": project.name,
        "UnitId": office.unit,
        "ProjectGroup": f"G{office.unit}",
        "CheckedOut": project.number % 6 == 5,
        "BcCo": debtor,
        "DebtorId": debtor,
        "DateStart": project.started,
        "Chargeable": project.number % 4 != 3,
        **stamped(project.number, day=project.started),
    }


def groups(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "ProjectGroupId": f"G{office.unit}",
                "Description": f"Projecten {office.company.city}",
                "UnitId": office.unit,
                **stamped(office.unit),
            }
        ]
    )


def phases(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "ProjectId": project_code(office, project),
                "ProjectStage": code,
                "Description": name,
                "InstalmentId": place + 1,
                "CheckedOut": project.number % 6 == 5,
                **stamped(project.number, day=project.started),
            }
            for project in _all(office)
            for place, (code, name) in enumerate(PHASES)
        ]
    )


def hour_types(environment: Environment) -> Source:
    rows = [
        {"TimeCode": code, "Description": name, "TimeType": "1", **stamped(number)}
        for number, (code, name) in enumerate(HOUR_TYPES)
    ]
    return Listed(rows)


def estimates(environment: Environment) -> Source:
    return environment.listed(lambda office: [row for project in _all(office) for row in _estimate(office, project)])


def _estimate(office: Office, project: Project) -> Iterator[Mapping[str, object]]:
    debtor = office.party_code(office.books.sales.ranks.party(project.customer_rank))
    for place, article in enumerate(office.books.articles[:3]):
        yield {
            "ProjectId": project_code(office, project),
            "DebtorId": debtor,
            "QuotationDate": project.started,
            "QuotationId": f"V{project_code(office, project)}",
            "Description": article.name,
            "SeqNo": place + 1,
            "ItemType": WORK if article.is_hours else "Art",
            "ItemCodeId": article.code,
            "UnitId": article.unit,
            "TimeCodeId": "N" if article.is_hours else None,
            "SalesAmoutFc": euro(article.cents * (place + 2)),
            "PlanningDate": project.started,
            "QuotationStatus": "A",
            **stamped(project.number, day=project.started),
        }


def hours(environment: Environment) -> Source:
    return environment.joined(_hours)


def _hours(office: Office) -> Source:
    books, first = office.books, office.unit * IDENTITY_BLOCK + 1
    work = next((article.code for article in books.articles if article.is_hours), None)
    columns: dict[str, Column[Hours]] = {
        "Identity": lambda h: first + h.number,
        "Year": lambda h: h.day.year,
        "PeriodId": lambda h: h.day.month,
        "DateTime": lambda h: h.day,
        "EmployeeId": lambda h: office.employee_code(office.staff[h.employee]),
        "ProjectId": lambda h: project_code(office, books.project(h.project)),
        "Description": lambda h: books.project(h.project).name,
        "ItemType": lambda _: WORK,
        "ItemCodeId": lambda _: work,
        "QuantityUnit": _quantity,
        "Chargeable": lambda h: h.number % 5 != 0,
        "Approved": lambda h: h.number % 7 != 0,
        "Prepared": lambda h: h.number % 7 != 0,
        "DateModified": lambda h: at_work(h.day, h.number),
        "SystemDate": lambda h: at_work(h.day, h.number),
    }
    return generated(books.hours_count, books.hours, columns, {"Identity": numbered(first, books.hours_count)})


def _quantity(hours_: Hours) -> Decimal:
    return Decimal(hours_.quantity) / QUANTITY_TO_TWO_PLACES


def changed_days(environment: Environment) -> Source:
    """The days of the last fifty bookings of the first company."""
    books = environment.offices[0].books
    days = sorted({books.hours(number).day for number in range(books.hours_count - 50, books.hours_count)})
    return Listed([{"EntryDate": day, "Modified": datetime.combine(day, time(17, 2))} for day in days])


def employer_projects(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "PrId": project_code(office, project),
                "Ds": project.name,
                "CmId": office.unit,
                "DbId": office.party_code(office.books.sales.ranks.party(project.customer_rank)),
                "DaSt": project.started,
                "ChOu": project.number % 6 == 5,
            }
            for project in _all(office)
        ]
    )


def employer_hours(environment: Environment) -> Source:
    return environment.joined(_employer_hours)


def _employer_hours(office: Office) -> Source:
    books = office.books

    def person(hours_: Hours) -> str:
        return name_of(office.staff[hours_.employee])

    columns: dict[str, Column[Hours]] = {
        "CmId": lambda _: office.unit,
        "PtId": lambda _: 1,
        "Year": lambda h: h.day.year,
        "PeId": lambda h: h.day.month,
        "SeNo": lambda h: h.number + 1,
        "DaTi": lambda h: h.day,
        "EmId": lambda h: office.employee_code(office.staff[h.employee]),
        "Nm": person,
        "FuNm": person,
        "PrId": lambda h: project_code(office, books.project(h.project)),
        "PrDs": lambda h: books.project(h.project).name,
        "Wst": lambda _: 1,
        "WsDs": lambda _: "Uren",
        "Qu": _quantity,
        "CoAm": lambda _: Decimal(0),
        "Acc": lambda h: h.number % 7 != 0,
    }
    return generated(books.hours_count, books.hours, columns)


def employer_hour_types(environment: Environment) -> Source:
    return Listed(
        [
            {
                "StId": code,
                "Ds": name,
                "ScId": 100 + place,
                "CoId": 200 + place,
                "VaId": 300 + place,
                "VaAm": 400 + place,
            }
            for place, (code, name) in enumerate(HOUR_TYPES)
        ]
    )
