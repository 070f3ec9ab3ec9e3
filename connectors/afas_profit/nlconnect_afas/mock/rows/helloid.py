"""The views that identity management installs: employments, positions, organisation, users."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from nlconnect.mock.dataset.staff import DEPARTMENTS, Employee
from nlconnect.mock.tables import Listed, Source
from nlconnect_afas.mock.rows.environment import Environment, Office
from nlconnect_afas.mock.rows.lists import PARTICIPANT, user_of
from nlconnect_afas.mock.rows.staff import (
    contract_of,
    cost_centre_of,
    hours_of,
    job_of,
    manager_of,
    name_of,
    share_of,
    unit_of,
)


def employments(environment: Environment) -> Source:
    return environment.listed(lambda office: [_employment(office, employee) for employee in office.staff])


def _employment(office: Office, employee: Employee) -> Mapping[str, object]:
    contract, contract_name = contract_of(employee)
    return {
        **_position(office, employee),
        "Type_contract": contract_name,
        "Dienstverband": "1",
        "Volgnummer_contract": "1",
        "Begindatum_contract": employee.started,
        "Einddatum_contract": employee.ended,
        "Uren_per_week": hours_of(employee),
        "Parttime_percentage": 100 * share_of(employee),
        "FTE": share_of(employee),
        "Soort_medewerker": "Personeelslid",
        "Soort_medewerker_code": "P",
        "Dienstbetrekking": contract,
        "ExternalID": f"{office.employee_code(employee)}-1",
    }


def _position(office: Office, employee: Employee) -> dict[str, object]:
    unit, unit_name = unit_of(office, employee)
    job, job_name = job_of(employee)
    centre, centre_name = cost_centre_of(office, employee)
    manager = manager_of(office, employee)
    return {
        "Medewerker": office.employee_code(employee),
        "Persoonsnummer": office.person_code(employee),
        "Naam": name_of(employee),
        "Organisatorische_eenheid_code": unit,
        "Organisatorische_eenheid_omschrijving": unit_name,
        "Functie_code": job,
        "Functie_omschrijving": job_name,
        "Kostenplaats_code": centre,
        "Kostenplaats_omschrijving": centre_name,
        "Werkgever_code": office.employer,
        "Werkgever_omschrijving": office.company.name,
        "Begindatum_functie": employee.started,
        "Einddatum_functie": employee.ended,
        "Persoonsnummer_leidinggevende": office.person_code(manager) if manager else None,
        "Medewerkernummer_leidinggevende": office.employee_code(manager) if manager else None,
    }


def positions(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                **_position(office, employee),
                "Percentage": Decimal(100),
                "EmploymentExternalID": f"{office.employee_code(employee)}-1",
                "ExternalID": f"{office.employee_code(employee)}-1-1",
            }
            for employee in office.staff
        ]
    )


def organizational_units(environment: Environment) -> Source:
    return environment.listed(_units)


def _units(office: Office) -> list[Mapping[str, object]]:
    head, lead = f"{office.unit}ALG", office.employee_code(office.staff[0])
    rows: list[Mapping[str, object]] = [
        {"ExternalId": head, "DisplayName": office.company.name, "ManagerExternalId": lead}
    ]
    rows += [
        {
            "ExternalId": f"{office.unit}{code}",
            "DisplayName": name,
            "ParentExternalId": head,
            "ManagerExternalId": lead,
        }
        for code, name in DEPARTMENTS
    ]
    return rows


def users(environment: Environment) -> Source:
    rows: list[Mapping[str, object]] = [
        {"Gebruiker": f"{PARTICIPANT}.koppeling", "DisplayName": "Koppeling", "Geblokkeerd": False, "Connector": True}
    ]
    for office in environment.offices:
        rows += [_user(office, employee) for employee in office.staff]
    return Listed(rows)


def _user(office: Office, employee: Employee) -> Mapping[str, object]:
    person = employee.person
    no = dict.fromkeys(("Connector", "Reservekopieen_via_commandline", "Commandline", "OutSite"), False)
    return {
        **no,
        "Medewerker": office.employee_code(employee),
        "Gebruiker": user_of(office, employee.number),
        "Persoonsnummer": office.person_code(employee),
        "DisplayName": person.full_name,
        "Geblokkeerd": employee.ended is not None,
        "UPN": person.mail("voorbeeld.test"),
        "Email_werk_gebruiker": office.mail_of(employee),
        "Profit_Windows": employee.number < 3,
        "InSite": True,
        "Voorletters": person.initials,
        "Roepnaam": person.first_name,
        "Voornaam": person.first_name,
        "Voorvoegsel": person.prefix,
        "Geboortenaam": person.last_name,
        "Naamgebruik_code": "0",
        "Mobielnr_werk": person.phone,
        "Email_werk": office.mail_of(employee),
    }
