"""Plans of many changes, to be looked at before any of them is carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from nlconnect.engine.exchange import Tally
from nlconnect.engine.foresight import Foresight
from nlconnect.errors import ApiError, NlconnectError, PolicyRefused, QueryError, RateLimited
from nlconnect.model.change import Change
from nlconnect.model.run import Line

if TYPE_CHECKING:
    from nlconnect.engine.write import Writing

AT_A_TIME = 20


class Planning:
    """Plans a list, some at a time. Writes nothing."""

    def __init__(self, writing: Writing, changes: Iterable[Change]) -> None:
        self._writing = writing
        self._given = list(changes)
        self._left: Iterator[tuple[int, Change]] = iter(enumerate(self._given))
        self._ahead = Foresight(writing.session, writing.writer, scope=writing.scope, asker=writing.asker)
        self._ahead.expect(self._given)

    async def lines(self) -> Sequence[Line] | None:
        """The next plans, kept as `plan` keeps them, and what was refused; None at the end."""
        some = list(islice(self._left, AT_A_TIME))
        if not some:
            return None
        await self._ahead.ahead([change for _, change in some])
        lines, entries = [], []
        for index, change in some:
            try:
                plan, verdict = await self._writing.made(change, self._ahead)
            except RateLimited:
                raise
            except (QueryError, PolicyRefused, ApiError) as refusal:
                lines.append(_refused(index, change, refusal))
                continue
            lines.append(Line(index, "planned", change, plan))
            entries.append(self._writing.entry_of(plan, verdict, tally=Tally(), outcome=verdict.answer, planned=True))
        plans = [line.plan for line in lines if line.plan is not None]
        port = self._writing.session.exchange.port
        await port.run(lambda: self._writing.ledger.keep(*plans))
        await self._writing.session.note_all(entries)
        return lines


def _refused(index: int, change: Change, refusal: NlconnectError) -> Line:
    return Line(index, "refused", change, error=refusal, reason=refusal.message)
