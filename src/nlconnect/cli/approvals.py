"""`approvals`: a person looks at what an agent planned, and says yes or no with a key that only they can use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from nlconnect.cli.examples import example

if TYPE_CHECKING:
    from nlconnect.approvals import Book, Request
    from nlconnect.model.outcome import Plan
    from nlconnect.model.ports import Store

PlanId = Annotated[str, Argument(metavar="PLAN", help="As `nlconnect approvals list` shows it.")]
As = Annotated[
    str | None, Option("--as", metavar="NAME", help="Who decides; may be left out where one key is on this machine.")
]
AsJson = Annotated[bool, Option("--json", help="As JSON.")]
WHY = {
    "account": "an account number changes",
    "euros": "it is about a large amount",
    "recipients": "it is sent to many",
}
"""Why more than one person has to say yes."""
CLOSED_AT_LEVEL = 5
"""Health, beliefs, national numbers."""


def key(
    name: Annotated[str, Argument(metavar="NAME", help="Who it is for, such as j.jansen.")],
    *,
    vouched_by: Annotated[
        str | None, Option("--vouched-by", metavar="NAME", help="Who approves already, and vouches for them.")
    ] = None,
) -> None:
    """Make somebody an approver, with a key sealed by a passphrase.

    Make the first before an agent gets anything to write; those after it take the passphrase of somebody who approves
    already. The passphrase is typed at a terminal, and no variable or file stands in for it.
    """
    from dataclasses import replace

    from nlconnect.approvals import KeyFile, new_key
    from nlconnect.approvals.keys import key_path
    from nlconnect.cli.outcome import say
    from nlconnect.errors import ConfigError

    folder = _folder()
    with _opened() as (book, _):
        if book.approvers() and vouched_by is None:
            raise ConfigError(
                "there are approvers already", hint=f"Give --vouched-by with one of: {', '.join(book.approvers())}."
            )
        passphrase = _passphrase(f"New passphrase for {name}", twice=True)
        approver = new_key(folder, name, passphrase=passphrase)
        try:
            if vouched_by is not None:
                told = _passphrase(f"Passphrase of {vouched_by}")
                signature = KeyFile(key_path(folder, vouched_by)).sign(approver.message, passphrase=told)
                approver = replace(approver, by=vouched_by, signature=signature)
            book.enrol(approver)
        except BaseException:
            key_path(folder, name).unlink(missing_ok=True)
            raise
    say(f"{name} may approve. The key is {key_path(folder, name)}; without the passphrase it is worth nothing.")
    say("So that nobody becomes an approver by writing into the state store, let the policy name them:")
    say(f'[approvals.approvers]\n"{name}" = "{approver.public}"')


def list_(
    *,
    everything: Annotated[bool, Option("--all", help="Those that were decided or have expired, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what waits for somebody's yes, or for its time after that."""
    from nlconnect.cli.listing import show_rows
    from nlconnect.transport.clock import SystemClock

    now = SystemClock().now()
    with _opened() as (book, _):
        found = [(request, book.standing_of(request, now=now)) for request in book.requests()]
    rows = [
        {
            "plan": request.plan,
            "what": f"{request.verb} {request.entity}",
            "agent": request.agent,
            "purpose": request.purpose,
            "profile": request.profile,
            "until": f"{datetime.fromtimestamp(request.expires_at).astimezone():%Y-%m-%d %H:%M}",
            "standing": str(standing),
        }
        for request, standing in found
        if everything or standing.state in ("waiting", "cooling")
    ]
    show_rows(rows, as_json=as_json, empty="Nothing waits for a yes.", whole=("plan",))


def show(plan: PlanId) -> None:
    """Show what would happen, before and after, and how the request stands."""
    with _opened() as (book, store):
        request, planned = _found(book, store, plan)
        _tell(request, planned, str(_standing(book, planned)))


def approve(plan: PlanId, *, name: As = None) -> None:
    """Look at a plan and approve it; the agent then may carry out this plan and no other."""
    _decide(plan, name, granted=True, reason="")


def reject(
    plan: PlanId,
    *,
    name: As = None,
    reason: Annotated[str, Option(metavar="TEXT", help="Why; the agent is told.")] = "",
) -> None:
    """Say no; the agent is told why."""
    _decide(plan, name, granted=False, reason=reason)


