"""`audit`: what was done through nlconnect on this machine, with whose data, and whether the record is whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Exit, Option

from nlconnect.cli.examples import example

if TYPE_CHECKING:
    from nlconnect.audit import AuditLog, Head

AsJson = Annotated[bool, Option("--json", help="As JSON.")]

SHOWN = ("at", "operation", "entity", "scope", "outlet", "outcome", "calls", "records")


class Language(StrEnum):
    """What the report is written in."""

    EN = "en"
    NL = "nl"


def show(
    *,
    limit: Annotated[int, Option(min=1, metavar="N", help="The newest so many entries.")] = 20,
    subject: Annotated[
        str | None,
        Option(
            metavar="VALUE",
            help="What was done with one person's data: the key of a record, an e-mail address, a user name, an "
            "employee number or a BSN. A single - reads it from standard input.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the newest entries, or those about one subject; values of records are never in them."""
    from collections import deque

    from nlconnect.cli.listing import show_json, show_rows

    with open_log() as log:
        if subject is None:
            entries = list(deque(log.read(), maxlen=limit))
        else:
            value = sys.stdin.readline() if subject == "-" else subject
            entries = log.about(value)[-limit:]
            _tell_unmarked(log)
    if as_json:
        show_json([dict(entry) for entry in entries])
    else:
        rows = [{name: _short(name, entry.get(name)) for name in SHOWN} for entry in entries]
        empty = "No entries yet." if subject is None else "No entry is about this."
        show_rows(rows, as_json=False, empty=empty, whole=("at", "operation", "scope"))


