"""Update connectors at work: a body is checked as a whole, then done as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.scope import Scope
from nlconnect_afas.mock.documents import Element, Kind, key_values, read_document
from nlconnect_afas.mock.filters import Wrong
from nlconnect_afas.mock.keeping import Archive, address_of, require_known, texts
from nlconnect_afas.mock.matching import CODES, known_number
from nlconnect_afas.mock.refusals import Refusals, not_found
from nlconnect_afas.mock.state import File, State

_REFERENCES: Final[Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]] = {
    "FbDirectInvoice": {"DbId": (("Profit_Debtor", "DebtorId"),)},
    "FbSales": {"DbId": (("Profit_Debtor", "DebtorId"),)},
    "FbSalesLines": {
        "ItCd": (
            ("Profit_Article", "ItemCode"),
            ("Profit_Worktype", "ItemCode"),
            ("Profit_Composition", "CompositionId"),
        )
    },
    "FiEntryPar": {"UnId": (("Profit_Administrations", "AdminId"),), "JoCo": (("Profit_Journals", "JournalId"),)},
    "KnSubject": {"StId": (("Profit_SubjectTypes", "SubjectTypeId"),)},
    "PtProject": {"DbId": (("Profit_Debtor", "DebtorId"),)},
    "PtRealization": {
        "EmId": (("Profit_Employees", "EmployeeId"),),
        "PrId": (("Profit_Projects", "ProjectId"),),
    },
}
"""Fields whose value has to be there already, by object: views and columns that know it."""
_ACCOUNT_VIEWS = {
    "1": ("Profit_Accounts", "Account"),
    "2": ("Profit_Debtor", "DebtorId"),
    "3": ("Profit_Creditor", "CreditorId"),
}


@dataclass(frozen=True)
class Writer:
    """Answers one caller."""

    asked: Asked
    state: State
    archive: Archive
    refusals: Refusals
    now: float

    def create(self, entity: EntitySpec, sub: str | None) -> Answer:
        """POST: new documents; with an object in the address, new objects in documents that are there.

        Raises Wrong and NoJson, and has done nothing then.
        """
        if sub is not None and sub not in _sub_routes(entity):
            return not_found()
        kind = Kind.of(self.state, entity)
        root_action = "insert" if sub is None else "update"
        elements = read_document(self._content, kind, self.state, action="insert", root_action=root_action)  # type: ignore[arg-type]  # one of the three
        return self._done(entity, elements)

    def update(self, entity: EntitySpec) -> Answer:
        """PUT. Raises Wrong and NoJson, and has done nothing then."""
        kind = Kind.of(self.state, entity)
        elements = read_document(self._content, kind, self.state, action="update")
        for element in elements:
            if not entity.key:
                element.action = "insert"  # a call: what it changes has no key here, and is kept as it was told
            self._check(entity, element)
        for element in elements:
            self._run(entity, element)
        return Answer(201)

    @property
    def _content(self) -> bytes:
        """AFAS: where nobody says that the body is UTF-8, accents can turn into question marks. Here they do."""
        if "utf-8" in self.asked.header("content-type").lower():
            return self.asked.content
        return self.asked.content.decode("utf-8", "replace").encode("ascii", "replace")

    def delete(self, entity: EntitySpec, parts: list[str]) -> Answer:
        """DELETE: root, keys and values in the address, and perhaps an object inside with its own. Raises Wrong."""
        document = entity.document
        if document is None or document.delete_path is None:
            return self.refusals.told(self.asked, "not_authorised", parts={"kind": "UpdateConnector"})
        kind = Kind.of(self.state, entity)
        if len(parts) not in (3, 6) or parts[0].lower() not in (kind.name.lower(), entity.wire.lower()):
            return not_found()
        element = Element(kind.name, "delete", key_values(kind, parts[1].split(","), parts[2].split(",")), frozenset())
        if len(parts) == 6:
            return self._delete_inside(entity, kind, element, parts[3:])
        require_known(self.archive, entity, element)
        self.archive.delete(entity, element, now=self.now)
        return Answer(200)

    def _delete_inside(self, entity: EntitySpec, kind: Kind, outer: Element, parts: list[str]) -> Answer:
        inner_kind = kind.inside(self.state, parts[0])
        values = key_values(inner_kind, parts[1].split(","), parts[2].split(","))
        if entity.wire == "FiEntries":
            return self._delete_entry(entity, outer, values)
        inner = Element(inner_kind.name, "delete", values, frozenset(values))
        if not self.archive.knows_inner(entity, outer, inner):
            raise Wrong("no_such_value", next(iter(values)))
        outer.inner.append(inner)
        outer.action = "update"
        self.archive.update(entity, outer, now=self.now)
        return Answer(200)

    def _delete_entry(self, entity: EntitySpec, outer: Element, values: Mapping[str, object]) -> Answer:
        """AFAS: a journal entry goes as a whole, by its own number or by that of its invoice."""
        columns = {"EnNo": "EntryNo", "InId": "InvoiceId"}
        wanted = {columns[name]: value for name, value in values.items() if name in columns}
        view = self.state.view("Profit_Transactions")
        table = self.state.shelf(view).table
        key = {"UnitId": outer.get("UnId"), **wanted}
        first = self.state.find(view, key) if len(key) > 1 else None
        row = None if first is None else table.row(first)
        if row is None:
            raise Wrong("no_such_value", next(iter(values)))
        whole = {"EntryNo": row["EntryNo"], "UnitId": row["UnitId"]}
        while (number := self.state.find(view, whole)) is not None:
            self.state.remove(view, number, now=self.now)
        self.archive.forget(entity, "EnNo", row["EntryNo"])
        return Answer(200)

    def _done(self, entity: EntitySpec, elements: list[Element]) -> Answer:
        for element in elements:
            self._check(entity, element)
        return reply(entity, [self._run(entity, element) for element in elements])

    def _check(self, entity: EntitySpec, element: Element) -> None:
        """Everything that can be wrong, before anything is done."""
        for part in (element, *element.inner):
            if part.action != "delete":
                self._check_references(part)
        if entity.wire in CODES or any(part.name in CODES for part in element.inner):
            for part in (element, *element.inner):
                if part.name in CODES:
                    known_number(self.state, part)
        if entity.wire == "FiEntries":
            self._check_entry(element)
        if element.action == "insert":
            if (
                entity.wire not in CODES
                and self.archive.key_of(entity, element)
                and self.archive.knows(entity, element)
            ):
                raise Wrong("exists", address_of(entity)[0])
            return
        require_known(self.archive, entity, element)
        for inner in element.inner:
            if inner.action != "insert" and inner.attributes and not self.archive.knows_inner(entity, element, inner):
                raise Wrong("no_such_value", min(inner.attributes))

    def _check_references(self, element: Element) -> None:
        for name, places in _REFERENCES.get(element.name, {}).items():
            value = element.get(name)
            if value is None:
                continue
            if not any(self._is_there(view, column, value) for view, column in places):
                raise Wrong("no_such_value", name)

    def _is_there(self, view: str, column: str, value: object) -> bool:
        return self.state.find(self.state.view(view), {column: value}) is not None

    def _check_entry(self, element: Element) -> None:
        """AFAS: debit and credit are equal, accounts exist, and the period is open."""
        total = Decimal(0)
        for line in element.of("FiEntries"):
            view, column = _ACCOUNT_VIEWS.get(str(line.get("VaAs")), ("", ""))
            if not view:
                raise Wrong("no_such_value", "VaAs")
            if not self._is_there(view, column, line.get("AcNr")):
                raise Wrong("no_such_value", "AcNr")
            total += Decimal(str(line.get("AmDe") or 0)) - Decimal(str(line.get("AmCr") or 0))
        if total:
            raise Wrong("not_balanced")
        year, period = element.get("Year"), element.get("Peri")
        key = {"Unit": element.get("UnId") or 1, "Year": year, "Period": period}
        view_ = self.state.view("Profit_periods_per_administration")
        number = self.state.find(view_, key) if year is not None and period is not None else None
        row = None if number is None else self.state.shelf(view_).table.row(number)
        if row is not None and row["Blocked"]:
            raise Wrong("closed_period", str(period))

    def _run(self, entity: EntitySpec, element: Element) -> Element:
        """Do what an element says; gives it as it is kept."""
        for part in (element, *element.inner):
            if part.name in CODES:
                self._match(part)
        prepare = _PREPARATIONS.get(entity.wire)
        if prepare is not None:
            prepare(self.state, element)
        if element.action == "delete":
            self.archive.delete(entity, element, now=self.now)
            return element
        known = entity.wire in CODES and self.archive.knows(entity, element)
        if element.action == "insert" and not known:
            kept = self.archive.insert(entity, element, now=self.now)
        else:
            kept = self.archive.update(entity, element, now=self.now)
        if entity.wire == "KnSubject":
            self._attach(kept, element)
        return kept

    def _match(self, element: Element) -> None:
        """Put the number in of the one that is meant, or a new one; the inner number is the same number."""
        number = known_number(self.state, element)
        if number is None and element.get("BcCo") is None:
            made = self.state.next_number("BcCo")
            number = str(made)
        if number is not None:
            element.values["BcCo"] = number
        code = str(element.get("BcCo"))
        element.values["BcId"] = int(code) if code.isdigit() else self.state.next_number("BcCo")
        if element.action == "insert":
            inner = self.state.connectors.update(element.name)
            if inner is not None and not self.archive.knows(inner, element):
                self.archive.insert(
                    inner, Element(element.name, "insert", dict(element.values), frozenset()), now=self.now
                )

    def _attach(self, kept: Element, written: Element) -> None:
        """Keep what was uploaded, where the file connectors find it."""
        view = self.state.view("Profit_Subject_Attachments")
        for part in written.of("KnSubjectAttachment"):
            content = part.get("FileStream")
            if not isinstance(content, bytes):
                continue
            number = self.state.next_number("file")
            file_id = Guids(self.state.setting.seed, "upload")[number].replace("-", "").upper()
            name = str(part.get("FileName") or "bijlage")
            self.state.files[file_id] = File(name, content)
            row = {"attachment_id": number, "subject_id": kept.get("SbId"), "file_id": file_id, "file_name": name}
            self.state.insert(view, row, scope=Scope(), now=self.now)


def _prepare_entry(state: State, element: Element) -> None:
    """AFAS: without an administration the last one is used; an entry has one number, its lines rise."""
    element.values.setdefault("UnId", 1)
    number = next((line.get("EnNo") for line in element.of("FiEntries") if line.get("EnNo") is not None), None)
    issued = number or state.next_number("EnNo")
    for place, line in enumerate(element.of("FiEntries"), 1):
        line.values |= {"EnNo": issued, "SeNo": place, "UnId": element.get("UnId")}


_PREPARATIONS: Mapping[str, Callable[[State, Element], None]] = {"FiEntries": _prepare_entry}


def _sub_routes(entity: EntitySpec) -> Sequence[str]:
    return entity.document.sub_routes if entity.document is not None else ()


def reply(entity: EntitySpec, elements: Sequence[Element]) -> Answer:
    """AFAS: the keys under `results`, bare, in a list, or nothing at all: each connector has its own way."""
    document = entity.document
    if document is None or not document.answers:
        return Answer(201)
    told: dict[str, object] = {}
    for name, keys in document.answers.items():
        found = [texts(_keys(element, name, keys)) for element in elements]
        told[name] = found[0] if len(found) == 1 else found
    match document.answer_shape:
        case "bare":
            body: object = told
        case "list":
            body = {"results": [told]}
        case _:
            body = {"results": told}
    return json_answer(201, body, content_type="application/json; charset=utf-8")


def _keys(element: Element, name: str, keys: Sequence[str]) -> dict[str, object]:
    """AFAS: the case of a key may differ from that of the field."""
    parts = [*element.of(name), element]
    values = {field.lower(): value for part in reversed(parts) for field, value in part.values.items()}
    return {key: values.get(key.lower()) for key in keys}
