"""What stands in a mock, and what became other than it was: the records themselves, not what an answer says of them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from nlconnect.mock.tables import LazyRow
from nlconnect.testing import SignedInMock

Values: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Touched:
    """One record before and after, by wire names; None where there is none."""

    entity: str
    before: Values | None
    after: Values | None


def photographed(mock: SignedInMock) -> Callable[[], list[Touched]]:
    """Remember what stands there now; what it gives tells later what changed since."""
    service: Any = mock.service
    if mock.name == "afas":
        return _documents(service)
    world = service.state.world
    then = {place: dict(table._changed) for place, table in world._tables.items()}
    files = getattr(service.state, "files", {})
    return lambda: [_with_content(one, files) for one in _rows(world, then)]


def _with_content(one: Touched, files: Mapping[str, bytes]) -> Touched:
    """Exact keeps the content of an attachment apart from its record."""
    if one.after is None or one.entity != "documents.DocumentAttachments":
        return one
    return replace(one, after={**one.after, "Attachment": files.get(str(one.after["ID"]))})


def _rows(world: Any, then: Mapping[Any, Mapping[int, Any]]) -> Iterator[Touched]:
    for place, table in world._tables.items():
        known = then.get(place, {})
        for number, row in table._changed.items():
            if number in known:
                if known[number] is not row:
                    yield Touched(place[1], _plain(known[number]), _plain(row))
            else:
                source = table._source.row(number) if number < len(table._source) else None
                yield Touched(place[1], _plain(source), _plain(row))


def _plain(row: Any) -> Values | None:
    if row is None:
        return None
    return row.whole() if isinstance(row, LazyRow) else dict(row)


def _documents(service: Any) -> Callable[[], list[Touched]]:
    archive = service.archive
    then = copy.deepcopy(archive._kept)

    def told() -> list[Touched]:
        places = {*then, *archive._kept}
        pairs = ((place, then.get(place), archive._kept.get(place)) for place in sorted(places))
        found = ((place, _flat(before), _flat(after)) for place, before, after in pairs)
        return [Touched(place[0], before, after) for place, before, after in found if before != after]

    return told


def _flat(element: Any) -> Values | None:
    """An element with what is inside it, by paths: `FbSalesLines[0]/ItCd`."""
    if element is None:
        return None
    found = dict(element.values)
    for name in dict.fromkeys(inner.name for inner in element.inner):
        for number, inner in enumerate(element.of(name)):
            below = _flat(inner) or {}
            found |= {f"{name}[{number}]/{path}": value for path, value in below.items()}
    return found
