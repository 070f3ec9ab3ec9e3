"""What an agent pays for being told of the verbs, and for a typical read: `python -m bench.tokens`.

No tokenizer is part of this. A token is counted for every seven letters, three digits or two other signs, which came to
more than o200k, a tokenizer in wide use, made of the same listing (by 29 %), description (35 %) and read (4 %).
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Iterator

from bench.figure import Figure
from mcp import Client

from nlconnect.agents import Toolbox
from nlconnect.config import Config, Settings
from nlconnect.mcp.server import server_of
from nlconnect.mock.system import Setting
from nlconnect.testing import SignedInMock

MOST = 5_000
INVOICES: dict[str, object] = {"profile": "acme", "entity": "salesinvoice.SalesInvoices"}
COLUMNS = ("invoice_number", "invoice_date", "amount_dc", "vat_amount_dc", "status")
LAST_WEEK = "invoice_date >= '2026-11-16' and invoice_date < '2026-11-23'"
_TOKEN = re.compile(r"[A-Za-z]{1,7}|\d{1,3}|[^\sA-Za-z\d]{1,2}")


def tokens(text: str) -> int:
    """About how many a model counts, rather too many than too few."""
    return len(_TOKEN.findall(text))


async def _told(toolbox: Toolbox) -> tuple[str, str, str]:
    """The listing as it goes over the wire, a read of fifty invoices, and a whole question about last week."""
    async with Client(server_of(toolbox)) as agent:
        listed = [
            tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in (await agent.list_tools()).tools
        ]
        asked: list[tuple[str, dict[str, object]]] = [
            ("read", {**INVOICES, "select": [*COLUMNS], "order_by": ["-invoice_date"], "limit": 50}),
            ("systems", {}),
            ("find", {"words": "verkoopfacturen"}),
            ("describe", INVOICES),
            ("total", {**INVOICES, "sum": ["amount_fc_excl_vat"], "group_by": ["status"], "where": [LAST_WEEK]}),
        ]
        said = []
        for verb, arguments in asked:
            answer = await agent.call_tool(verb, arguments)
            if answer.is_error:
                raise RuntimeError(f"{verb} was refused")
            said.append(json.dumps(arguments) + answer.content[0].text)  # type: ignore[union-attr]  # text
    return json.dumps(listed, separators=(",", ":")), said[0], "".join(said[1:])


def figures() -> Iterator[Figure]:
    """The promised figure beside its aim."""
    mock = SignedInMock("exact", setting=Setting())
    config = Config(path=None, settings=Settings(), profiles={"acme": mock.profile})
    with Toolbox(
        config=config, store=mock.store, open_connection=lambda profile, **options: mock.connect(**options)
    ) as toolbox:
        listing, read, question = (tokens(text) for text in asyncio.run(_told(toolbox)))
    mock.close()
    for what, more in (("a read of 50 records", read), ("a question about last week's revenue", question)):
        yield Figure(
            f"agents: tokens of the listing and {what}", listing + more, MOST, detail=f"{listing:,} + {more:,}"
        )


def main() -> int:
    found = list(figures())
    for figure in found:
        print(figure)
    return 0 if all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
