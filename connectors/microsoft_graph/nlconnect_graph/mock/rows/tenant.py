"""What an administrator looks after: apps, licences, roles, devices, units, photos."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from nlconnect.mock.dataset.identity import phone_number
from nlconnect.mock.tables import Listed, Source
from nlconnect_graph.mock.accounts import CLIENT_ID, PUBLIC_CLIENT_ID
from nlconnect_graph.mock.refusals import GRAPH_APP
from nlconnect_graph.mock.rows.enterprise import DOMAIN, FOUNDED, NAME, TENANT, Enterprise
from nlconnect_graph.mock.rows.people import BUSINESS_PREMIUM, ROLES

APPS = ((CLIENT_ID, "Mockkoppeling"), (PUBLIC_CLIENT_ID, "Mockprogramma"))
READ_MAIL = "810c84a8-4a9e-49e6-bf7d-12d183f40d01"
READ_USERS = "df021288-bdef-4463-88db-98f22de89214"
EXCHANGE = "9aaf7827-d63c-4b61-89c3-182f06f82e5c"
PLANS = [
    {
        "servicePlanId": EXCHANGE,
        "servicePlanName": "EXCHANGE_S_STANDARD",
        "provisioningStatus": "Success",
        "appliesTo": "User",
    }
]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one dot."""


def applications(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#type": "application",
                "#owners": [("user", enterprise.user(0).id)],
                "id": enterprise.guids("application")[number],
                "appId": app,
                "displayName": name,
                "createdDateTime": FOUNDED,
                "publisherDomain": DOMAIN,
                "signInAudience": "AzureADMyOrg",
                "identifierUris": [],
                "tags": [],
                "addIns": [],
                "appRoles": [],
                "keyCredentials": [],
                "passwordCredentials": [
                    {
                        "displayName": "koppeling",
                        "hint": "moc",
                        "keyId": enterprise.guids("credential")[number],
                        "startDateTime": FOUNDED,
                        "endDateTime": datetime(2027, 3, 4, tzinfo=UTC),
                        "secretText": None,
                        "customKeyIdentifier": None,
                    }
                ],
                "isFallbackPublicClient": number == 1,
                "requiredResourceAccess": [
                    {"resourceAppId": GRAPH_APP, "resourceAccess": [{"id": READ_MAIL, "type": "Role"}]}
                ],
                "publicClient": {"redirectUris": ["http://localhost"]},
                "web": {"redirectUris": []},
                "spa": {"redirectUris": []},
            }
            for number, (app, name) in enumerate(APPS)
        ]
    )


def service_principals(enterprise: Enterprise, _: object) -> Source:
    names = (*APPS, (GRAPH_APP, "Microsoft Graph"))
    return Listed(
        [
            {
                "#type": "servicePrincipal",
                "id": enterprise.guids("service principal")[number],
                "appId": app,
                "displayName": name,
                "appDisplayName": name,
                "accountEnabled": True,
                "appOwnerOrganizationId": TENANT,
                "appRoleAssignmentRequired": False,
                "servicePrincipalType": "Application",
                "servicePrincipalNames": [app],
                "signInAudience": "AzureADMyOrg",
                "alternativeNames": [],
                "tags": [],
                "appRoles": [
                    {"id": READ_MAIL, "value": "Mail.Read", "displayName": "Read mail in all mailboxes"},
                    {"id": READ_USERS, "value": "User.Read.All", "displayName": "Read all users' full profiles"},
                ]
                if app == GRAPH_APP
                else [],
                "oauth2PermissionScopes": [],
                "keyCredentials": [],
                "passwordCredentials": [],
                "replyUrls": [],
                "notificationEmailAddresses": [],
            }
            for number, (app, name) in enumerate(names)
        ]
    )


def app_role_assignments(enterprise: Enterprise, _: object) -> Source:
    principals = enterprise.guids("service principal")
    rows: list[dict[str, object]] = [
        {
            "#service_principal": principals[2],
            "id": base64.urlsafe_b64encode(f"role {number}".encode()).decode(),
            "appRoleId": role,
            "createdDateTime": FOUNDED,
            "principalDisplayName": APPS[0][1],
            "principalId": principals[0],
            "principalType": "ServicePrincipal",
            "resourceDisplayName": "Microsoft Graph",
            "resourceId": principals[2],
        }
        for number, role in enumerate((READ_MAIL, READ_USERS))
    ]
    rows += [
        {
            "#user": user.id,
            "#service_principal": principals[0],
            "id": base64.urlsafe_b64encode(f"user role {user.number}".encode()).decode(),
            "appRoleId": "00000000-0000-0000-0000-000000000000",
            "createdDateTime": user.created,
            "principalDisplayName": user.display_name,
            "principalId": user.id,
            "principalType": "User",
            "resourceDisplayName": APPS[0][1],
            "resourceId": principals[0],
        }
        for user in list(enterprise.staff)[:6]
    ]
    return Listed(rows)


def permission_grants(enterprise: Enterprise, _: object) -> Source:
    principals = enterprise.guids("service principal")
    return Listed(
        [
            {
                "id": base64.urlsafe_b64encode(f"grant {number}".encode()).decode(),
                "clientId": principals[1],
                "consentType": ("AllPrincipals", "Principal")[number],
                "principalId": None if number == 0 else enterprise.user(1).id,
                "resourceId": principals[2],
                "scope": ("User.Read Mail.Read", "Calendars.Read")[number],
            }
            for number in range(2)
        ]
    )


