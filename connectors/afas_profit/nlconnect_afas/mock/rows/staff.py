"""Employers, employees, functions and departments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.staff import COST_CENTRES, DEPARTMENTS, JOBS, Employee
from nlconnect.mock.tables import Source
from nlconnect_afas.mock.rows.environment import FOUNDED, Environment, Office, at_work

HOURS = (Decimal(40), Decimal(36), Decimal(32), Decimal(24))
CONTRACTS = (("V", "Vast"), ("T", "Tijdelijk"))
SIZES = ("S", "M", "L", "XL")


def hours_of(employee: Employee) -> Decimal:
    return HOURS[employee.seed % len(HOURS)]


def share_of(employee: Employee) -> Decimal:
    """Of a full week of 40 hours."""
    return hours_of(employee) / 40


def unit_of(office: Office, employee: Employee) -> tuple[str, str]:
    """Code and name of the department."""
    code, name = DEPARTMENTS[employee.number % len(DEPARTMENTS)]
    return f"{office.unit}{code}", name


def job_of(employee: Employee) -> tuple[str, str]:
    """Code and name of the function."""
    return JOBS[employee.number % len(JOBS)][:4].upper(), employee.job


def contract_of(employee: Employee) -> tuple[str, str]:
    return CONTRACTS[0 if employee.number % 4 else 1]


def name_of(employee: Employee) -> str:
    """As AFAS lists people: the surname first."""
    person = employee.person
    prefix = f" {person.prefix}" if person.prefix else ""
    return f"{person.last_name}, {person.initials}{prefix}"


def manager_of(office: Office, employee: Employee) -> Employee | None:
    """The first of each company leads the others."""
    return office.staff[0] if employee.number else None


def employers(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "EmployerId": office.employer,
                "Name": office.company.name,
                "OrganisationId": f"9{office.unit:04d}",
                "AddressLine1": "Stationsweg 1",
                "AddressLine3": f"1234 SA  {office.company.city.upper()}",
                "AddressLine4": "NEDERLAND",
                "DimAx1": "Kostenplaats",
                "UnitId": office.unit,
            }
        ]
    )


def employees(environment: Environment) -> Source:
    return environment.listed(lambda office: [_employee(office, employee) for employee in office.staff])


def _employee(office: Office, employee: Employee) -> Mapping[str, object]:
    person, address = employee.person, employee.address
    unit, unit_name = unit_of(office, employee)
    job, job_name = job_of(employee)
    contract, contract_name = contract_of(employee)
    return {
        "EmployeeId": office.employee_code(employee),
        "PersonId": office.person_code(employee),
        "EmployerId": office.employer,
        "BSN": person.citizen_number,
        "BirthName": person.last_name,
        "FirstName": person.first_name,
        "Initials": person.initials,
        "PrefixBirthName": person.prefix,
        "DateOfBirth": person.birth_date,
        "Gender": person.gender,
        "MaritalStatus": str(1 + employee.number % 3),
        "NameUse": "0",
        "Mobile": person.phone if mix(employee.seed, 0xAF) % 3 else None,
        "Phone": person.phone,
        "Street": address.street,
        "HouseNumber": int(address.number),
        "ZIPCode": address.postcode,
        "City": address.city,
        "Country": "NL",
        "EmploymentStart": employee.started,
        "EmploymentEnd": employee.ended,
        "HourPerWeek": hours_of(employee),
        "EmploymentType": contract,
        "EmploymentTypeDesc": contract_name,
        "FTE": share_of(employee),
        "OrgUnit": unit,
        "OrgUnitDesc": unit_name,
        "FunctionId": job,
        "FunctionDesc": job_name,
        "Mail": office.mail_of(employee),
    }


def employees_in_short(environment: Environment) -> Source:
    return environment.listed(lambda office: [_in_short(office, employee) for employee in office.staff])


def _in_short(office: Office, employee: Employee) -> Mapping[str, object]:
    return {
        "EmployeeId": office.employee_code(employee),
        "Name": name_of(employee),
        "Blocked": int(employee.ended is not None),
        "DvId": "1",
        "Employer": office.employer,
        "FunctionId": job_of(employee)[0],
        "Function": job_of(employee)[1],
        "OE": unit_of(office, employee)[0],
        "EmploymentStart": employee.started,
        "EmploymentEnd": employee.ended,
        "BSN": employee.person.citizen_number,
        "DateBirth": employee.person.birth_date,
        "PersonId": office.person_code(employee),
        "Mail": office.mail_of(employee),
    }


def addresses(environment: Environment) -> Source:
    """Where employees live, and where every fifth lived before."""
    return environment.listed(lambda office: [row for employee in office.staff for row in _homes(office, employee)])


def _homes(office: Office, employee: Employee) -> Iterator[Mapping[str, object]]:
    moved = date(2024, 5, 1)
    address = employee.address
    row = {
        "Naam": name_of(employee),
        "AdTp": "P",
        "DaBe": employee.started,
        "CoId": "NL",
        "CoNm": "Nederland",
        "ZpCd": address.postcode,
        "HmNr": int(address.number),
        "Ad": address.street,
        "PbAd": False,
        "Rs": address.city,
        "EmId": office.employee_code(employee),
        "BcId": int(office.person_code(employee)),
    }
    if employee.number % 5 == 2 and employee.started < moved:
        yield row | {"DaEn": moved, "Ad": "Dorpsstraat", "HmNr": 10 + employee.number}
        row["DaBe"] = moved
    yield row


def functions(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "Employer": office.employer,
                "FunctionId": job[:4].upper(),
                "FunctionDesc": job,
                "Blocked": False,
                "FunctionType": "A",
            }
            for job in JOBS
        ]
    )


def organisation_chart(environment: Environment) -> Source:
    return environment.listed(_chart)


def _chart(office: Office) -> Iterator[Mapping[str, object]]:
    head = f"{office.unit}ALG"
    lead = office.employee_code(office.staff[0])
    top = {"StartDate": FOUNDED.date(), "Unitd": head, "UnitDesc": office.company.name, "Manager": lead}
    yield top | {"Level": "0", "Level0": head}
    for code, name in DEPARTMENTS:
        unit = f"{office.unit}{code}"
        row = top | {"Unitd": unit, "UnitDesc": name, "Level": "1", "UpperUnit": head}
        yield row | {"Level0": head, "Level1": unit}


def own_employees(environment: Environment) -> Source:
    """The view that this customer made, with fields of its own."""
    return environment.listed(
        lambda office: [
            {
                "Medewerker": office.employee_code(employee),
                "Volledige_naam": employee.person.full_name,
                "E-mail_werk": office.mail_of(employee),
                "Tel.nr_werk": employee.person.phone,
                "Functie": employee.job,
                "Afdeling": unit_of(office, employee)[1],
                "Werkgever": office.employer,
                "Datum_in_dienst": employee.started,
                "Datum_uit_dienst": employee.ended,
                "Uren_per_week": hours_of(employee),
                "Bedrijfskleding_maat": SIZES[employee.seed % 4],
                "Sleutelnummer": 100 * office.unit + employee.number,
                "Gewijzigd_op": at_work(employee.started, employee.number),
            }
            for employee in office.staff
        ]
    )


def cost_centre_of(office: Office, employee: Employee) -> tuple[str, str]:
    code, name = COST_CENTRES[employee.cost_centre]
    return f"{office.unit}{code}", name
