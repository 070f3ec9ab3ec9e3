"""What is odd about Moneybird: filters in one parameter, next links in a header, and its limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from nlconnect.errors import QueryError
from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect.mock.plain import PlainMock, PlainService
from nlconnect.mock.quota import Window
from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.scope import Scope

ADMINISTRATIONS = ("123456789012345678", "223456789012345678")


class MoneybirdService(PlainService):
    """Two administrations. That a full last page has no next link is a guess."""

    quota = Window(150, 300)

    def fixed(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        return {"Administrations": [{"id": key, "name": f"Voorbeeld {key[0]}"} for key in ADMINISTRATIONS]}

    def scopes(self) -> Sequence[Scope]:
        return [Scope(administration=key) for key in ADMINISTRATIONS]

    def wanted(self, asked: Asked, entity: EntitySpec) -> Callable[[Row], bool]:
        wanted = {}
        for part in filter(None, asked.parameters.get("filter", "").split(",")):
            name, _, values = part.partition(":")
            if name not in entity.by_wire or not entity.by_wire[name].filter_ops:
                raise QueryError(f"unknown filter {name}")
            wanted[name] = values.split("|")
        return lambda row: all(str(row[name]) in values for name, values in wanted.items())

    def page(self, asked: Asked, rows: Sequence[Row], entity: EntitySpec) -> Answer:
        if entity.page_size is None:
            return super().page(asked, rows, entity)
        size = min(int(asked.parameters.get("per_page", "50")), self.size(entity.page_size))
        number = int(asked.parameters.get("page", "1"))
        answer = json_answer(200, [self.shown(row, entity) for row in rows[(number - 1) * size : number * size]])
        if number * size >= len(rows):
            return answer
        query = urlencode({**asked.parameters, "page": number + 1})
        return answer.with_headers({"link": f'<{self.base_url}{asked.path}?{query}>; rel="next"'})

    def refused(self, status: int, details: Mapping[str, str]) -> Answer:
        answer = super().refused(status, details)
        return answer.with_headers({"retry-after": details["retry_after"]}) if "retry_after" in details else answer

    def counted(self, answer: Answer, *, left: int, ends: float) -> Answer:
        told = {"limit": "150", "remaining": str(left), "reset": str(int(ends))}
        return answer.with_headers({f"ratelimit-{name}": value for name, value in told.items()})


MOCK = PlainMock("moneybird", "Moneybird", "nlconnect_moneybird", MoneybirdService)
