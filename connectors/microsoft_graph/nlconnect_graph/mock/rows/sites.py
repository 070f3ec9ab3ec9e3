"""SharePoint: sites, lists with columns, and a register of invoices as list items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count

from nlconnect.mock.dataset.entries import Invoice
from nlconnect.mock.tables import Column, Generated, Listed, Source
from nlconnect_graph.mock.accounts import CLIENT_ID
from nlconnect_graph.mock.rows.enterprise import FOUNDED, NAME, SHAREPOINT, Enterprise, at_work, identity
from nlconnect_graph.mock.rows.files import SITES, site_id
from nlconnect_graph.mock.rows.people import GROUPS

DEMO_ITEMS = 60
REGISTER = "Facturenregister"
LISTS = ((REGISTER, "genericList"), ("Documenten", "documentLibrary"), ("Verlofkalender", "events"))
COLUMNS: tuple[tuple[str, str, Mapping[str, object], bool], ...] = (
    ("Title", "Titel", {"text": {"maxLength": 255, "allowMultipleLines": False}}, True),
    ("Factuurnummer", "Factuurnummer", {"number": {"decimalPlaces": "none"}}, True),
    ("Klant", "Klant", {"text": {"maxLength": 255, "allowMultipleLines": False}}, False),
    ("Bedrag", "Bedrag", {"currency": {"locale": "nl-nl"}}, False),
    ("Status", "Status", {"choice": {"choices": ["Open", "Betaald"], "displayAs": "dropDownMenu"}}, True),
    ("Vervaldatum", "Vervaldatum", {"dateTime": {"format": "dateOnly"}}, False),
    ("Behandelaar", "Behandelaar", {"personOrGroup": {"allowMultipleSelection": False}}, False),
)
"""Internal name, title, kind, and whether one may filter on it."""
INDEXED = frozenset(name for name, _, _, indexed in COLUMNS if indexed) | {"id", "Modified", "Created"}


def list_id(enterprise: Enterprise, site: int, number: int) -> str:
    return enterprise.guids("list")[site * 10 + number]


def sites(enterprise: Enterprise, _: object) -> Source:
    rows = []
    for number in range(SITES):
        name = NAME if number == 0 else GROUPS[number][0]
        path = "" if number == 0 else f"/sites/{_slug(name)}"
        rows.append(
            {
                "#type": "site",
                "#name": SHAREPOINT if number == 0 else f"{SHAREPOINT}:{path.lower()}",
                "#group": enterprise.guids("group")[number] if number else None,
                "id": site_id(enterprise, number),
                "name": _slug(name),
                "displayName": name,
                "description": f"Site van {name}" if number % 2 else None,
                "createdDateTime": FOUNDED,
                "lastModifiedDateTime": FOUNDED + timedelta(days=700 + number),
                "webUrl": f"https://{SHAREPOINT}{path}",
                "root": {} if number == 0 else None,
                "isPersonalSite": False,
                "siteCollection": {"hostname": SHAREPOINT},
            }
        )
    return Listed(rows)


def _slug(name: str) -> str:
    return "".join(char for char in name if char.isalnum())


def lists(enterprise: Enterprise, _: object) -> Source:
    rows = []
    for site in range(SITES):
        for number, (name, template) in enumerate(LISTS):
            rows.append(
                {
                    "#type": "list",
                    "#site": site_id(enterprise, site),
                    "id": list_id(enterprise, site, number),
                    "name": name,
                    "displayName": name,
                    "description": "",
                    "eTag": f'"{list_id(enterprise, site, number)},1"',
                    "createdDateTime": FOUNDED,
                    "lastModifiedDateTime": FOUNDED + timedelta(days=500),
                    "createdBy": identity(enterprise.user(0)),
                    "lastModifiedBy": identity(enterprise.user(1)),
                    "webUrl": f"https://{SHAREPOINT}/Lists/{name}",
                    "parentReference": {"siteId": site_id(enterprise, site)},
                    "list": {"contentTypesEnabled": False, "hidden": False, "template": template},
                }
            )
    return Listed(rows)


@dataclass(frozen=True)
class Register:
    """The invoices of one company as somebody keeps them in a list."""

    enterprise: Enterprise
    list_id: str
    site: int

    @property
    def count(self) -> int:
        return self.enterprise.records or DEMO_ITEMS

    @property
    def _books(self) -> int:
        return max(0, self.site - 3)

    def item(self, number: int) -> RegisterItem:
        books = self.enterprise.books[self._books]
        place = number * books.sales.count // self.count
        return RegisterItem(self, number, books.sales.invoice(place))


@dataclass(frozen=True)
class RegisterItem:
    register: Register
    number: int
    invoice: Invoice

    @cached_property
    def changed(self) -> datetime:
        return at_work(self.invoice.day, self.number)

    @cached_property
    def fields(self) -> dict[str, object]:
        """What was typed over by hand: amounts in whole euros, and a customer that is missing now and then."""
        cents = sum(posting.cents for posting in self.invoice.postings if posting.cents > 0)
        return {
            "id": str(self.number + 1),
            "Title": f"Factuur {self.invoice.invoice_number}",
            "Factuurnummer": self.invoice.invoice_number,
            "Klant": self.invoice.party.name if self.number % 9 else None,
            "Bedrag": float(round(cents / 100)),
            "Status": "Open" if self.invoice.is_open else "Betaald",
            "Vervaldatum": f"{self.invoice.due:%Y-%m-%d}T00:00:00Z",
            "BehandelaarLookupId": str(6 + self.number % 4),
            "ContentType": "Item",
            "Modified": self.changed,
            "Created": self.changed,
            "AuthorLookupId": "6",
            "EditorLookupId": "7",
            "Attachments": False,
            "Edit": "",
        }


_COLUMNS: Mapping[str, Column[RegisterItem]] = {
    "#type": lambda i: "listItem",
    "id": lambda i: str(i.number + 1),
    "fields": lambda i: i.fields,
    "eTag": lambda i: f'"{i.register.enterprise.guids("list item")[i.number]},1"',
    "createdDateTime": lambda i: i.changed,
    "lastModifiedDateTime": lambda i: i.changed,
    "createdBy": lambda i: identity(i.register.enterprise.user(1)),
    "lastModifiedBy": lambda i: identity(i.register.enterprise.user(1)),
    "webUrl": lambda i: f"https://{SHAREPOINT}/Lists/{REGISTER}/{i.number + 1}_.000",
    "parentReference": lambda i: {
        "id": i.register.list_id,
        "siteId": site_id(i.register.enterprise, i.register.site),
    },
    "contentType": lambda i: {"id": "0x0100CE0B6E5D", "name": "Item"},
}


def list_items(enterprise: Enterprise, place: object) -> Source:
    """Only registers of invoices have items."""
    for site in range(SITES):
        if list_id(enterprise, site, 0) == place:
            register = Register(enterprise, str(place), site)

            def by_id(value: object, rows: int = register.count) -> range:
                number = int(value) - 1 if isinstance(value, str) and value.isdigit() else -1
                return range(number, number + 1) if 0 <= number < rows else range(0)

            return Generated(register.count, register.item, _COLUMNS, {"id": by_id})
    return Listed()


def list_columns(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for site in range(SITES):
        for number in range(len(LISTS)):
            for place, (name, title, kind, indexed) in enumerate(COLUMNS):
                rows.append(
                    {
                        "#site": site_id(enterprise, site),
                        "#list": list_id(enterprise, site, number),
                        "id": enterprise.guids("column")[place],
                        "name": name,
                        "displayName": title,
                        "description": "",
                        "columnGroup": "Aangepaste kolommen",
                        "enforceUniqueValues": False,
                        "hidden": False,
                        "indexed": indexed,
                        "readOnly": False,
                        "required": name == "Title",
                        **kind,
                    }
                )
    return Listed(rows)


def content_types(enterprise: Enterprise, _: object) -> Source:
    numbers = count()
    return Listed(
        [
            {
                "#site": site_id(enterprise, site),
                "#list": list_id(enterprise, site, number),
                "id": f"0x0100CE0B6E5D{next(numbers):04X}",
                "name": "Item",
                "description": "Een nieuw lijstitem",
                "group": "Lijstinhoudstypen",
                "hidden": False,
                "readOnly": False,
                "sealed": False,
                "order": {"default": True, "position": 0},
            }
            for site in range(SITES)
            for number in range(len(LISTS))
        ]
    )


def site_pages(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#type": "sitePage",
                "@odata.type": "#microsoft.graph.sitePage",
                "#site": site_id(enterprise, site),
                "id": enterprise.guids("page")[site],
                "name": "Welkom.aspx",
                "title": f"Welkom bij {GROUPS[site][0]}" if site else f"Welkom bij {NAME}",
                "pageLayout": "article",
                "promotionKind": "page",
                "showComments": True,
                "showRecommendedPages": False,
                "createdDateTime": FOUNDED,
                "lastModifiedDateTime": FOUNDED + timedelta(days=30),
                "createdBy": identity(enterprise.user(0)),
                "lastModifiedBy": identity(enterprise.user(0)),
                "webUrl": f"https://{SHAREPOINT}/SitePages/Welkom.aspx",
                "publishingState": {"level": "published", "versionId": "1.0"},
            }
            for site in range(SITES)
        ]
    )


def site_permissions(enterprise: Enterprise, _: object) -> Source:
    app = {"application": {"id": CLIENT_ID, "displayName": "Mockkoppeling"}}
    return Listed(
        [
            {
                "#site": site_id(enterprise, site),
                "id": f"aTowaS50fG1zLnNwLmV4dHxhcHA{site}",
                "roles": ["read"],
                "grantedToIdentities": [app],
                "grantedToIdentitiesV2": [app],
            }
            for site in range(SITES)
        ]
    )