def verify(
    *,
    anchor: Annotated[
        list[str] | None,
        Option(metavar="ANCHOR|FILE", help="A line that `audit anchor` printed, or a file of them. May be repeated."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look for changed, removed, inserted or cut off entries; exits with 1 where there are."""
    from nlconnect.cli.listing import show_json

    anchors = [head for text in anchor or () for head in _anchors(text)]
    with open_log() as log:
        found = log.verify(anchors=anchors)
    if as_json:
        show_json(
            {
                "sound": found.is_sound,
                "entries": found.entries,
                "complete": found.complete,
                "proven_to": found.proven_to,
                "pruned_to": found.pruned_to,
                "unproven_before": list(found.unproven),
                "problems": [str(one) for one in found.problems],
            }
        )
    else:
        print(found)
    if not found.is_sound:
        raise Exit(1)


def anchor(
    *,
    to: Annotated[Path | None, Option(metavar="FILE", help="Add it to this file, on another disk or machine.")] = None,
) -> None:
    """Print the head of the log, to be kept where nobody who can write the log can write.

    Who can read the key and write the log and the state can rewrite all three; an anchor kept elsewhere shows that.
    """
    from nlconnect.errors import ConfigError

    with open_log() as log:
        head = log.head()
    if head is None:
        raise ConfigError("the log has no head yet", hint="It gets one with the first entry.")
    if to is None:
        print(head)
        return
    try:
        with to.open("a", encoding="ascii") as file:
            file.write(f"{head}\n")
    except OSError as error:
        raise ConfigError(f"{to} cannot be written ({error.strerror or type(error).__name__})") from error


def breach(
    *,
    begins: Annotated[str, Option("--from", metavar="WHEN", help="A day or a moment, as 2026-01-31T09:30.")],
    ends: Annotated[str, Option("--to", metavar="WHEN", help="The same; a bare day is included.")],
    language: Annotated[Language, Option(help="What the report is written in.")] = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Report which categories of data went where in a period, of how many people, and by whom."""
    from nlconnect.audit.breach import report
    from nlconnect.cli.breach import in_utc, lines_of
    from nlconnect.cli.listing import show_json
    from nlconnect.errors import QueryError

    try:
        first, last = in_utc(begins, end=False), in_utc(ends, end=True)
    except (ValueError, OverflowError):
        raise QueryError(
            "--from and --to take a day or a moment", hint="Write 2026-01-31 or 2026-01-31T09:30."
        ) from None
    with open_log() as log:
        checked = log.verify()
        found = report(log.read(), begins=first, ends=last)
        names = people(log)
    if as_json:
        whole = {"log_sound": checked.is_sound, "log_complete": checked.complete}
        show_json({**whole, **found.facts, "people": {mark: names[mark] for mark in _actors(found.facts) & set(names)}})
    else:
        print("\n".join(lines_of(found, checked, names=names, dutch=language is Language.NL)))


def people(log: AuditLog) -> dict[str, str]:
    """The users of this machine by the mark that entries have for them."""
    from nlconnect.audit.log import user_name

    known = {user_name()}
    try:
        import pwd

        known |= {entry.pw_name for entry in pwd.getpwall()}
    except ImportError:  # no such list outside of Unix
        pass
    return {log.mark(f"actor:{name}"): name for name in known}


@contextmanager
def open_log() -> Iterator[AuditLog]:
    """The log of the settings in use."""
    from nlconnect.audit import AuditLog
    from nlconnect.config import read_config
    from nlconnect.state import default_state_url, exclusive, find_key, open_store, state_folder
    from nlconnect.transport.clock import SystemClock

    settings = read_config().settings
    url = settings.state or default_state_url()
    key = find_key(url, source=settings.key)
    store = open_store(url, key=key, clock=SystemClock())
    try:
        yield AuditLog(state_folder(url) / "audit", key=key.derive("audit"), store=store, guard=exclusive)
    finally:
        store.close()


def _anchors(text: str) -> list[Head]:
    """From a printed head, or a file with one on each line. Raises QueryError for anything else."""
    from nlconnect.audit import Head
    from nlconnect.errors import QueryError

    alone = Head.parse(text)
    if alone is not None:
        return [alone]
    try:
        lines = Path(text).read_text("ascii").split()
    except (OSError, ValueError) as error:
        raise QueryError("this is neither an anchor nor a file of them") from error
    found = [head for head in map(Head.parse, lines) if head is not None]
    if len(found) < len(lines) or not found:
        raise QueryError("a line of this file is no anchor", hint="`nlconnect audit anchor` prints them.")
    return found


def _tell_unmarked(log: AuditLog) -> None:
    """Entries of earlier versions cannot be searched, and who searches has to know."""
    older = sum(1 for entry in log.read() if "run" not in entry and entry.get("records"))
    partial = sum(1 for entry in log.read() if entry.get("unmarked"))
    if partial:
        many = "1 read was" if partial == 1 else f"{partial} reads were"
        print(
            f"{many} large and for no purpose of a policy: only the first subjects are marked, and searched.",
            file=sys.stderr,
        )
    if older:
        print(f"{older} entries were written before nlconnect marked subjects, and are not searched.", file=sys.stderr)


def _actors(facts: Mapping[str, object]) -> set[str]:
    flows = facts["flows"]
    return {str(flow["actor"]) for flow in flows} if isinstance(flows, list) else set()


def _short(name: str, value: object) -> object:
    return str(value)[:19].replace("T", " ") if name == "at" and value else value


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="The record of what was done, and its check.",
    epilog=example("nlconnect audit show", "nlconnect audit verify"),
)
app.command(
    "show", epilog=example("nlconnect audit show --limit 100 --json", "nlconnect audit show --subject - < who")
)(show)
app.command("verify", epilog=example("nlconnect audit verify", "nlconnect audit verify --anchor anchors.txt"))(verify)
app.command("anchor", epilog=example("nlconnect audit anchor --to /media/usb/anchors.txt"))(anchor)
app.command(
    "breach",
    epilog=example(
        "nlconnect audit breach --from 2026-11-20 --to 2026-11-23",
        "nlconnect audit breach --from 2026-11-20 --to 2026-11-23 --language nl",
    ),
)(breach)
