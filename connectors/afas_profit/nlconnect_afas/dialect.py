"""How AFAS Profit is spoken to: views are read in the largest pages it bears, in an order that never changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlsplit

from nlconnect.connector import (
    EntitySpec,
    FieldSpec,
    Key,
    NestedPlan,
    Query,
    ReadPlan,
    Record,
    Request,
    Response,
    Scope,
    WireFormat,
)
from nlconnect.errors import NlconnectError, QueryError, ServerError
from nlconnect.model.query import Comparison, Condition, fields_of
from nlconnect.model.values import coerce
from nlconnect_afas.answers import error_of, log_reference
from nlconnect_afas.dates import day, moment
from nlconnect_afas.deltas import say_what_is_unique
from nlconnect_afas.filters import (
    Alternative,
    alternatives_of,
    disjoint_groups,
    slow_columns,
    written,
    written_short,
)
from nlconnect_afas.functions import HEADERS, function_plan
from nlconnect_afas.narrowing import narrowed
from nlconnect_afas.ordering import order_of

LONGEST_QUERY = 2049
"""Characters of a query string with its question mark and ampersands; a longer one gets a plain 404 (section 3.3)."""
MOST_CELLS = 150_000
"""AFAS's own rule: columns times rows stay below it, else the server may run out of memory (section 3.1)."""
MOST_ROWS = 20_000
"""Where few columns would allow more: a page is held in memory (a choice of ours; AFAS names no maximum)."""
FEWEST_ROWS = 50
"""No page is made smaller than this when the server runs out of memory."""
DEEPEST_SKIP = 100_000
TRACE = "x-trace-identifier"
_SKIP = re.compile(r"(?<=[?&]skip=)\d+")
_TAKE = re.compile(r"(?<=[?&]take=)\d+")
_ECHO = re.compile(rb'\s*\{\s*"skip"\s*:\s*\d+\s*,\s*"take"\s*:\s*(\d{1,9})\b')
_TEXT_OR_BARE_POINT = re.compile(rb'"(?:[^"\\]|\\.)*"|(?<=[:,\[\s])(-?)\.(?=\d)')


def leading_zeros(content: bytes) -> bytes:
    """AFAS, before Profit 7: amounts below one came as `-.5`, which is no JSON (section 3.4)."""
    return _TEXT_OR_BARE_POINT.sub(lambda m: m[0] if m[0].startswith(b'"') else m[1] + b"0.", content)


