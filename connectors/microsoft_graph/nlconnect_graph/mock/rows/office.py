"""OneNote, Bookings, the state of the service, and who signed in."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from nlconnect.mock.dataset.books import COMPANIES
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.tables import Listed, Source
from nlconnect_graph.mock.accounts import CLIENT_ID
from nlconnect_graph.mock.rows.calendar import wall
from nlconnect_graph.mock.rows.contacts import AddressBook
from nlconnect_graph.mock.rows.enterprise import DOMAIN, FOUNDED, TENANT, Colleague, Enterprise, identity
from nlconnect_graph.mock.rows.files import SITES, site_id

WRITERS = 4
SERVICES = ("Exchange Online", "SharePoint Online", "Microsoft Teams", "Microsoft Entra")
SIGN_INS = 40
LATEST = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def _note(kind: str, number: int) -> str:
    return f"1-{mix(number, len(kind)):016x}{mix(len(kind), number):016x}"


def _made(user: Colleague) -> dict[str, object]:
    return {
        "createdDateTime": FOUNDED,
        "lastModifiedDateTime": FOUNDED + timedelta(days=600),
        "createdBy": identity(user),
        "lastModifiedBy": identity(user),
    }


def _writers(enterprise: Enterprise) -> list[Colleague]:
    return [enterprise.user(number) for number in range(WRITERS)]


def notebooks(enterprise: Enterprise, _: object) -> Source:
    owners: list[tuple[dict[str, object], Colleague]] = [({"#user": u.id}, u) for u in _writers(enterprise)]
    owners += [({"#site": site_id(enterprise, n)}, enterprise.user(0)) for n in range(SITES)]
    owners += [({"#group": enterprise.guids("group")[n]}, enterprise.user(0)) for n in range(1, SITES)]
    return Listed(
        [
            {
                **owner,
                **_made(user),
                "id": _note("notebook", number),
                "displayName": "Aantekeningen",
                "isDefault": number < WRITERS,
                "isShared": number >= WRITERS,
                "userRole": "Owner",
            }
            for number, (owner, user) in enumerate(owners)
        ]
    )


def section_groups(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {"#user": user.id, **_made(user), "id": _note("group", user.number), "displayName": "Klanten"}
            for user in _writers(enterprise)
        ]
    )


def sections(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#user": user.id,
                "#notebook": _note("notebook", user.number),
                **_made(user),
                "id": _note("section", user.number * 2 + number),
                "displayName": name,
                "isDefault": number == 0,
            }
            for user in _writers(enterprise)
            for number, name in enumerate(("Snelle notities", "Debiteuren"))
        ]
    )


def pages(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for user in _writers(enterprise):
        for number in range(24):
            invoice = enterprise.book_of(user).sales.invoice(number)
            title = f"Gesprek over {invoice.invoice_number}"
            rows.append(
                {
                    "#user": user.id,
                    "#section": _note("section", user.number * 2 + 1),
                    "#content": f"<html><head><title>{title}</title></head><body>{title}</body></html>".encode(),
                    "id": _note("page", user.number * 100 + number),
                    "title": title,
                    "createdByAppId": "",
                    "createdDateTime": FOUNDED + timedelta(days=number),
                    "lastModifiedDateTime": FOUNDED + timedelta(days=number, hours=1),
                    "level": 0,
                    "order": number,
                    "userTags": [],
                }
            )
    return Listed(rows)


def booking_businesses(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": _business(place),
                "displayName": company.name,
                "businessType": "Advies",
                "email": _business(place),
                "phone": "",
                "isPublished": place == 0,
                "publicUrl": None,
                "languageTag": "nl-NL",
                "defaultCurrencyIso": "EUR",
                "createdDateTime": FOUNDED,
                "lastUpdatedDateTime": FOUNDED,
                "webSiteUrl": f"https://{DOMAIN}",
                "address": {"city": company.city, "countryOrRegion": "Nederland", "type": "business"},
                "businessHours": [],
            }
            for place, company in enumerate(COMPANIES[:2])
        ]
    )


def _business(place: int) -> str:
    return f"afspraken{place + 1}@{DOMAIN}"


def booking_services(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#business": _business(place),
                "id": enterprise.guids("booking service")[place],
                "displayName": "Kennismaking",
                "description": "Een half uur, bij u of bij ons",
                "defaultDuration": "PT30M",
                "defaultPrice": 0.0,
                "defaultPriceType": "free",
                "postBuffer": "PT10M",
                "preBuffer": "PT5M",
                "maximumAttendeesCount": 1,
                "isLocationOnline": False,
                "isHiddenFromCustomers": False,
                "staffMemberIds": [enterprise.guids("booking staff")[place]],
                "createdDateTime": FOUNDED,
                "lastUpdatedDateTime": FOUNDED,
            }
            for place in range(2)
        ]
    )


def booking_staff(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for place in range(2):
        user = enterprise.user(enterprise.firsts[place])
        rows.append(
            {
                "@odata.type": "#microsoft.graph.bookingStaffMember",
                "#business": _business(place),
                "id": enterprise.guids("booking staff")[place],
                "displayName": user.display_name,
                "emailAddress": user.principal_name,
                "role": "administrator",
                "timeZone": "W. Europe Standard Time",
                "useBusinessHours": True,
                "availabilityIsAffectedByPersonalCalendar": True,
                "isEmailNotificationEnabled": False,
                "membershipStatus": "active",
                "workingHours": [],
            }
        )
    return Listed(rows)


def booking_customers(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for place in range(2):
        book = AddressBook(enterprise, enterprise.user(enterprise.firsts[place]))
        for number in range(6):
            contact = book.contact(number)
            rows.append(
                {
                    "@odata.type": "#microsoft.graph.bookingCustomer",
                    "#business": _business(place),
                    "id": enterprise.guids("booking customer")[place * 10 + number],
                    "displayName": contact.name,
                    "emailAddress": next((one["address"] for one in contact.addresses), None),
                    "createdDateTime": FOUNDED,
                    "lastUpdatedDateTime": FOUNDED,
                    "phones": [{"type": "mobile", "number": contact.party.contact.phone}],
                    "addresses": [],
                }
            )
    return Listed(rows)


def booking_appointments(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for place in range(2):
        book = AddressBook(enterprise, enterprise.user(enterprise.firsts[place]))
        for number in range(6):
            contact, start = book.contact(number), datetime(2026, 11, 24 + number % 4, 9 + number, tzinfo=UTC)
            rows.append(
                {
                    "#business": _business(place),
                    "id": f"AAMkAB{enterprise.guids('booking')[place * 10 + number]}=",
                    "serviceId": enterprise.guids("booking service")[place],
                    "serviceName": "Kennismaking",
                    "startDateTime": wall(start),
                    "endDateTime": wall(start + timedelta(minutes=30)),
                    "duration": "PT30M",
                    "price": 0.0,
                    "priceType": "free",
                    "customerName": contact.name,
                    "customerEmailAddress": next((one["address"] for one in contact.addresses), None),
                    "customerPhone": contact.party.contact.phone,
                    "customerTimeZone": "Europe/Amsterdam",
                    "staffMemberIds": [enterprise.guids("booking staff")[place]],
                    "maximumAttendeesCount": 1,
                    "filledAttendeesCount": 1,
                    "isLocationOnline": False,
                    "customers": [],
                    "reminders": [],
                }
            )
    return Listed(rows)


def health_overviews(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": name.replace(" Online", "").replace(" ", ""),
                "service": name,
                "status": "serviceDegradation" if number == 2 else "serviceOperational",
            }
            for number, name in enumerate(SERVICES)
        ]
    )


def service_issues(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": f"TM{900_100 + number}",
                "title": "Sommige gebruikers zien vergaderingen te laat",
                "service": SERVICES[2],
                "feature": "Meetings",
                "featureGroup": "Teams",
                "classification": "advisory",
                "origin": "microsoft",
                "status": ("serviceDegradation", "serviceRestored")[number % 2],
                "isResolved": bool(number % 2),
                "impactDescription": "Vergaderingen verschijnen enkele minuten later.",
                "startDateTime": LATEST - timedelta(days=number + 1),
                "endDateTime": LATEST - timedelta(days=number) if number % 2 else None,
                "lastModifiedDateTime": LATEST - timedelta(days=number),
                "details": [],
                "posts": [],
            }
            for number in range(4)
        ]
    )


def service_messages(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": f"MC{700_100 + number}",
                "title": f"Wijziging {number + 1} in {SERVICES[number % 4]}",
                "services": [SERVICES[number % 4]],
                "category": "planForChange",
                "severity": "normal",
                "isMajorChange": number % 5 == 0,
                "hasAttachments": False,
                "tags": ["Feature update"],
                "body": {"contentType": "html", "content": "<p>Er verandert iets.</p>"},
                "startDateTime": LATEST - timedelta(days=number * 3),
                "endDateTime": LATEST + timedelta(days=60),
                "lastModifiedDateTime": LATEST - timedelta(days=number * 3),
                "details": [],
                "viewPoint": None,
            }
            for number in range(6)
        ]
    )


def sign_ins(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for number in range(SIGN_INS):
        user = enterprise.user(number % enterprise.staff_count)
        failed = number % 9 == 4
        rows.append(
            {
                "id": enterprise.guids("sign in")[number],
                "createdDateTime": LATEST - timedelta(minutes=37 * number),
                "userDisplayName": user.display_name,
                "userPrincipalName": user.principal_name,
                "userId": user.id,
                "appId": CLIENT_ID,
                "appDisplayName": "Mockkoppeling",
                "ipAddress": f"192.0.2.{number % 250 + 1}",
                "clientAppUsed": "Browser",
                "correlationId": enterprise.guids("sign in correlation")[number],
                "conditionalAccessStatus": "notApplied",
                "isInteractive": True,
                "riskDetail": "none",
                "riskLevelAggregated": "none",
                "riskLevelDuringSignIn": "none",
                "riskState": "none",
                "riskEventTypes": [],
                "riskEventTypes_v2": [],
                "resourceDisplayName": "Microsoft Graph",
                "homeTenantId": TENANT,
                "resourceTenantId": TENANT,
                "status": {
                    "errorCode": 50126 if failed else 0,
                    "failureReason": "Error validating credentials." if failed else "Other.",
                    "additionalDetails": None,
                },
                "deviceDetail": {
                    "deviceId": enterprise.guids("device key")[user.number],
                    "displayName": f"NB-{user.number + 1:04d}",
                    "operatingSystem": "Windows",
                    "browser": "Edge 130.0.0",
                    "isCompliant": True,
                    "isManaged": True,
                    "trustType": "Azure AD joined",
                },
                "location": {"city": user.company.city, "state": None, "countryOrRegion": "NL"},
                "appliedConditionalAccessPolicies": [],
            }
        )
    return Listed(rows)


def directory_audits(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for number in range(12):
        user, actor = enterprise.user(number), enterprise.user(0)
        rows.append(
            {
                "id": base64.urlsafe_b64encode(f"Directory_audit_{number}".encode()).decode(),
                "activityDateTime": LATEST - timedelta(hours=number),
                "activityDisplayName": ("Update user", "Add member to group")[number % 2],
                "category": ("UserManagement", "GroupManagement")[number % 2],
                "correlationId": enterprise.guids("audit")[number],
                "loggedByService": "Core Directory",
                "operationType": ("Update", "Assign")[number % 2],
                "result": "success",
                "resultReason": "",
                "additionalDetails": [],
                "initiatedBy": {
                    "app": None,
                    "user": {
                        "id": actor.id,
                        "displayName": actor.display_name,
                        "userPrincipalName": actor.principal_name,
                    },
                },
                "targetResources": [
                    {
                        "id": user.id,
                        "displayName": user.display_name,
                        "type": "User",
                        "userPrincipalName": user.principal_name,
                        "modifiedProperties": [],
                    }
                ],
            }
        )
    return Listed(rows)
