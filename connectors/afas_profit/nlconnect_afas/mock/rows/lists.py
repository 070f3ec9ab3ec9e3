"""Short lists that every environment has: countries, places, titles, languages, users, code tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.parties import Party, Person
from nlconnect.mock.dataset.words import CITIES
from nlconnect.mock.tables import Listed, Source
from nlconnect_afas.mock.rows.environment import FOUNDED, Environment, Office

PARTICIPANT = "12345"
COUNTRIES = (
    ("A", "Oostenrijk"),
    ("AFG", "Afghanistan"),
    ("B", "België"),
    ("CH", "Zwitserland"),
    ("D", "Duitsland"),
    ("DK", "Denemarken"),
    ("E", "Spanje"),
    ("F", "Frankrijk"),
    ("GB", "Verenigd Koninkrijk"),
    ("I", "Italië"),
    ("L", "Luxemburg"),
    ("NL", "Nederland"),
    ("P", "Portugal"),
    ("PL", "Polen"),
    ("S", "Zweden"),
)
"""AFAS: codes of its own, not ISO's; all but the first five of the fact sheet are guesses by number plate."""
LANGUAGES = (("DE", "Duits", "de"), ("EN", "Engels", "en"), ("FR", "Frans", "fr"), ("NL", "Nederlands", "nl"))
GROUPS = (("Beheer", "Beheerders"), ("Financieel", "Financiële administratie"), ("HRM", "Personeelszaken"))


def _fixed(rows: Iterable[Mapping[str, object]]) -> Callable[[Environment], Source]:
    kept = list(rows)
    return lambda _: Listed(kept)


countries = _fixed({"CoId": code, "Co": name} for code, name in COUNTRIES)
titles = _fixed({"TtId": code, "Ds": name} for code, name in (("DHR", "De heer"), ("MEVR", "Mevrouw"), ("MX", "Mx.")))
languages = _fixed(
    {"Taalcode": code, "Taal": name, "ISO_taalcode": iso, "ISO_taal": name} for code, name, iso in LANGUAGES
)
residences = _fixed({"CoId": "NL", "Rs": name, "ZcBg": f"{low} AA", "ZcEn": f"{high} ZZ"} for name, low, high in CITIES)
residences_and_prefixes = _fixed(
    {
        "CountryId": "NL",
        "CountryName": "Nederland",
        "Residence": name,
        "TelephonePrefix": "000",
        "ZipCodeBegin": f"{low} AA",
        "ZipCodeEnd": f"{high} ZZ",
        "CreateDate": FOUNDED,
        "ModifiedDate": FOUNDED,
    }
    for name, low, high in CITIES
)
code_table_values = _fixed(
    {"SyId": "KN", "CtId": table, "VaIi": f"{number + 1}", "VaId": code, "Ds": name, "Bl": False}
    for table, values in (
        ("CLASSIFICATIE", (("A", "Grote klant"), ("B", "Vaste klant"), ("C", "Losse klant"))),
        ("KLEDING", (("S", "Small"), ("M", "Medium"), ("L", "Large"), ("XL", "Extra large"))),
        ("HERKOMST", (("WEB", "Website"), ("BEURS", "Beurs"), ("REL", "Via relatie"))),
    )
    for number, (code, name) in enumerate(values)
)
user_groups = _fixed(
    {"GroupId": code, "Decription": name, "UserId": f"{PARTICIPANT}.{user}"}
    for code, name in GROUPS
    for user in ("beheer", "koppeling")
)
helloid_groups = _fixed({"GroupId": code, "Description": name} for code, name in GROUPS)
helloid_user_groups = _fixed(
    {"GroupId": code, "UserId": f"{PARTICIPANT}.{user}"} for code, _ in GROUPS for user in ("beheer", "koppeling")
)


def user_of(office: Office, number: int) -> str:
    """The user that belongs to an employee."""
    return f"{PARTICIPANT}.{office.employee_code(office.staff[number])}"


def users(environment: Environment) -> Source:
    """Two that run the environment, and one for each employee."""
    rows: list[Mapping[str, object]] = [
        _system_user(environment, "beheer", 0),
        _system_user(environment, "koppeling", 1),
    ]
    for office in environment.offices:
        rows += [
            {
                "UserId": user_of(office, employee.number),
                "Description": employee.person.full_name,
                "UPN": employee.person.mail("voorbeeld.test"),
                "Blocked": employee.ended is not None,
                "Email": office.mail_of(employee),
                "Windows": employee.number < 3,
                "Connector": False,
                "OutSite": False,
                "InSite": True,
                "PersonId": office.person_code(employee),
                "EmployeeId": office.employee_code(employee),
            }
            for employee in office.staff
        ]
    return Listed(rows)


def _system_user(environment: Environment, name: str, number: int) -> Mapping[str, object]:
    person = Person(mix(environment.seed, 0x05E5, number))
    return {
        "UserId": f"{PARTICIPANT}.{name}",
        "Description": person.full_name if name == "beheer" else "Koppeling",
        "UPN": None,
        "Blocked": False,
        "Email": f"{name}@voorbeeld.test",
        "Windows": name == "beheer",
        "Connector": name == "koppeling",
        "OutSite": False,
        "InSite": False,
    }


def profiles(environment: Environment) -> Source:
    """People from outside who may sign in to a portal. No password is ever told."""
    return environment.listed(
        lambda office: [
            {"PrId": int(office.party_code(number)), "PrEm": party.contact.mail(party.domain), "PrPw": None}
            for number, party in _portal(office)
        ]
    )


def profile_roles(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {"ViRo": "KLANT", "PrEm": party.contact.mail(party.domain), "Nm": party.contact.full_name, "Bl": False}
            for _, party in _portal(office)
        ]
    )


def _portal(office: Office) -> list[tuple[int, Party]]:
    return [(number, office.books.party(number)) for number in range(0, 10, 2)]
