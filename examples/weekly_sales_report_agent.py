"""The weekly sales report by an agent without a model: what an assistant asks for over the Model Context Protocol.
nlconnect mcp --purpose PURPOSE --setup | python weekly_sales_report_agent.py 2026-W44 BOOKS_PROFILE MAIL_PROFILE TO...
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date, timedelta
from typing import Any

from mcp import Client, StdioServerParameters

Json = dict[str, Any]
REVENUE, CUSTOMER, STAGE = "amount_fc_excl_vat", "invoice_to_name", "opportunity_stage_description"
CHART = {"by": CUSTOMER, "of": f"sum_{REVENUE}"}


async def call(agent: Client, verb: str, /, **arguments: object) -> Json:
    answer = await agent.call_tool(verb, arguments)
    if answer.is_error:
        raise PermissionError(answer.content[0].text)  # type: ignore[union-attr]  # a refusal is a text
    return answer.structured_content or {}


async def made(agent: Client, kind: str, title: str, ask: Json, **more: object) -> str:
    return str((await call(agent, "file", do="make", kind=kind, title=title, ask=ask, **more))["file"])


async def report(agent: Client, week: str, books: str, mail: str, *to: str) -> str:
    monday, week_later = (date.fromisoformat(week) + timedelta(days) for days in (0, 7))
    where = [f"invoice_date >= '{monday}' and invoice_date < '{week_later}'", "status == 'processed'"]
    sales: Json = {"profile": books, "entity": "salesinvoice.SalesInvoices", "sum": [REVENUE], "where": where}
    owed: Json = {"profile": books, "entity": "read_financial.ReceivablesList", "sum": ["amount"]}
    chances: Json = {"profile": books, "entity": "crm.Opportunities", "sum": ["amount_dc"], "group_by": [STAGE]}
    ((count, total),) = (await call(agent, "total", **sales))["rows"]
    bars = await made(agent, "bars", "Omzet per klant", {**sales, "group_by": [CUSTOMER]}, chart=CHART)
    items = await made(agent, "table", "Openstaand bij alle klanten", owed)
    stages = await made(agent, "table", "Verkoopkansen", {**chances, "where": [f"close_date >= '{monday}'"]})
    book = await made(agent, "xlsx", f"Verkooprapport {week}", {**sales, "group_by": [CUSTOMER]}, chart=CHART)
    euros = f"{total:_.2f}".replace(".", ",").replace("_", ".")
    text = f"<p>Week {week}: {count} facturen, {euros} euro zonder btw.</p>{{{bars}}}{{{items}}}{{{stages}}}"
    letter: Json = {"subject": f"Verkooprapport {week}", "body": {"content_type": "html", "content": text}}
    letter |= {"to_recipients": [{"email_address": {"address": one}} for one in to], "attachments": [book]}
    plan = await call(agent, "plan", profile=mail, entity="mail.SendMail", verb="call", values=letter)
    done = await call(agent, "apply", profile=mail, plan=plan["plan"]) if plan["standing"].startswith("ready") else {}
    return str(done.get("outcome", f"{plan['plan']} {plan['standing']}"))


async def main(setup: Json, *arguments: str) -> str:
    async with Client(StdioServerParameters.model_validate(setup["mcpServers"]["nlconnect"])) as agent:
        try:
            return await report(agent, *arguments)
        except PermissionError as refused:
            return str(refused)


if __name__ == "__main__":
    print(asyncio.run(main(json.load(sys.stdin), *sys.argv[1:])))
