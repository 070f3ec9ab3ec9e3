"""Drives of people, sites and groups: folders, and invoices as small files."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from nlconnect.mock.dataset.entries import Invoice
from nlconnect.mock.dataset.identity import mix, seed_of
from nlconnect.mock.tables import Column, Generated, Listed, Source
from nlconnect_graph.mock.rows.enterprise import (
    FOUNDED,
    SHAREPOINT,
    Colleague,
    Enterprise,
    at_work,
    identity,
)
from nlconnect_graph.mock.rows.mail import document

FOLDERS = ("Facturen", "Offertes", "Beleid")
OTHER_FILES = (
    ("Betalingsbeleid.docx", 3, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("Debiteuren november #2.xlsx", 0, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("Handboek écht af.txt", 3, "text/plain"),
)
FIRST_INVOICE = 1 + len(FOLDERS) + len(OTHER_FILES)
DEMO_FILES = 30


def drive_id(enterprise: Enterprise, *key: object) -> str:
    digest = seed_of(enterprise.seed, "drive", *key).to_bytes(8, "big") * 6
    return "b!" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def site_id(enterprise: Enterprise, number: int) -> str:
    return f"{SHAREPOINT},{enterprise.guids('site collection')[number]},{enterprise.guids('web')[number]}"


class DriveIds:
    """Identifiers of the items of one drive, computed both ways."""

    _LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

    def __init__(self, drive: str) -> None:
        self._head = "01" + base64.b32encode(seed_of(drive).to_bytes(8, "big")).decode()[:12]

    def __getitem__(self, number: int) -> str:
        mixed = (number * 0x9E3779B1 + 0x7F4A7C15) & 0xFFFFFFFF
        return (
            self._head
            + base64.b32encode(b"\0" + mixed.to_bytes(4, "big")).decode()
            + base64.b32encode(number.to_bytes(5, "big")).decode()
        )

    def number(self, identifier: object) -> int | None:
        text = str(identifier).upper()
        if not text.startswith(self._head) or len(text) != len(self._head) + 16:
            return None
        try:
            number = int.from_bytes(base64.b32decode(text[-8:]), "big")
        except ValueError:
            return None
        return number if self[number] == text else None


class Cabinet:
    """What is on one drive."""

    def __init__(self, enterprise: Enterprise, drive: str) -> None:
        self.enterprise = enterprise
        self.drive = drive
        self.ids = DriveIds(drive)
        self.owner: Colleague = enterprise.user(seed_of(drive) % enterprise.staff_count)
        self.books = enterprise.book_of(self.owner)
        self.invoices = min(self.books.sales.count, enterprise.records or DEMO_FILES)

    @property
    def count(self) -> int:
        return FIRST_INVOICE + self.invoices

    def item(self, number: int) -> Item:
        return Item(self, number)


@dataclass(frozen=True)
class Item:
    """The root (0), a folder or a file."""

    cabinet: Cabinet
    number: int

    @property
    def is_folder(self) -> bool:
        return self.number <= len(FOLDERS)

    @property
    def parent(self) -> int | None:
        if self.number == 0:
            return None
        if self.is_folder:
            return 0
        return OTHER_FILES[self.number - 1 - len(FOLDERS)][1] if self.number < FIRST_INVOICE else 1

    @cached_property
    def invoice(self) -> Invoice:
        return self.cabinet.books.sales.invoice(max(0, self.number - FIRST_INVOICE))

    @property
    def name(self) -> str:
        if self.number == 0:
            return "root"
        if self.is_folder:
            return FOLDERS[self.number - 1]
        if self.number < FIRST_INVOICE:
            return OTHER_FILES[self.number - 1 - len(FOLDERS)][0]
        return f"Factuur {self.invoice.invoice_number}.pdf"

    @property
    def mime_type(self) -> str:
        if FIRST_INVOICE > self.number > len(FOLDERS):
            return OTHER_FILES[self.number - 1 - len(FOLDERS)][2]
        return "application/pdf"

    @cached_property
    def content(self) -> bytes:
        if self.is_folder:
            return b""
        if self.number < FIRST_INVOICE:
            return f"{self.name}\n".encode() * 40
        return document(self.name, f"Aan {self.invoice.party.name}: {self.invoice.description}")

    @property
    def size(self) -> int:
        return len(self.content) if not self.is_folder else 40_960

    @property
    def changed(self) -> datetime:
        if self.number < FIRST_INVOICE:
            return FOUNDED + timedelta(days=self.number)
        return at_work(self.invoice.day, self.number)

    @property
    def children(self) -> int:
        numbers = {0: len(FOLDERS) + 1, 1: self.cabinet.invoices, 2: 0, 3: 2}
        return numbers[self.number]

    @property
    def path(self) -> str:
        """Where its parent is, as references say it."""
        root = f"/drives/{self.cabinet.drive}/root:"
        return f"{root}/{self.cabinet.item(self.parent).name}" if self.parent else root


def _web(item: Item) -> str:
    folder = f"{item.cabinet.item(item.parent).name}/" if item.parent else ""
    return f"https://{SHAREPOINT}/Gedeelde%20documenten/{folder}{item.name.replace(' ', '%20')}"


def _tag(item: Item, kind: str) -> str:
    number = mix(item.number, seed_of(item.cabinet.drive))
    return f'"{kind}:{{{number:016X}}},1"' if kind == "c" else f'"{{{number:016X}}},1"'


_COLUMNS: Mapping[str, Column[Item]] = {
    "#type": lambda i: "driveItem",
    "#folder": lambda i: None if i.parent is None else i.cabinet.ids[i.parent],
    "#content": lambda i: i.content,
    "#well_known": lambda i: "root" if i.number == 0 else None,
    "id": lambda i: i.cabinet.ids[i.number],
    "name": lambda i: i.name,
    "size": lambda i: i.size,
    "createdDateTime": lambda i: i.changed,
    "lastModifiedDateTime": lambda i: i.changed,
    "createdBy": lambda i: identity(i.cabinet.owner),
    "lastModifiedBy": lambda i: identity(i.cabinet.owner),
    "webUrl": _web,
    "eTag": lambda i: _tag(i, "e"),
    "cTag": lambda i: _tag(i, "c") if not i.is_folder else None,
    "file": lambda i: (
        None
        if i.is_folder
        else {
            "mimeType": i.mime_type,
            "hashes": {"quickXorHash": base64.b64encode(mix(i.number, 1).to_bytes(8, "big") * 2 + b"\0" * 4).decode()},
        }
    ),
    "folder": lambda i: {"childCount": i.children} if i.is_folder else None,
    "root": lambda i: {} if i.number == 0 else None,
    "fileSystemInfo": lambda i: {"createdDateTime": i.changed, "lastModifiedDateTime": i.changed},
    "parentReference": lambda i: (
        {"driveType": "business", "driveId": i.cabinet.drive}
        | ({} if i.parent is None else {"id": i.cabinet.ids[i.parent], "path": i.path})
    ),
    "shared": lambda i: {"scope": "users"} if i.number % 5 == 1 else None,
    "description": lambda i: None,
}


def drive_items(enterprise: Enterprise, place: object) -> Source:
    cabinet = Cabinet(enterprise, str(place))

    def by_id(value: object) -> range:
        number = cabinet.ids.number(value)
        return range(0) if number is None or number >= cabinet.count else range(number, number + 1)

    def by_folder(value: object) -> range | tuple[int, ...]:
        number = cabinet.ids.number(value)
        if number == 1:
            return range(FIRST_INVOICE, cabinet.count)
        return tuple(n for n in range(1, FIRST_INVOICE) if cabinet.item(n).parent == number)

    def root(value: object) -> range:
        return range(1) if value == "root" else range(0)

    indexes = {"id": by_id, "#folder": by_folder, "#well_known": root}
    return Generated(cabinet.count, cabinet.item, _COLUMNS, indexes)


def drives(enterprise: Enterprise, _: object) -> Source:
    """One for each employee, one for each site; groups use the drives of their sites."""
    rows = [_drive(enterprise, user, drive_id(enterprise, "user", user.number)) for user in enterprise.staff]
    for row, user in zip(rows, enterprise.staff, strict=True):
        row["#user"] = user.id
        row["driveType"] = "business"
        row["name"] = "OneDrive"
    for number in range(SITES):
        row = _drive(enterprise, enterprise.user(0), drive_id(enterprise, "site", number))
        row |= {"#site": site_id(enterprise, number), "driveType": "documentLibrary", "name": "Documenten"}
        if number:
            row["#group"] = enterprise.guids("group")[number]
        rows.append(row)
    return Listed(rows)


SITES = 6
"""The root, and one for each team."""


def _drive(enterprise: Enterprise, owner: Colleague, identifier: str) -> dict[str, object]:
    return {
        "#type": "drive",
        "id": identifier,
        "description": "",
        "createdDateTime": FOUNDED,
        "lastModifiedDateTime": owner.created,
        "createdBy": {"user": {"displayName": "Systeemaccount"}},
        "lastModifiedBy": identity(owner),
        "owner": identity(owner),
        "webUrl": f"https://{SHAREPOINT}/Gedeelde%20documenten",
        "quota": {
            "deleted": 0,
            "remaining": 1_099_217_021_300,
            "state": "normal",
            "total": 1_099_511_627_776,
            "used": 294_606_476,
        },
    }


def item_permissions(enterprise: Enterprise, place: object) -> Source:
    return _of_files(enterprise, place, _permissions)


def _permissions(item: Item) -> list[dict[str, object]]:
    owner = identity(item.cabinet.owner)
    return [
        {"id": "aTowIy5mfG1lbWJlcnNoaXA", "roles": ["owner"], "grantedTo": owner, "grantedToV2": owner},
        {
            "id": base64.urlsafe_b64encode(f"link {item.number}".encode()).decode().rstrip("="),
            "roles": ["read"],
            "shareId": "u!aHR0cHM6Ly9leGFtcGxl",
            "hasPassword": False,
            "link": {"type": "view", "scope": "organization", "webUrl": f"https://{SHAREPOINT}/:b:/s/{item.number}"},
        },
    ]


def item_versions(enterprise: Enterprise, place: object) -> Source:
    return _of_files(
        enterprise,
        place,
        lambda item: [
            {
                "id": f"{number}.0",
                "lastModifiedDateTime": item.changed,
                "size": item.size,
                "lastModifiedBy": identity(item.cabinet.owner),
            }
            for number in (2, 1)
        ],
    )


def item_thumbnails(enterprise: Enterprise, place: object) -> Source:
    sizes = {"small": 96, "medium": 176, "large": 800}

    def pictures(item: Item) -> list[dict[str, object]]:
        urls = f"https://{SHAREPOINT}/thumbnails/{item.number}"
        whole = {name: {"height": size, "width": size, "url": f"{urls}/{name}"} for name, size in sizes.items()}
        return [{"id": "0", **whole}]

    return _of_files(enterprise, place, pictures)


def _of_files(enterprise: Enterprise, place: object, make: Callable[[Item], list[dict[str, object]]]) -> Source:
    cabinet = Cabinet(enterprise, str(place))
    numbers = range(1, min(cabinet.count, HELD))
    rows = []
    for number in numbers:
        item = cabinet.item(number)
        rows += [{"#item": cabinet.ids[number], **row} for row in make(item)]
    return Listed(rows)


HELD = 200
"""Permissions, versions and thumbnails are listed for so many items of a drive."""


def shares(enterprise: Enterprise, _: object) -> Source:
    cabinet = Cabinet(enterprise, drive_id(enterprise, "site", 1))
    item = cabinet.item(FIRST_INVOICE)
    address = base64.urlsafe_b64encode(_web(item).encode()).decode().rstrip("=")
    owner = identity(cabinet.owner)
    return Listed([{"#share": f"u!{address}", "id": f"u!{address}", "name": item.name, "owner": owner}])
