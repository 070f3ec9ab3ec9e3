"""Answers to GET: lists in pages, single rows, counts, and what `$expand` opens in a row."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from urllib.parse import parse_qsl, quote

from nlconnect.mock.messages import Answer, Asked, json_answer, text_answer
from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.addresses import Target
from nlconnect_graph.mock.expanding import opener
from nlconnect_graph.mock.expressions import predicate, value_at
from nlconnect_graph.mock.pages import Walk
from nlconnect_graph.mock.question import Expand, Order, Question, Term, read_question
from nlconnect_graph.mock.refusals import FAMILIES, JSON_TYPE, Refused, refusal
from nlconnect_graph.mock.rendering import Shape, collection, render
from nlconnect_graph.mock.state import State
from nlconnect_graph.mock.views import View, view_of
from nlconnect_graph.mock.windows import NEEDED, counted, in_window, searched
from nlconnect_graph.mock.wishes import granted, page_wish

Entry = TypeVar("Entry")

DEFAULTS: Mapping[str, int] = {
    "calendar.Events": 10,
    "calendar.CalendarView": 10,
    "calendar.EventInstances": 10,
    "calendar.Calendars": 10,
    "calendar.CalendarGroups": 10,
    "contacts.Contacts": 10,
    "contacts.ContactFolders": 10,
    "contacts.People": 10,
    "mail.Messages": 10,
    "mail.MailFolders": 10,
    "files.DriveItems": 200,
    "sites.ListItems": 200,
    "teams.Chats": 20,
    "teams.ChatMessages": 20,
    "teams.ChannelMessages": 20,
    "onenote.Pages": 20,
    "audit.SignIns": 1000,
    "audit.DirectoryAudits": 1000,
}
"""Rows of a page where nothing was asked for; 100 for the other lists that have pages."""
SEARCH_RESULTS = 1_000
DEFAULT_ORDER: Mapping[str, tuple[Order, ...]] = {
    "mail.Messages": (Order(("receivedDateTime",), descending=True),),
    "teams.ChatMessages": (Order(("createdDateTime",), descending=True),),
    "teams.ChannelMessages": (Order(("createdDateTime",), descending=True),),
    "audit.SignIns": (Order(("createdDateTime",), descending=True),),
    "calendar.CalendarView": (Order(("start", "dateTime")),),
}
NATURAL: Mapping[str, str] = {"mail.Messages": "receivedDateTime"}
"""Fields by which the rows of a big table rise by themselves."""
_SEARCHED = {
    "mail.Messages": ("subject", "body", "from"),
    "contacts.People": ("displayName", "scoredEmailAddresses"),
    "contacts.Contacts": ("displayName", "emailAddresses"),
}
_KQL = {"from": "from", "to": "toRecipients", "cc": "ccRecipients", "body": "body", "participants": "toRecipients"}


@dataclass(frozen=True)
class Reader:
    """Reads for one caller, whose `hidden` fields stay away."""

    asked: Asked
    state: State
    hidden: Callable[[EntitySpec], frozenset[str]]
    root: str
    download: Callable[[Row], str]
    now: float

    def listing(self, target: Target) -> Answer:
        """A page of a list."""
        view = self.view(target)
        question = read_question(target.entity, self.asked)
        shape = self.shape(view, question, cast=target.cast)
        walk = self.walk(view, question, cast=target.cast)
        size = self._size(target.entity, question)
        wish = page_wish(self.asked.header("prefer"))
        if size is not None and wish is not None and self._counts_rows(target.entity):
            size = min(size, wish)
        if self._counts_rows(target.entity):
            return self._counted(walk, view, question, shape, size)
        token = self._token(question.token) if question.token else {}
        rows = list(_first(walk.rows(after=_sequence(token.get("at"))), None if size is None else size + 1))
        has_more = size is not None and len(rows) > size
        rows = rows[:size]
        if has_more and self._empty_page_is_due():
            rows = []
            last, turn = token.get("at", []), self.state.pages
        else:
            last, turn = walk.mark(*rows[-1]) if rows else [], 0
        links = {"nextLink": self._next(last, turn)} if has_more else {}
        count = walk.count() if question.count and not question.token else None
        return self._list(view, shape, rows, count=count, links=links, question=question)

    def view(self, target: Target) -> View:
        """The rows behind a list's address, as far as the question's own words narrow them down."""
        view = searched(view_of(target, self.state), self.asked.parameters)
        if view.entity.qualified_name in NEEDED:
            return in_window(view, self.state, self.asked.parameters)
        return view

    def one(self, target: Target) -> Answer:
        """One row."""
        view, number, row = self.found(target)
        question = read_question(view.entity, self.asked, is_item=True)
        shape = self.shape(view, question, cast="")
        body: dict[str, object] = {"@odata.context": self._context(target.entity, question, one=True)}
        body |= self.row(view, number, row, shape)
        return json_answer(200, body, content_type=JSON_TYPE)

    def found(self, target: Target) -> tuple[View, int, Row]:
        """The row an address names by its key, or as the only one there is. Raises Refused."""
        view = view_of(target, self.state)
        identifier = target.parameters.get("id")
        number: int | None = None
        if identifier is None:
            entry = next(Walk(view.table, view.tests, view.equal).rows(), None)
            number = None if entry is None else entry[0]
        elif view.table is self.state.table(view.home, view.scope):
            parents = {**view.equal, "#user": view.scope, "#drive": view.scope, "#list": view.scope}
            number = self.state.number_of(view.home, identifier, parents)
        else:
            number = view.table.position(identifier)
        row = None if number is None else view.table.row(number)
        wait = self.state.switches.new_row_seconds
        is_new = row is not None and self.now - self.state.added.get(str(row["id"]), -1e9) < wait
        if number is None or row is None or is_new or not view.holds(row):
            raise missing(target.entity, identifier or "")
        return view, number, row

    def count(self, target: Target) -> Answer:
        """`/$count`: a number as plain text. Directory objects need the header for it."""
        entity = target.entity
        if entity.advanced_query and self.asked.header("consistencylevel").lower() != "eventual":
            raise Refused(400, "Request_BadRequest", "$count is not currently supported.")
        asked = self.asked
        if entity.advanced_query and "$count" not in self.asked.parameters:
            mark = "&" if self.asked.query else "?"
            asked = Asked(self.asked.method, f"{self.asked.url}{mark}$count=true", self.asked.headers, b"")
        question = read_question(entity, asked)
        view = self.view(target)
        return text_answer(200, str(self.walk(view, question, cast=target.cast).count()), content_type="text/plain")

    def walk(self, view: View, question: Question, *, cast: str = "") -> Walk:
        """The rows a question is about, in its order."""
        tests = list(view.tests)
        if cast:
            tests.append(lambda row: str(row["#type"]).lower() == cast.lower())
        if question.filter is not None:
            tests.append(predicate(question.filter))
        if question.search:
            tests.append(_searches(view.entity, question.search))
        name = view.home.qualified_name
        if question.advanced and self.state.switches.search_lag:
            tests.append(self._is_indexed)
        order = question.order or DEFAULT_ORDER.get(view.entity.qualified_name, ())
        indexed = {key: value for key, value in question.equal.items() if key == "id"}
        equal = {**{k: v for k, v in indexed.items() if view.table.find(k, v) is not None}, **view.equal}
        return Walk(view.table, tests, equal, order, NATURAL.get(name, ""))

    def _is_indexed(self, row: Row) -> bool:
        """Graph: advanced queries see what is new only after a while."""
        return self.now - self.state.added.get(str(row["id"]), -1e9) >= self.state.switches.search_lag

    def shape(self, view: View, question: Question, *, cast: str) -> Shape:
        entity = view.entity
        opened = {expand.name: self._opener(view, expand) for expand in question.expand}
        return Shape(
            entity,
            question.select,
            self.hidden(entity),
            opened,
            typed=view.typed and not cast,
            lasting="immutableid" in self.asked.header("prefer").lower(),
            odd=self.state.switches.unknown_member,
        )

    def etag(self, view: View, number: int) -> str:
        row = view.table.row(number)
        if row is not None and row["changeKey"] is not None:
            return f'W/"{row["changeKey"]}"'
        version = base64.b64encode(f"v{view.table.version(number)}".encode()).decode()
        return f'W/"{version}"'

    def _list(
        self,
        view: View,
        shape: Shape,
        rows: Sequence[tuple[int, Row]],
        *,
        count: int | None,
        links: Mapping[str, str],
        question: Question,
    ) -> Answer:
        shown = [self.row(view, number, row, shape) for number, row in rows]
        context = self._context(view.entity, question, one=False)
        return json_answer(200, collection(shown, context=context, count=count, links=links), content_type=JSON_TYPE)

    def row(self, view: View, number: int, row: Row, shape: Shape) -> dict[str, object]:
        """One row as the caller may see it."""
        shown = render(row, shape, etag=self.etag(view, number))
        if view.home.qualified_name == "files.DriveItems" and row["file"] is not None and not shape.select:
            shown["@microsoft.graph.downloadUrl"] = self.download(row)
        if view.home.qualified_name == "mail.MailFolders":
            shown = counted(shown, row, view.scope, self.state)
        if FAMILIES.get(view.home.module) == "outlook" and "prefer" in self.asked.headers:
            return granted(shown, self.asked.header("prefer"))
        return shown

    def _counted(self, walk: Walk, view: View, question: Question, shape: Shape, size: int | None) -> Answer:
        """Outlook: a next link counts the rows that were looked at, also those that did not match."""
        limit = size if not question.search else min(size or SEARCH_RESULTS, SEARCH_RESULTS)
        found = list(_first(walk.scanned(question.skip), None if limit is None else limit + 1))
        has_more = limit is not None and len(found) > limit
        found = found[:limit]
        skip = found[-1][0] if found else question.skip
        place = {"$skip": str(skip)}
        if has_more and self._empty_page_is_due():
            found = []
            place = {"$skip": str(question.skip), "$skiptoken": f"turn{self.state.pages}"}
        links = {"nextLink": self._link(place)} if has_more else {}
        count = walk.count() if question.count and not question.skip else None
        return self._list(view, shape, [(n, row) for _, n, row in found], count=count, links=links, question=question)

    def _counts_rows(self, entity: EntitySpec) -> bool:
        return FAMILIES.get(entity.module) == "outlook"

    def _size(self, entity: EntitySpec, question: Question) -> int | None:
        """The rows of a page; None for lists that come whole."""
        largest, top = entity.page_size, question.top
        if largest is None:
            return top if "top" in entity.supports else None
        if entity.qualified_name == "directory.Users" and "signInActivity" in question.select:
            largest = 500
        sizes = self.state.setting.page_sizes
        if top is not None and top > largest > DEFAULTS.get(entity.qualified_name, 100):
            raise _too_many(entity, top, largest)
        usual = DEFAULTS.get(entity.qualified_name, 100)
        if top is None:
            return sizes.get(usual, usual)
        most = max(largest, top) if largest <= usual else largest
        size = min(top, sizes.get(most, most))
        return min(size, 100) if question.expand and entity.advanced_query else size

    def _empty_page_is_due(self) -> bool:
        every = self.state.switches.empty_pages
        self.state.pages += 1
        return bool(every) and self.state.pages % every == 0

    def _next(self, last: object, turn: int = 0) -> str:
        """Graph: a next link is opaque and holds good for this question with these headers only.

        `turn` tells the link of an empty page from the one that led to it.
        """
        place = {"at": last, "of": self._print(), **({"turn": turn} if turn else {})}
        token = json.dumps(place, separators=(",", ":"))
        return self._link({"$skiptoken": base64.urlsafe_b64encode(token.encode()).decode().rstrip("=")})

    def _link(self, place: Mapping[str, str]) -> str:
        options = {k: v for k, v in self.asked.parameters.items() if k.lower() not in ("$skiptoken", "$skip")}
        query = "&".join(f"{quote(k, safe='$')}={quote(v, safe=_KEPT)}" for k, v in {**options, **place}.items())
        return f"{self.root}{self.asked.path.partition('/v1.0')[2]}?{query}"

    def _token(self, text: str) -> Mapping[str, object]:
        try:
            token = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (binascii.Error, ValueError):
            token = None
        if not isinstance(token, dict) or token.get("of") != self._print():
            raise Refused(400, "Request_BadRequest", "The skip token is invalid or belongs to another request.")
        return token

    def _print(self) -> str:
        """What a token is bound to: path, options, and the headers that change the answer."""
        options = sorted(
            (name.lower(), value) for name, value in parse_qsl(self.asked.query) if name.lower() != "$skiptoken"
        )
        words = [self.asked.path.lower(), options, self.asked.header("consistencylevel").lower()]
        return hashlib.blake2b(json.dumps(words).encode(), digest_size=9).hexdigest()

    def _context(self, entity: EntitySpec, question: Question, *, one: bool) -> str:
        path = self.asked.path.partition("/v1.0/")[2].rstrip("/")
        first, _, rest = path.partition("/")
        name = f"{first}('{rest.split('/')[0]}')/{rest.split('/')[-1]}" if rest.count("/") else first
        if rest.count("/") == 0 and rest and not one:
            name = rest
        chosen = f"({','.join(question.select)})" if question.select else ""
        if entity.qualified_name.startswith("directory.") and "/" in name:
            name = "directoryObjects"
        return f"{self.root}/$metadata#{name}{chosen}{'/$entity' if one else ''}"

    def _opener(self, view: View, expand: Expand) -> Callable[[Row], object]:
        return opener(self.state, view, expand)


_KEPT = "$'(),/:*-_.~"


def missing(entity: EntitySpec, identifier: str) -> Refused:
    if FAMILIES.get(entity.module, "directory") != "directory":
        return refusal(entity.module, "missing")
    text = f"Resource '{identifier}' does not exist or one of its queried reference-property objects are not present."
    return refusal(entity.module, "missing", text)


def _too_many(entity: EntitySpec, top: int, largest: int) -> Refused:
    if FAMILIES.get(entity.module, "directory") == "directory":
        text = f"Invalid page size specified: '{top}'. Must be between 1 and {largest} inclusive."
        return Refused(400, "Request_UnsupportedQuery", text)
    text = f"The limit of '{largest}' for Top query has been exceeded. The value from the incoming request is '{top}'."
    return refusal(entity.module, "bad", text)


def _searches(entity: EntitySpec, groups: Sequence[Sequence[Term]]) -> Callable[[Row], bool]:
    usual = _SEARCHED.get(entity.qualified_name, ("displayName", "description"))

    def matches(term: Term, row: Row) -> bool:
        names = (_KQL.get(term.field, term.field),) if term.field else usual
        words = term.words.casefold().split()
        if term.field and entity.advanced_query and term.field != "displayName":
            return str(value_at(row, (term.field,)) or "").casefold().startswith(term.words.casefold())
        if not term.field and ":" in term.words:
            name, _, value = term.words.partition(":")
            names, words = (_KQL.get(name, name),), value.casefold().split()
        text = " ".join(str(row[name]) for name in names).casefold()
        return all(word in text for word in words)

    return lambda row: all(any(matches(term, row) for term in group) for group in groups)


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _first(rows: Iterator[Entry], limit: int | None) -> Iterator[Entry]:
    return rows if limit is None else islice(rows, limit)
