"""Leave, absence and rosters. Nobody in it is ill: nobody in it exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from nlconnect.mock.dataset.calendar import spread, working_day
from nlconnect.mock.dataset.identity import Guids, mix
from nlconnect.mock.dataset.staff import Employee
from nlconnect.mock.tables import Source
from nlconnect_afas.mock.rows.environment import Environment, Office, at_work
from nlconnect_afas.mock.rows.staff import hours_of, name_of, share_of

LEAVES = 8
"""So many bookings has each employee."""
KINDS = (("VV", "Vakantieverlof"), ("BV", "Bijzonder verlof"), ("OV", "Ouderschapsverlof"))
DAY_MINUTES = 480


def bookings(environment: Environment) -> Source:
    return environment.listed(lambda office: list(_bookings(office)))


def _bookings(office: Office) -> Iterator[Mapping[str, object]]:
    for employee in office.staff:
        for place in range(LEAVES):
            number = employee.number * LEAVES + place
            day = working_day(spread(mix(employee.seed, place) % 400, 400))
            code, name = KINDS[0 if place else 1]
            yield {
                "LeaveId": office.unit * 1_000_000 + number + 1,
                "EmployeeId": office.employee_code(employee),
                "Name": name_of(employee),
                "BSN": employee.person.citizen_number,
                "Export": place % 2 == 0,
                "Hours": DAY_MINUTES // 2 * (1 + place % 2),
                "StartDate": datetime.combine(day, time(8, 30)),
                "EndDate": datetime.combine(day, time(17)),
                "DvId": 1,
                "ModifiedDate": at_work(day - timedelta(20), number),
                "LeaveCode": code,
                "LeaveDescr": name,
                "ReasonCode": None if place else "HUW",
                "ReasonDescr": None if place else "Huwelijk",
            }


def balances(environment: Environment) -> Source:
    return environment.listed(lambda office: [row for employee in office.staff for row in _balances(office, employee)])


def _balances(office: Office, employee: Employee) -> Iterator[Mapping[str, object]]:
    for year in (2025, 2026):
        right = int(share_of(employee) * 25 * DAY_MINUTES)
        taken = mix(employee.seed, year) % 20 * DAY_MINUTES // 2
        yield {
            "EmployeeId": office.employee_code(employee),
            "EmployerId": office.employer,
            "DvId": 1,
            "Leavetype": KINDS[0][0],
            "Year": year,
            "Period": 0,
            "Entitlement": right,
            "ExtraEntitlement": DAY_MINUTES * (employee.number % 3),
            "StartBalance": 0 if year == 2025 else DAY_MINUTES,
            "Taken": taken,
            "Balance": right - taken + DAY_MINUTES * (employee.number % 3),
        }


def illness(environment: Environment) -> Source:
    """Every third employee was away once: a first report, and for some a partial return."""
    return environment.listed(lambda office: [row for e in office.staff[1::3] for row in _illness(office, e)])


def _illness(office: Office, employee: Employee) -> Iterator[Mapping[str, object]]:
    first = working_day(max(employee.started, date(2025, 3, 3)) + timedelta(mix(employee.seed, 9) % 400))
    length = 3 + mix(employee.seed, 10) % 20
    row = {
        "GUID": f"{{{Guids(office.books.seed, office.unit, 'illness')[employee.number].upper()}}}",
        "EmployerId": office.employer,
        "EmployeeId": office.employee_code(employee),
        "BSN": employee.person.citizen_number,
        "AbsenceId": office.unit * 1_000 + employee.number,
        "StartDate": datetime.combine(first, time()),
        "EndDate": datetime.combine(first + timedelta(length), time()),
        "AbsenceTypeId": "Z",
        "AbsenceTypeDesc": "Ziekte",
        "Phone": employee.person.phone,
        "Street": employee.address.street,
        "HouseNumber": int(employee.address.number),
        "ZIPCode": employee.address.postcode,
        "City": employee.address.city,
        "ReportDate": datetime.combine(first, time(8, 15)),
        "ReportEndDate": datetime.combine(first + timedelta(length), time(8, 15)),
        "DvId": 1,
        "FirstDay": 100,
        "Continuous": False,
        "Vangnet": 0,
        "NoStatistic": 0,
        "ModifiedDate": at_work(first, employee.number),
    }
    yield row | {"ActionId": 1, "Presence": Decimal(0), "HourWeekPresent": 0}
    if length > 12:
        back = datetime.combine(first + timedelta(length - 5), time())
        half = {"ActionId": 2, "StartDate": back, "Presence": Decimal(50), "TypeWorkResumption": "G"}
        yield row | half | {"TypeWorkResumptionDesc": "Gedeeltelijk hersteld", "HourWeekPresent": 20}


def rosters(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "EmployeeId": office.employee_code(employee),
                "SeqNo": 1,
                "EmployerId": office.employer,
                "StartDate": employee.started,
                "EndDate": employee.ended,
                "DaysPerWeek": hours_of(employee) / 8,
                "HoursPerWeek": hours_of(employee),
                "Variable": False,
                "PartTime": 100 * share_of(employee),
                "VariablePattern": False,
                "MinHours": hours_of(employee),
                "MaxHours": hours_of(employee),
                "ModifiedDate": at_work(employee.started, employee.number),
            }
            for employee in office.staff
        ]
    )


def parental_rosters(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "employeeNumber": office.employee_code(employee),
                "serialNumber": 1,
                "validFrom": employee.started,
                "weeklyHours": hours_of(employee),
                "hoursParentalLeaveBirth": Decimal(0),
                "hoursParentalLeavePayed1": Decimal(4 if employee.number % 5 == 4 else 0),
                "hoursParentalLeavePayed2": Decimal(0),
                "hoursParentalLeaveUnpayed": Decimal(0),
                "dateOfChange": at_work(employee.started, employee.number),
            }
            for employee in office.staff
        ]
    )
