"""The content of attachments: kept beside the rows, given where a row says that it is (fact sheet section 11)."""

from __future__ import annotations

from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.messages import Answer, Asked, html_answer
from nlconnect.mock.selection import Selection, page
from nlconnect.mock.tables import PlainRow, Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect_exact.mock.state import State

ATTACHMENTS = "documents.DocumentAttachments"
NUMBERS = {
    "documents.Documents": "HID",
    "purchaseentry.PurchaseEntries": "EntryNumber",
    "salesentry.SalesEntries": "EntryNumber",
}
"""What a new one gets a number in; how Exact makes up such numbers is not on record."""
PLACE = "/docs/SysAttachment.aspx"
"""A guess: on record is that an attachment has an address, and `&Download=1` to have the file itself."""


def file_away(entity: EntitySpec, state: State, row: PlainRow, *, division: int | None, now: float) -> None:
    """Number a document or an entry, and keep the content of an attachment apart.

    Exact tells the name, size and address of an attachment, and never its content.
    """
    number = NUMBERS.get(entity.qualified_name)
    if number is not None and row[number] is None:
        row[number] = len(state.table(division, entity, now=now)) + 1
    content = row["Attachment"]
    if entity.qualified_name != ATTACHMENTS or not isinstance(content, bytes):
        return
    row["ID"] = row["ID"] or Guids(state.setting.seed, "file")[len(state.files)]
    state.files[str(row["ID"])] = content
    row.update(Attachment=None, FileSize=len(content), Url=address_of(state.base_url, str(row["ID"]), division))


def address_of(base_url: str, identifier: str, division: int | None) -> str:
    return f"{base_url}{PLACE}?ID={identifier}&_Division_={division}"


def fetched(asked: Asked, state: State, now: float, *, known: bool) -> Answer:
    """The file itself. Exact: without a token it is a page that says so, and without `Download` a page to look at."""
    found = _row(asked, state, now)
    if not known or found is None:
        return html_answer(200, "Exact Online", "<p>U heeft geen rechten om deze pagina te bekijken.</p>")
    if asked.parameters.get("Download") != "1":
        return html_answer(200, "Exact Online", "<p>Bijlage</p>")
    content = state.files.get(str(found["ID"]), _invented(int(str(found["FileSize"] or 0))))
    return Answer(200, content, {"content-type": "application/octet-stream"})


def _row(asked: Asked, state: State, now: float) -> Row | None:
    division, wanted = asked.parameters.get("_Division_", ""), asked.parameters.get("ID")
    if not division.isdecimal() or int(division) not in state.divisions:
        return None
    table = state.table(int(division), state.resources.entity(ATTACHMENTS), now=now)
    rows = page(table, Selection(lambda row: row["ID"] == wanted, {"ID": wanted}), limit=1).rows
    return rows[0][1] if rows else None


def _invented(size: int) -> bytes:
    """What the data set has no content for."""
    return b"%PDF-1.4\n".ljust(size)
