"""The tenant itself: users, groups and whom they hold, roles, domains."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from nlconnect.mock.dataset.books import COMPANIES
from nlconnect.mock.dataset.identity import phone_number, slug, trade_register_number
from nlconnect.mock.tables import Column, Generated, Index, Listed, Source
from nlconnect_graph.mock.rows.enterprise import (
    DOMAIN,
    FIRST_DOMAIN,
    FOUNDED,
    NAME,
    TENANT,
    Colleague,
    Enterprise,
)

BUSINESS_PREMIUM = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
ROLES = (
    ("62e90394-69f5-4237-9190-012177145e10", "Global Administrator", "Can manage all aspects of the tenant."),
    ("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader", "Can read everything that an administrator can."),
)


def users(enterprise: Enterprise, _: object) -> Source:
    return Generated(enterprise.user_count, enterprise.user, _USER_COLUMNS, _user_indexes(enterprise))


def _user_indexes(enterprise: Enterprise) -> Mapping[str, Index]:
    def find(value: object) -> range:
        number = enterprise.user_number(str(value))
        return range(0) if number is None else range(number, number + 1)

    return {"id": find, "userPrincipalName": find}


def _plan(user: Colleague) -> list[dict[str, object]]:
    return [{"skuId": BUSINESS_PREMIUM, "disabledPlans": []}] if user.mail else []


_USER_COLUMNS: Mapping[str, Column[Colleague]] = {
    "#type": lambda u: "user",
    "#manager": lambda u: None if u.manager is None else u.enterprise.guids("user")[u.manager],
    "id": lambda u: u.id,
    "displayName": lambda u: u.display_name,
    "givenName": lambda u: u.person.first_name,
    "surname": lambda u: u.person.surname,
    "jobTitle": lambda u: u.job,
    "mail": lambda u: u.mail,
    "userPrincipalName": lambda u: u.principal_name,
    "mailNickname": lambda u: u.nickname,
    "mobilePhone": lambda u: u.person.phone if u.number % 3 else None,
    "businessPhones": lambda u: [phone_number(u.seed)] if u.number % 4 else [],
    "officeLocation": lambda u: u.company.city,
    "preferredLanguage": lambda u: "nl-NL" if u.number % 5 else None,
    "accountEnabled": lambda u: not u.has_left,
    "assignedLicenses": _plan,
    "businessAddress": lambda u: None,
    "city": lambda u: u.company.city,
    "companyName": lambda u: u.company.name,
    "country": lambda u: "Nederland",
    "createdDateTime": lambda u: u.created,
    "department": lambda u: u.department,
    "employeeHireDate": lambda u: u.created,
    "employeeId": lambda u: f"{u.place + 1:05d}" if u.is_staff else None,
    "employeeType": lambda u: "Employee" if u.is_staff else "Contractor",
    "identities": lambda u: [
        {"signInType": "userPrincipalName", "issuer": FIRST_DOMAIN, "issuerAssignedId": u.principal_name}
    ],
    "imAddresses": lambda u: [u.principal_name] if u.mail else [],
    "isResourceAccount": lambda u: None,
    "lastPasswordChangeDateTime": lambda u: u.created + timedelta(days=90),
    "onPremisesSyncEnabled": lambda u: None,
    "otherMails": lambda u: [u.person.mail("thuis.test")] if u.number % 6 == 0 else [],
    "passwordPolicies": lambda u: None,
    "postalCode": lambda u: u.address.postcode,
    "proxyAddresses": lambda u: [f"SMTP:{u.mail}", f"smtp:{u.nickname}@{FIRST_DOMAIN}"] if u.mail else [],
    "securityIdentifier": lambda u: f"S-1-12-1-{u.seed % 4_000_000_000}-{u.number}",
    "showInAddressList": lambda u: True,
    "signInActivity": lambda u: {
        "lastSignInDateTime": datetime(2026, 11, 20, 7, u.number % 60, tzinfo=UTC),
        "lastSignInRequestId": u.enterprise.guids("sign-in")[u.number],
        "lastNonInteractiveSignInDateTime": datetime(2026, 11, 20, 15, u.number % 60, tzinfo=UTC),
        "lastNonInteractiveSignInRequestId": u.enterprise.guids("sign-in-quiet")[u.number],
    },
    "signInSessionsValidFromDateTime": lambda u: u.created,
    "streetAddress": lambda u: u.address.line,
    "usageLocation": lambda u: "NL",
    "userType": lambda u: "Member",
    "employeeOrgData": lambda u: {"division": u.company.name, "costCenter": None},
    "mailboxSettings": lambda u: None,
}


def _belongs(user: Colleague, place: int) -> bool:
    """The groups by number: everybody, bookkeeping, directors, and one for each company, which are teams too."""
    match place:
        case 0:
            return True
        case 1:
            return user.place % 8 in (1, 2)
        case 2:
            return user.place == 0
        case 6:
            return False
    return user.company is COMPANIES[place - 3]


GROUPS = (
    ("Alle medewerkers", "Iedereen die bij de groep werkt"),
    ("Administratie", "Facturen en betalingen"),
    ("Directie", "De directies van de bedrijven"),
    *((company.name, f"Iedereen bij {company.name}") for company in COMPANIES),
    ("Toegang boekhouding", "Beveiligingsgroep zonder postvak"),
)
TEAMS = range(1, 6)
"""Which groups are teams as well."""


def groups(enterprise: Enterprise, _: object) -> Source:
    return Listed([_group(enterprise, number) for number in range(len(GROUPS))])


def members_of(enterprise: Enterprise, number: int) -> list[Colleague]:
    """The employees in a group; flex workers are in none."""
    return [user for user in enterprise.staff if _belongs(user, number)]


def _group(enterprise: Enterprise, number: int) -> dict[str, object]:
    name, description = GROUPS[number]
    unified = number < len(GROUPS) - 1
    nickname = slug(name).replace("-b-v", "")
    members = [user.id for user in members_of(enterprise, number)]
    return {
        "#type": "group",
        "#members": [("user", member) for member in members] or [("group", enterprise.guids("group")[1])],
        "#owners": [("user", enterprise.user(0).id), *(("user", member) for member in members[1:2])],
        "id": enterprise.guids("group")[number],
        "displayName": name,
        "description": description if number % 3 else None,
        "createdDateTime": FOUNDED + timedelta(days=number),
        "renewedDateTime": FOUNDED + timedelta(days=number),
        "groupTypes": ["Unified"] if unified else [],
        "mail": f"{nickname}@{DOMAIN}" if unified else None,
        "mailEnabled": unified,
        "mailNickname": nickname,
        "proxyAddresses": [f"SMTP:{nickname}@{DOMAIN}"] if unified else [],
        "resourceProvisioningOptions": ["Team"] if number in TEAMS else [],
        "resourceBehaviorOptions": [],
        "creationOptions": ["Team"] if number in TEAMS else [],
        "onPremisesProvisioningErrors": [],
        "serviceProvisioningErrors": [],
        "securityEnabled": not unified,
        "securityIdentifier": f"S-1-12-1-30000000{number}",
        "visibility": ("Private", "Public")[number % 2] if unified else None,
    }


def organizations(enterprise: Enterprise, _: object) -> Source:
    parent = COMPANIES[0]
    return Listed(
        [
            {
                "id": TENANT,
                "displayName": NAME,
                "city": parent.city,
                "country": "Nederland",
                "countryLetterCode": "NL",
                "postalCode": "3511 SA",
                "street": "Stationsweg 1",
                "createdDateTime": FOUNDED,
                "businessPhones": [phone_number(enterprise.seed)],
                "technicalNotificationMails": [f"beheer@{DOMAIN}"],
                "marketingNotificationEmails": [],
                "securityComplianceNotificationMails": [],
                "securityComplianceNotificationPhones": [],
                "preferredLanguage": "nl",
                "tenantType": "AAD",
                "defaultUsageLocation": "NL",
                "onPremisesSyncEnabled": None,
                "privacyProfile": {"contactEmail": f"privacy@{DOMAIN}", "statementUrl": f"https://{DOMAIN}/privacy"},
                "directorySizeQuota": {"used": 60, "total": 50_000},
                "assignedPlans": [],
                "provisionedPlans": [],
                "verifiedDomains": [
                    {
                        "capabilities": "Email, OfficeCommunicationsOnline",
                        "isDefault": name == DOMAIN,
                        "isInitial": name == FIRST_DOMAIN,
                        "name": name,
                        "type": "Managed",
                    }
                    for name in (DOMAIN, FIRST_DOMAIN)
                ],
                "#number": trade_register_number(enterprise.seed),
            }
        ]
    )


def domains(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": name,
                "authenticationType": "Managed",
                "availabilityStatus": None,
                "isAdminManaged": True,
                "isDefault": name == DOMAIN,
                "isInitial": name == FIRST_DOMAIN,
                "isRoot": True,
                "isVerified": True,
                "supportedServices": ["Email", "OfficeCommunicationsOnline"],
                "passwordValidityPeriodInDays": 2_147_483_647,
                "passwordNotificationWindowInDays": 14,
                "state": None,
            }
            for name in (DOMAIN, FIRST_DOMAIN)
        ]
    )


def directory_roles(enterprise: Enterprise, _: object) -> Source:
    holders = (enterprise.user(0).id, enterprise.user(1).id)
    return Listed(
        [
            {
                "#type": "directoryRole",
                "#members": [("user", holders[number])],
                "id": enterprise.guids("role")[number],
                "displayName": name,
                "description": description,
                "roleTemplateId": template,
            }
            for number, (template, name, description) in enumerate(ROLES)
        ]
    )