@dataclass(frozen=True, slots=True)
class AfasDialect:
    """The REST connectors of AFAS Profit. `most_rows` bounds a page, for systems or tests that want small ones."""

    most_rows: int = MOST_ROWS
    wire: WireFormat = WireFormat(
        rows=(("rows",),),
        next=("next",),  # AFAS sends neither a link nor a total
        total=("total",),
        one=(),
        day=day,
        moment=moment,
        mend=leading_zeros,
    )

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        """Print the query as one address, or as several where a list of values does not fit in one."""
        entity = query.entity
        _require_readable(entity)
        if entity.kind == "function":
            return function_plan(query, base_url=base_url, scope=scope)
        if query.expanded:
            raise QueryError(
                "a view of AFAS has nothing to expand", entity=entity.name, hint="Read the other view by its key."
            )
        notes: list[str] = []
        unheeded: list[str] = []
        conditions = (*query.conditions, *narrowed(entity, scope, notes, unheeded))
        fields, partial = _selected(query, notes)
        order, why = order_of(entity, query.ordering)
        take = self._rows_a_page(entity, query.maximum)
        notes.insert(0, why)
        addresses = _addresses(
            _address(entity, base_url),
            f"skip=0&take={take}&orderbyfieldids={order}",
            alternatives_of(conditions),
            query,
            notes,
        )
        notes += _warnings(query, conditions)
        return ReadPlan(
            request=Request("GET", addresses[0], HEADERS),
            entity=entity,
            scope=scope,
            fields=fields,
            route="view",
            page_size=take,
            notes=(*notes, *unheeded),
            unheeded=tuple(unheeded),
            partial=partial,
            parts=addresses if len(addresses) > 1 else (),
        )

    def key_request(
        self, entity: EntitySpec, key: Key, fields: tuple[FieldSpec, ...], *, base_url: str, scope: Scope
    ) -> ReadPlan:
        """A filter on the key: AFAS has no address for one row of a view."""
        _require_readable(entity)
        values = key if isinstance(key, tuple) else (key,)
        if not entity.key:
            raise QueryError(
                "this view has no key that is known",
                entity=entity.name,
                hint=f"Read with a condition. {say_what_is_unique(entity)}",
            )
        if len(values) != len(entity.key):
            raise QueryError(
                f"the key has {len(entity.key)} parts: {', '.join(entity.key)}",
                entity=entity.name,
                hint="Give them in this order, as a tuple.",
            )
        conditions = [_key_part(entity.by_wire[wire], value) for wire, value in zip(entity.key, values, strict=True)]
        order, _ = order_of(entity, ())
        options = f"skip=0&take=1&orderbyfieldids={order}{_text(written(alternatives_of(conditions)))}"
        url = f"{_address(entity, base_url)}?{options}"
        _refuse_longer(url, entity)
        return ReadPlan(
            request=Request("GET", url, HEADERS),
            entity=entity,
            scope=scope,
            fields=fields,
            route="key",
            page_size=1,
            single=True,
            partial=len(fields) < len(entity.fields),
        )

    def count_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> Request | None:
        """None: AFAS tells no total anywhere."""
        _require_readable(query.entity)
        return None

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        """The address that `following` made. Raises ServerError for one that belongs to another read."""
        own = {_question(url) for url in (plan.request.url, *plan.parts)}
        if _question(link) not in own:
            raise ServerError(
                "the next page leads to another host or question, which is refused", entity=plan.entity.name
            )
        return Request("GET", link, plan.request.headers)

    def rest_of(self, nested: NestedPlan, parent: Record, *, base_url: str) -> ReadPlan | None:
        """A view has no collections."""
        return None

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        """A full page is followed by another, or by an empty one; every row names every column once."""
        if plan.route != "view":
            return None
        name = plan.entity.fields[0].wire.encode()
        rows = response.content.count(b'"' + name + b'":')
        return _page_after(response.url, rows) if _is_full(response, rows) else None

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        """Behind a full page lies the next one; behind the last, the next part of a read in several parts."""
        if plan.route != "view":
            return None
        if _is_full(response, rows):
            return _page_after(response.url, rows)
        here = _question(response.url)
        place = next((place for place, url in enumerate(plan.parts) if _question(url) == here), len(plan.parts))
        return plan.parts[place + 1] if place + 1 < len(plan.parts) else None

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        """See `nlconnect_afas.answers`."""
        return error_of(response, method=method, entity=entity)

    def request_id_of(self, response: Response) -> str | None:
        """What the front says of the call (since Profit 7); else the entry in the customer's own log."""
        return response.headers.get(TRACE) or log_reference(response)

    def _rows_a_page(self, entity: EntitySpec, maximum: int | None) -> int:
        """As many as AFAS bears; of a limited read, pages of one size that hold hardly more than is wanted."""
        most = min((MOST_CELLS - 1) // max(1, len(entity.fields)), self.most_rows)
        if maximum is None:
            return most
        pages = -(-maximum // most)
        return -(-maximum // pages)


def smaller_page(request: Request) -> Request | None:
    """The same page with half as many rows, for a server that ran out of memory over it (section 3.1)."""
    take = _number(_TAKE, request.url)
    if take is None or take < 2 * FEWEST_ROWS:
        return None
    return replace(request, url=_TAKE.sub(str(take // 2), request.url, count=1))


def _require_readable(entity: EntitySpec) -> None:
    if entity.document is not None or "GET" not in entity.methods:
        views = [
            spec.name
            for spec in (entity.catalogue.module(entity.module) if entity.catalogue else {}).values()
            if spec.kind == "view"
        ]
        raise QueryError(
            f"{entity.name} is an update connector, which AFAS can write through and not read",
            entity=entity.name,
            hint=f"Read a view: {', '.join(views[:8]) or 'see `nlconnect entities afas`'}.",
        )


def _address(entity: EntitySpec, base_url: str) -> str:
    return base_url.rstrip("/") + quote(entity.path, safe="/")


def _selected(query: Query[Record], notes: list[str]) -> tuple[tuple[FieldSpec, ...], bool]:
    """The fields to keep, and whether others come along: AFAS sends every column of a view, whatever is wanted."""
    entity = query.entity
    if query.selected is None:
        return entity.values, False
    wanted = {entity.field(name).name for name in query.selected}
    fields = tuple(spec for spec in entity.values if spec.name in wanted or spec.is_key)
    if len(fields) == len(entity.fields):
        return fields, False
    notes.append(
        f"AFAS knows no selection: all {len(entity.fields)} columns cross the wire, "
        f"{len(fields)} kept. A view with fewer columns is faster, and shows less"
    )
    return fields, True


def _addresses(
    address: str, options: str, alternatives: Sequence[Alternative], query: Query[Record], notes: list[str]
) -> tuple[str, ...]:
    """The whole question in one address, in JSON or else as lists; or in parts that share no row."""
    room = LONGEST_QUERY - len(f"?{options}")
    for parameters in (written(alternatives), written_short(alternatives)):
        if parameters is not None and len(_text(parameters)) <= room:
            return (f"{address}?{options}{_text(parameters)}",)
    groups = disjoint_groups(alternatives)
    if groups is None or query.ordering:
        raise _too_long(
            query.entity,
            "Sort what comes in Python: a list of values this long is read in several parts."
            if groups is not None
            else "Ask for less at once: shorter lists of values, or fewer conditions.",
        )
    write = _writer(alternatives)
    parts = [write(part) for part in _packed(groups, room, write)]
    if any(len(text) > room for text in parts):
        raise _too_long(query.entity, "Ask for less at once: shorter lists of values, or fewer conditions.")
    notes.append(f"the list of values does not fit in one address, so it is read in {len(parts)} parts")
    return tuple(f"{address}?{options}{text}" for text in parts)


Writer = Callable[[Sequence[Alternative]], str]


def _writer(alternatives: Sequence[Alternative]) -> Writer:
    """Lists where all alternatives can be written so, since they are five times shorter; else JSON."""
    if written_short(alternatives) is None:
        return lambda some: _text(written(some))
    return lambda some: _text(written_short(some) or {})


def _packed(groups: Sequence[Sequence[Alternative]], room: int, write: Writer) -> Iterator[list[Alternative]]:
    """As many groups together as fit in one address."""
    part: list[Alternative] = []
    used = 0
    for group in groups:
        alone = len(write(group))
        added = alone - _SHARED if part else alone
        if part and used + added > room:
            yield part
            part, used, added = [], 0, alone
        part = [*part, *group]
        used += added
    yield part


_SHARED = len("&filterfieldids=&filtervalues=&operatortypes=") - len(";;;")
"""What two filters in one address need only once; in JSON it is more."""


def _text(parameters: Mapping[str, str]) -> str:
    """Behind other options of a query string."""
    return "".join(f"&{name}={text}" for name, text in parameters.items())


def _refuse_longer(url: str, entity: EntitySpec) -> None:
    if len(url.partition("?")[2]) + 1 > LONGEST_QUERY:
        raise _too_long(entity, "Ask for less at once.")


def _too_long(entity: EntitySpec, hint: str) -> QueryError:
    return QueryError(
        f"the question would be longer than the {LONGEST_QUERY:,} characters that AFAS takes in an address",
        entity=entity.name,
        hint=hint,
    )


def _warnings(query: Query[Record], conditions: Sequence[Condition]) -> Iterator[str]:
    """What a person should know of how AFAS takes the question."""
    if any(spec.type == "datetime" for condition in conditions for spec in fields_of(condition)):
        yield "AFAS compares hidden fractions of a second: rows may lie up to a second outside the moments asked for"
    slow = list(slow_columns(alternatives_of(conditions)))
    if slow:
        yield f"searching in {', '.join(slow)} uses no index and may be 100 times slower than comparing"
    if query.maximum is None or query.maximum > DEEPEST_SKIP:
        yield f"AFAS gets slow beyond row {DEEPEST_SKIP:,}: split a longer read by a condition, such as a period"


def _key_part(spec: FieldSpec, value: object) -> Comparison:
    coerced = coerce(spec, value)
    if coerced is None or coerced == "":
        raise QueryError(f"the key {spec.name} cannot be empty", hint="Read with a condition instead.")
    return Comparison(spec, "eq", coerced)


def _number(pattern: re.Pattern[str], url: str) -> int | None:
    found = pattern.search(url)
    return int(found[0]) if found is not None else None


def _is_full(response: Response, rows: int) -> bool:
    """Whether more may follow. AFAS names no maximum for a page: a server that cut one short would say so in its echo.

    An echo that is wrong costs one empty page, and no row.
    """
    asked, echo = _number(_TAKE, response.url), _ECHO.match(response.content)
    return rows > 0 and asked is not None and (rows >= asked or (echo is not None and rows >= int(echo[1])))


def _page_after(url: str, rows: int) -> str | None:
    skip = _number(_SKIP, url)
    return _SKIP.sub(str(skip + rows), url, count=1) if skip is not None else None


def _question(url: str) -> tuple[object, ...]:
    """What an address asks, whichever page it is of."""
    parts = urlsplit(url)
    options = (pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in ("skip", "take"))
    return (parts.scheme, parts.netloc, parts.path.lower(), *options)
