"""Delta queries: everything at first, then what changed and what went, by tokens that grow old."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import quote

from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.addresses import Target
from nlconnect_graph.mock.expressions import Compare, Expression, Literal, Logic, Path, predicate
from nlconnect_graph.mock.question import Question, read_question
from nlconnect_graph.mock.reading import Reader
from nlconnect_graph.mock.refusals import FAMILIES, JSON_TYPE, Refused, refusal
from nlconnect_graph.mock.rendering import Shape, collection, render
from nlconnect_graph.mock.state import Gone
from nlconnect_graph.mock.views import View, pairs_of, view_of
from nlconnect_graph.mock.windows import window_of, within
from nlconnect_graph.mock.wishes import page_wish

DIRECTORY_DAYS = 7
"""Graph: delta tokens of the directory live a week."""
_OPTIONS = ("$select", "$filter", "$orderby", "$expand", "startDateTime", "endDateTime")
_MOST_IDS = 50


@dataclass(frozen=True)
class Change:
    """A row that is new or other than before, or one that went; `order` is what pages go by."""

    order: int
    number: int
    row: Row
    reason: str = ""


@dataclass(frozen=True)
class Delta:
    """One round of a delta query, for one caller."""

    reader: Reader
    now: float

    def page(self, target: Target) -> Answer:
        asked = self.reader.asked
        given = asked.parameters
        text = given.get("$deltatoken") or given.get("$skiptoken") or given.get("token") or target.token or ""
        if text.lower() == "latest":
            return self._empty(target)
        token = self._token(text, target) if text else {}
        options = token.get("options") or {name: given[name] for name in _OPTIONS if name in given}
        if not text:
            self._check(target.entity, given)
        question = read_question(target.entity, _asked_with(asked, _mapping(options)), is_item=True)
        _check_filter(target.entity, question.filter)
        view = view_of(target, self.reader.state)
        if target.entity.module == "calendar" and target.entity.name in ("Events", "CalendarView"):
            start, end = window_of(_mapping(options), "calendarView")
            view = replace(view, tests=(*view.tests, lambda row: within(row, start, end)))
        state = self.reader.state
        until = token.get("until")
        until = until if isinstance(until, int) else state.stamp(_scope(view))
        since, at = _number(token.get("since")), _number(token.get("at"))
        changes = self._whole(view, question, at) if since is None else self._changed(view, question, since, at)
        size = self._size(target.entity)
        found = list(islice(changes, size + 1))
        shape = self.reader.shape(view, question, cast="")
        shown = [self._shown(view, shape, change, question, since) for change in found[:size]]
        if state.switches.repeat_delta and shown:
            shown.append(shown[0])
        passed: dict[str, object] = {"options": options, "since": since}
        if len(found) > size:
            links = {"nextLink": self._link(target, {**passed, "until": until, "at": found[size - 1].order})}
        else:
            links = {"deltaLink": self._link(target, {**passed, "since": until, "until": None}, ends=True)}
        context = f"{self.reader.root}/$metadata#{target.entity.wire}"
        return json_answer(200, collection(shown, context=context, count=None, links=links), content_type=JSON_TYPE)

    def _empty(self, target: Target) -> Answer:
        """Nothing, and a link for what happens from now on."""
        view = view_of(target, self.reader.state)
        given = self.reader.asked.parameters
        options = {name: given[name] for name in _OPTIONS if name in given}
        since = self.reader.state.stamp(_scope(view))
        links = {"deltaLink": self._link(target, {"options": options, "since": since}, ends=True)}
        context = f"{self.reader.root}/$metadata#{target.entity.wire}"
        return json_answer(200, collection([], context=context, count=None, links=links), content_type=JSON_TYPE)

    def _whole(self, view: View, question: Question, at: int | None) -> Iterator[Change]:
        walk = self.reader.walk(view, Question(filter=question.filter))
        for number, row in type(walk)(walk.table, walk.tests, walk.equal).rows(after=() if at is None else (at,)):
            yield Change(number, number, row)

    def _changed(self, view: View, question: Question, since: int, at: int | None) -> Iterator[Change]:
        """By row version: what still belongs to the question, what left it, and what was deleted."""
        after = since if at is None else at
        matches = predicate(question.filter) if question.filter is not None else None
        gone = [one for one in self.reader.state.gone_from(_scope(view), view.home) if one.version > after]
        waiting = [Change(one.version, -1, one.row, self._reason(view, one)) for one in gone if _was_in(view, one.row)]
        changes = list(waiting)
        for version, number in view.table.feed(after=after):
            row = view.table.row(number)
            if row is None:
                continue
            belongs = view.holds(row) and (matches is None or matches(row))
            changes.append(Change(version, number, row, "" if belongs else "changed"))
        yield from sorted(changes, key=lambda change: change.order)

    def _reason(self, view: View, gone: Gone) -> str:
        """Graph: users, groups and apps can be taken back, which is `changed`; all else is gone for good."""
        restorable = view.home.qualified_name in (
            "directory.Users",
            "directory.Groups",
            "directory.Applications",
            "directory.ServicePrincipals",
        )
        return "changed" if restorable else "deleted"

    def _shown(
        self, view: View, shape: Shape, change: Change, question: Question, since: int | None
    ) -> Mapping[str, object]:
        identifier = change.row["#immutable"] if shape.lasting and change.row["#immutable"] else change.row["id"]
        if change.reason and view.home.qualified_name == "files.DriveItems":
            return {"id": identifier, "name": change.row["name"], "deleted": {"state": "deleted"}}
        if change.reason:
            return {"id": identifier, "@removed": {"reason": change.reason}}
        narrow = shape
        minimal = "return=minimal" in self.reader.asked.header("prefer").replace(" ", "").lower()
        if since is not None and minimal and view.entity.module == "directory":
            touched = change.row["#touched"]
            names = [n for n, v in touched.items() if v > since] if isinstance(touched, Mapping) else []
            wanted = tuple(name for name in names if not question.select or name in question.select)
            narrow = Shape(shape.entity, wanted or ("id",), shape.hidden, typed=shape.typed)
        shown = render(change.row, narrow, etag=self.reader.etag(view, change.number))
        if view.home.qualified_name == "directory.Groups" and (not question.select or "members" in question.select):
            members = self._members(change.row, since)
            if members:
                shown["members@delta"] = members
        return shown

    def _members(self, row: Row, since: int | None) -> Sequence[Mapping[str, object]]:
        """Who is in a group, or who came and went since."""
        if since is None:
            pairs = pairs_of(row["#members"])
            return [{"@odata.type": f"#microsoft.graph.{kind}", "id": identifier} for kind, identifier in pairs]
        found = []
        for version, group, kind, identifier, went in self.reader.state.memberships:
            if group == row["id"] and version > since:
                entry: dict[str, object] = {"@odata.type": f"#microsoft.graph.{kind}", "id": identifier}
                found.append(entry | ({"@removed": {"reason": "deleted"}} if went else {}))
        return found

    def _size(self, entity: EntitySpec) -> int:
        usual = 200 if FAMILIES.get(entity.module) == "files" else 100
        size = self.reader.state.setting.page_sizes.get(usual, usual)
        wish = page_wish(self.reader.asked.header("prefer"))
        return min(size, wish) if wish and FAMILIES.get(entity.module) == "outlook" else size

    def _token(self, text: str, target: Target) -> dict[str, object]:
        try:
            token = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (binascii.Error, ValueError):
            token = None
        if not isinstance(token, dict) or str(token.get("path", "")).lower() != self._path():
            raise refusal(target.entity.module, "bad", "The delta token is invalid.")
        issued = float(token.get("issued", 0.0))
        directory = FAMILIES.get(target.entity.module, "directory") == "directory"
        if issued < self.reader.state.delta_since or (directory and self.now - issued > DIRECTORY_DAYS * 86_400):
            raise self._too_old(target, _mapping(token.get("options")))
        return token

    def _too_old(self, target: Target, options: Mapping[str, str]) -> Refused:
        """Graph: 410 with the address of a fresh start."""
        codes = {"files": "resyncChangesApplyDifferences", "outlook": "syncStateNotFound"}
        code = codes.get(FAMILIES.get(target.entity.module, ""), "resyncRequired")
        query = "&".join(f"{quote(name, safe='$')}={quote(value, safe=_KEPT)}" for name, value in options.items())
        where = f"{self.reader.root}{self._plain_path()}" + (f"?{query}" if query else "")
        return Refused(410, code, "Resync required.", {"location": where})

    def _link(self, target: Target, token: Mapping[str, object], *, ends: bool = False) -> str:
        whole = {**token, "path": self._path(), "issued": self.now}
        text = base64.urlsafe_b64encode(json.dumps(whole, separators=(",", ":")).encode()).decode().rstrip("=")
        name = "$deltatoken" if ends else "$skiptoken"
        if target.entity.module == "files":
            name = "token"
        return f"{self.reader.root}{self._plain_path()}?{name}={text}"

    def _plain_path(self) -> str:
        path = self.reader.asked.path.partition("/v1.0")[2]
        return path.partition("(")[0] if path.endswith(")") and "delta(" in path.lower() else path

    def _path(self) -> str:
        return self._plain_path().lower()

    def _check(self, entity: EntitySpec, given: Mapping[str, str]) -> None:
        """Graph: a delta of the directory takes fields and ids only."""
        refused = ("$top", "$orderby", "$search", "$skip") if entity.module == "directory" else ("$search", "$skip")
        for name in refused:
            if name in given:
                raise refusal(entity.module, "unsupported", f"'{name}' is not supported with delta.")


def _check_filter(entity: EntitySpec, expression: Expression | None) -> None:
    """Graph: the directory filters by ids, mail by when it came in."""
    if expression is None:
        return
    allowed = "id" if entity.module == "directory" else "receivedDateTime" if entity.name == "Messages" else ""
    tests = list(_tests(expression))
    if allowed and any(path != allowed for path, _ in tests):
        raise refusal(entity.module, "unsupported", f"A delta query filters by '{allowed}' only.")
    if allowed == "id" and len(tests) > _MOST_IDS:
        raise refusal(entity.module, "unsupported", f"A delta query filters by {_MOST_IDS} ids at most.")


def _tests(expression: Expression) -> Iterator[tuple[str, str]]:
    match expression:
        case Logic():
            yield from _tests(expression.left)
            yield from _tests(expression.right)
        case Compare(left=Path() as path, right=Literal()):
            yield str(path), expression.operator
        case _:
            yield "", ""


def _was_in(view: View, row: Row) -> bool:
    return view.holds(row)


def _scope(view: View) -> str | None:
    return view.scope if isinstance(view.scope, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _mapping(value: object) -> Mapping[str, str]:
    return {str(name): str(one) for name, one in value.items()} if isinstance(value, Mapping) else {}


def _asked_with(asked: Asked, options: Mapping[str, str]) -> Asked:
    """The first question again: later ones carry a token only."""
    query = "&".join(f"{quote(name, safe='$')}={quote(value, safe='')}" for name, value in options.items())
    return Asked(asked.method, f"{asked.origin}{asked.path}?{query}", asked.headers, b"")


_KEPT = "$'(),/:*-_.~"