def _decide(plan_id: str, name: str | None, *, granted: bool, reason: str) -> None:
    from nlconnect.approvals import Decision, KeyFile, decided
    from nlconnect.approvals.keys import key_path
    from nlconnect.cli.outcome import say
    from nlconnect.errors import QueryError
    from nlconnect.transport.clock import SystemClock

    with _opened() as (book, store):
        request, planned = _found(book, store, plan_id)
        if planned.fingerprint() != request.digest:
            raise QueryError("the plan was altered after the agent asked", hint="Approve nothing of it.")
        _tell(request, planned, str(_standing(book, planned)))
        who = name or _only_key()
        now = SystemClock().now()
        decision = Decision(request.plan, request.digest, who, granted, reason, now, request.expires_at)
        told = _passphrase(f"Passphrase of {who} to {'approve' if granted else 'reject'} this")
        signed = decided(decision, KeyFile(key_path(_folder(), who)), passphrase=told)
        say(f"It is now {book.decide(signed, now=now)}.")


def _tell(request: Request, plan: Plan, standing: str) -> None:
    """Whoever approves has to see what is written, account numbers too; what a law closes stays masked."""
    from nlconnect.cli.listing import printable
    from nlconnect.model.outcome import SHORT

    text = plan.text(lambda tag: tag.level < CLOSED_AT_LEVEL)
    print("\n".join(printable(line) for line in text.splitlines()))
    for part in plan.diff:
        if isinstance(part.after, str) and len(part.after) > SHORT and part.tag.level < CLOSED_AT_LEVEL:
            print(f"{part.name} in full:\n{printable(part.after)}")
    for recipient in request.recipients:
        print(printable(f"sends to {recipient}"))
    print(f"asked by {request.agent}, for {request.purpose}, with the profile {request.profile}")
    if request.needs > 1:
        why = ", ".join(WHY[one] for one in request.why if one in WHY) or WHY["account"]
        print(f"needs    {request.needs} people: {why}")
    if request.wait:
        print(f"waits    {request.wait / 3_600:g} hours after the last yes; meanwhile anybody can still say no")
    if plan.worth:
        print(f"worth    {plan.worth}")
    print(f"standing {standing}")


def _standing(book: Book, plan: Plan) -> object:
    from nlconnect.transport.clock import SystemClock

    return book.standing(plan, now=SystemClock().now())


def _found(book: Book, store: Store, plan_id: str) -> tuple[Request, Plan]:
    from nlconnect.engine.intent import Ledger
    from nlconnect.errors import QueryError

    request = book.request(plan_id)
    plan = Ledger(store).plan(plan_id)
    if plan is None:
        raise QueryError("the plan is not kept any more", hint="The agent has to plan again.")
    return request, plan


@contextmanager
def _opened() -> Iterator[tuple[Book, Store]]:
    from nlconnect.agents.switch import store_of
    from nlconnect.approvals import Book
    from nlconnect.config import policy_file, read_config
    from nlconnect.policy import read_policy

    config = read_config()
    path = policy_file(config)
    store = store_of(config)
    try:
        yield Book(store, policy=None if path is None else read_policy(path)), store
    finally:
        store.close()


def _folder() -> Path:
    from nlconnect.approvals.keys import default_folder

    return default_folder()


def _only_key() -> str:
    from nlconnect.errors import ConfigError

    found = sorted(path.stem for path in _folder().glob("*.pem"))
    if len(found) != 1:
        raise ConfigError("say who decides with --as", hint=f"Keys on this machine: {', '.join(found) or 'none'}.")
    return found[0]


def _passphrase(question: str, *, twice: bool = False) -> str:
    """Typed by a person. Raises ConfigError where nobody sits at a terminal: an agent has pipes, and no passphrase."""
    from getpass import getpass

    from nlconnect.errors import ConfigError

    if not sys.stdin.isatty():
        raise ConfigError(
            "a person has to type the passphrase at a terminal", hint="Run this yourself, not through an agent."
        )
    told = getpass(f"{question}: ")
    if twice and getpass("The same again: ") != told:
        raise ConfigError("the two are not the same")
    return told


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Say yes or no to what agents plan.",
    epilog=example("nlconnect approvals list", "nlconnect approvals approve 1f2e3d4c5b6a7988"),
)
app.command("list", epilog=example("nlconnect approvals list", "nlconnect approvals list --all --json"))(list_)
app.command("show", epilog=example("nlconnect approvals show 1f2e3d4c5b6a7988"))(show)
app.command("approve", epilog=example("nlconnect approvals approve 1f2e3d4c5b6a7988 --as j.jansen"))(approve)
app.command(
    "reject", epilog=example('nlconnect approvals reject 1f2e3d4c5b6a7988 --reason "Wrong account, ask Petra."')
)(reject)
app.command(
    "key", epilog=example("nlconnect approvals key j.jansen", "nlconnect approvals key p.devries --vouched-by j.jansen")
)(key)
