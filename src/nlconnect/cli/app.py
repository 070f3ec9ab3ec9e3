"""All commands. This module and what it imports stay light: `--help` reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from nlconnect.cli import (
    agents,
    approvals,
    checking,
    crosswalk,
    demonstrating,
    filing,
    looking,
    mocking,
    page,
    permissions,
    policy,
    privacy,
    profiles,
    reading,
    schema,
    signing,
    starting,
    state,
    syncing,
    trail,
    writing,
)
from nlconnect.cli.examples import example
from nlconnect.cli.outcome import plain_ending

if TYPE_CHECKING:
    from typer._click.core import Context  # typer has no public name for it


class PlainEnding(TyperGroup):
    """Ends every command with plain lines and an exit code by what to do next."""

    def invoke(self, ctx: Context) -> object:
        with plain_ending():
            return super().invoke(ctx)


app = typer.Typer(
    cls=PlainEnding,
    # Plain text: half the start-up time of rich's panels.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=example(
        "nlconnect demo",
        "nlconnect find openstaande posten",
        'nlconnect read acme-exact cashflow.Receivables --where "amount_dc >= 100" --to debiteuren.xlsx --excel nl',
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"nlconnect {version('nlconnect')}")
        raise typer.Exit


@app.callback()
def nlconnect(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Typed, budgeted, privacy-aware access to the business systems of Dutch companies."""


app.command(epilog=example("nlconnect demo", "nlconnect demo --out open.xlsx"))(demonstrating.demo)
app.command(
    epilog=example(
        "nlconnect mock exact --info mock.json",
        "nlconnect mock exact --quota 60/3 --latency-ms 20 --fault 503:every=50",
        "nlconnect mock exact --config nlconnect.toml",
    )
)(mocking.mock)
app.add_typer(profiles.app, name="profile")
app.command(epilog=example("nlconnect login", "nlconnect login kantoor --open", "nlconnect login --status"))(
    signing.login
)
app.command(epilog=example("nlconnect find openstaande posten", "nlconnect find invoice due date"))(looking.find)
app.command(epilog=example("nlconnect entities exact", "nlconnect entities exact sales --json"))(looking.entities)
app.command(
    epilog=example(
        "nlconnect describe exact cashflow.Receivables", "nlconnect describe acme-exact SalesInvoices --json"
    )
)(looking.describe)
app.command(
    epilog=example(
        "nlconnect read acme-exact cashflow.Receivables --limit 20",
        "nlconnect read acme-exact cashflow.Receivables --where \"amount_dc >= 100 and due_date < '2026-11-01'\"",
        "nlconnect read acme-exact SalesInvoices --where \"status in ['open', 'processed']\" --order-by -invoice_date",
        "nlconnect read acme-exact cashflow.Receivables --division all --to debiteuren.xlsx --excel nl",
        "nlconnect read acme-exact SalesInvoices --explain --count",
    )
)(reading.read)
app.command(epilog=example("nlconnect pull openstaande-posten", "nlconnect pull openstaande-posten --to -"))(
    reading.pull
)
app.command(
    epilog=example(
        "nlconnect sync acme-exact crm.Accounts --to duckdb:///copy.duckdb",
        "nlconnect sync acme-exact crm.Accounts --to sqlite:///copy.db --division all --table relations",
        "nlconnect sync acme-exact crm.Accounts --to env:WAREHOUSE_URL --full",
    )
)(syncing.sync)
app.command(epilog=example("nlconnect get acme-exact crm.Accounts 00000000-0000-0000-0000-000000000000"))(reading.get)
app.command(
    epilog=example(
        "nlconnect upload acme-exact documents.DocumentAttachments factuur.pdf --set document=hid:1042 --plan",
        "nlconnect upload acme-365 DriveItems offerte.pdf --in drive=b!x1 --of path=Klanten/offerte.pdf --yes",
        "nlconnect upload acme-365 mail.Attachments offerte.pdf --of message=AAMk --yes",
        "nlconnect upload acme-afas KnSubject 1042 contract.pdf --plan",
    )
)(filing.upload)
app.command(
    epilog=example(
        "nlconnect download acme-365 DriveItems --in drive=b!x1 --of path=Klanten/offerte.pdf --to offerte.pdf",
        "nlconnect download acme-afas files.Attachments --of subject_id=1042 --of file_id=0A1B --to contract.pdf",
    )
)(filing.download)
app.command(
    epilog=example(
        "nlconnect write acme-exact crm.Accounts --set code=2001 --set name=Acme --plan",
        "nlconnect write acme-exact crm.Accounts --match code --set code=2001 --set city=Gouda --yes",
        "nlconnect write acme-exact salesentry.SalesEntries --from entry.json",
        "nlconnect write acme-exact crm.Accounts --from relaties.xlsx --match code --plan",
        "nlconnect write acme-365 PlannerTasks --of plan=2x1yVn4 --set title=Bellen --plan",
    )
)(writing.write)
app.command(epilog=example("nlconnect apply acme-exact 1f2e3d4c5b6a7988"))(writing.apply)
app.command(
    epilog=example("nlconnect reconcile acme-exact 1f2e3d4c5b6a7988", "nlconnect reconcile acme-exact --run december")
)(writing.reconcile)
app.command(epilog=example("nlconnect runs acme-exact", "nlconnect runs acme-exact --forget december"))(writing.runs)
app.command(epilog=example("nlconnect doctor", "nlconnect doctor acme-exact --entity cashflow.Receivables"))(
    checking.doctor
)
app.command(
    epilog=example(
        "nlconnect permissions acme-365",
        "nlconnect permissions acme-365 directory.Users:display_name,mail mail.Messages --json",
        "nlconnect permissions acme-afas employees.Profit_Employees --write dossiers.KnSubject",
    )
)(permissions.permissions)
app.add_typer(schema.app, name="schema")
app.add_typer(privacy.app, name="privacy")
app.add_typer(policy.app, name="policy")
app.add_typer(trail.app, name="audit")
app.add_typer(state.app, name="state")
app.add_typer(crosswalk.app, name="crosswalk")
app.command(
    epilog=example("nlconnect mcp", "nlconnect mcp acme-exact --setup", "nlconnect mcp acme-exact --http 8765")
)(agents.mcp)
app.command(epilog=example("nlconnect tools", "nlconnect tools acme-exact --format openai"))(agents.tools)
app.add_typer(agents.app, name="agents")
app.add_typer(approvals.app, name="approvals")
app.command(epilog=example("nlconnect web", "nlconnect web --port 8766 --lang en"))(page.web)
app.command(epilog=example("nlconnect new moneybird", 'nlconnect new eboekhouden --title "e-Boekhouden" --to ~/code'))(
    starting.new
)