def subscribed_skus(enterprise: Enterprise, _: object) -> Source:
    skus: tuple[tuple[str, str, list[dict[str, str]], int], ...] = (
        (BUSINESS_PREMIUM, "SPB", PLANS, 30),
        ("f30db892-07e9-47e9-837c-80727f46fd3d", "FLOW_FREE", [], 10_000),
    )
    return Listed(
        [
            {
                "id": f"{TENANT}_{sku}",
                "accountId": TENANT,
                "accountName": NAME.lower().replace(" ", ""),
                "appliesTo": "User",
                "capabilityStatus": "Enabled",
                "consumedUnits": min(enterprise.staff_count, units),
                "prepaidUnits": {"enabled": units, "suspended": 0, "warning": 0, "lockedOut": 0},
                "skuId": sku,
                "skuPartNumber": part,
                "servicePlans": plans,
                "subscriptionIds": [enterprise.guids("subscription")[number]],
            }
            for number, (sku, part, plans, units) in enumerate(skus)
        ]
    )


def license_details(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#user": user.id,
                "id": base64.urlsafe_b64encode(f"licence {user.number}".encode()).decode(),
                "skuId": BUSINESS_PREMIUM,
                "skuPartNumber": "SPB",
                "servicePlans": PLANS,
            }
            for user in enterprise.staff
            if user.mail
        ]
    )


def role_assignments(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": base64.urlsafe_b64encode(f"assignment {number}".encode()).decode(),
                "principalId": enterprise.user(number).id,
                "roleDefinitionId": template,
                "directoryScopeId": "/",
                "principalOrganizationId": TENANT,
            }
            for number, (template, _, _) in enumerate(ROLES)
        ]
    )


def administrative_units(enterprise: Enterprise, _: object) -> Source:
    members = [("user", user.id) for user in enterprise.staff if user.company is enterprise.books[0].company]
    return Listed(
        [
            {
                "#type": "administrativeUnit",
                "#members": members,
                "id": enterprise.guids("unit")[0],
                "displayName": enterprise.books[0].company.city,
                "description": None,
                "visibility": None,
                "membershipType": "Assigned",
                "isMemberManagementRestricted": False,
            }
        ]
    )


def devices(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#type": "device",
                "id": enterprise.guids("device")[user.number],
                "deviceId": enterprise.guids("device key")[user.number],
                "displayName": f"NB-{user.number + 1:04d}",
                "accountEnabled": True,
                "operatingSystem": "Windows",
                "operatingSystemVersion": "10.0.26100.2033",
                "approximateLastSignInDateTime": datetime(2026, 11, 20, 7, tzinfo=UTC),
                "registrationDateTime": user.created,
                "isCompliant": user.number % 6 != 5,
                "isManaged": True,
                "manufacturer": "Voorbeeldmerk",
                "model": "Notitieboek 14",
                "profileType": "RegisteredDevice",
                "trustType": "AzureAd",
                "deviceOwnership": "Company",
                "physicalIds": [],
                "systemLabels": [],
                "alternativeSecurityIds": [],
            }
            for user in enterprise.staff
        ]
    )


def org_contacts(enterprise: Enterprise, _: object) -> Source:
    """Shared contacts: the suppliers, made with Exchange's own tools."""
    books = enterprise.books[0]
    ranks = books.purchases.ranks
    rows: list[dict[str, object]] = []
    for number in range(min(ranks.count, 15)):
        party = books.party(ranks.party(number))
        rows.append(
            {
                "#type": "orgContact",
                "id": enterprise.guids("org contact")[number],
                "displayName": party.name,
                "givenName": party.contact.first_name,
                "surname": party.contact.surname,
                "mail": party.mail,
                "mailNickname": f"leverancier{party.code}",
                "companyName": party.name,
                "department": None,
                "jobTitle": None,
                "proxyAddresses": [f"SMTP:{party.mail}"],
                "phones": [{"type": "business", "number": phone_number(party.seed)}],
                "addresses": [
                    {
                        "city": party.address.city,
                        "countryOrRegion": "Nederland",
                        "officeLocation": None,
                        "postalCode": party.address.postcode,
                        "state": None,
                        "street": party.address.line,
                    }
                ],
                "onPremisesProvisioningErrors": [],
                "serviceProvisioningErrors": [],
            }
        )
    return Listed(rows)


def photos(enterprise: Enterprise, _: object) -> Source:
    """Every third employee has one, and every group."""
    owners: list[dict[str, object]] = [{"#user": user.id} for user in enterprise.staff if user.number % 3 == 1]
    owners += [{"#group": enterprise.guids("group")[number]} for number in range(6)]
    return Listed(
        [
            {
                **owner,
                "#content": PNG,
                "id": "648X648",
                "width": 648,
                "height": 648,
                "@odata.mediaContentType": "image/png",
            }
            for owner in owners
        ]
    )


def deleted_users(enterprise: Enterprise) -> list[dict[str, object]]:
    """Somebody who was deleted before the mock was opened."""
    return [
        {
            "#type": "user",
            "id": enterprise.guids("deleted user")[0],
            "displayName": "Oud Medewerker",
            "givenName": "Oud",
            "surname": "Medewerker",
            "userPrincipalName": f"{enterprise.guids('deleted user')[0].replace('-', '')}oud@{DOMAIN}",
            "businessPhones": [],
            "deletedDateTime": datetime(2026, 11, 10, 9, tzinfo=UTC),
        }
    ]


KEPT_DELETED = timedelta(days=30)
"""Graph: users, groups and apps can be taken back for so long."""
