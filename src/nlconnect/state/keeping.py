"""What the state store may keep, whose it is, and when it is gone: one line for each kind of document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

DAY = 86_400.0
YEAR = 366 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How one kind of document is kept. What has no line here is refused by every store."""

    owner: str
    """The module that writes it."""
    holds: str
    until: str
    """When it is gone of itself, for people."""
    lost: str
    """What somebody loses who removes it before that."""
    longest: float | None
    """Seconds after it was last written; an owner may say less, never more. None only for what `until` explains."""
    rolls: bool = False
    """Each change keeps it for as long again; the moment of other kinds is their owner's."""
    sealed: bool = True
    by_name: bool = False
    """Removed before its time only where somebody names the kind: the rest of the store is not safe without it."""
    durable: bool = False
    """A loss in a power cut costs a person something: written through to the disk at once."""

    def expiry(self, given: float | None, *, now: float) -> float | None:
        """The moment at which a document is over that is written now, with what its owner says of it."""
        if self.longest is None:
            return given
        return now + self.longest if given is None else min(given, now + self.longest)


KEPT: Mapping[str, Keeping] = MappingProxyType(
    {
        "agents": Keeping(
            owner="agents.switch",
            holds="which agents were stopped, and when",
            until="until they are let go on",
            lost="stopped agents may work again",
            longest=None,
            by_name=True,
        ),
        "agent-file": Keeping(
            owner="agents.shelf",
            holds="files that agents made of answers, to be sent along",
            until="a day",
            lost="agents have to make them again",
            longest=DAY,
        ),
        "agent-guess": Keeping(
            owner="agents.guessing",
            holds="when agents were refused addresses: moments, and no address",
            until="an hour",
            lost="agents may be wrong about addresses as often again",
            longest=3_600.0,
        ),
        "agent-label": Keeping(
            owner="agents.sitting",
            holds="which fields with text of others agents were shown: names, and no text",
            until="a day after the last of it",
            lost="agents count as having read nothing of others",
            longest=DAY,
        ),
        "allowance": Keeping(
            owner="engine.allowance",
            holds="what a purpose or an agent took today: counts, and marks of subjects",
            until="2 days",
            lost="today's budgets of purposes and agents start at nothing again",
            longest=2 * DAY,
        ),
        "approval": Keeping(
            owner="approvals.book",
            holds="questions to approvers, and their answers",
            until="30 days after they ran out",
            lost="open questions are gone: agents have to plan again",
            longest=60 * DAY,
        ),
        "approver": Keeping(
            owner="approvals.book",
            holds="who may approve, by name and public key",
            until="until they are removed",
            lost="nobody may approve until the first approver enrols again",
            longest=None,
            by_name=True,
        ),
        "audit-head": Keeping(
            owner="audit.log",
            holds="number and code of the last entry of the audit log, under a seal of its own",
            until="as long as the log",
            lost="whether the end of the log is whole is then provable by an anchor alone",
            longest=None,
            by_name=True,
            sealed=False,
        ),
        "budget": Keeping(
            owner="engine.exchange",
            holds="calls left at the vendor: counts",
            until="40 days after the last call",
            lost="the calls that were made today are forgotten; the vendor still counts them",
            longest=40 * DAY,
            rolls=True,
            sealed=False,
        ),
        "copy": Keeping(
            owner="cli.kept_copies",
            holds="where copies that `sync` keeps are: database, table, scope and purpose",
            until="10 years after its last run, or with the last row",
            lost="the term of a copy is no longer kept to, until it is brought up to date again",
            longest=10 * YEAR,
            rolls=True,
        ),
        "crosswalk": Keeping(
            owner="engine.crosswalk",
            holds="which key of one system is which of another",
            until="7 years after it was last learned",
            lost="upserts find records by their natural keys alone, and may ask which one is meant",
            longest=7 * YEAR,
            rolls=True,
            durable=True,
        ),
        "cursor": Keeping(
            owner="engine.sync",
            holds="where a sync stands: links of the vendor with your conditions",
            until="400 days after its last run",
            lost="the next sync takes everything again",
            longest=400 * DAY,
        ),
        "errors": Keeping(
            owner="engine.exchange",
            holds="refusals of the vendor that were counted",
            until="40 days after the last one",
            lost="errors that count against an app are counted anew; the vendor still counts them",
            longest=40 * DAY,
            rolls=True,
            sealed=False,
        ),
        "intent": Keeping(
            owner="engine.intent",
            holds="what became of a write: key, and error in our words",
            until="35 days; one whose answer was lost, until it is reconciled, at most 2 years",
            lost="a write that was carried out is no longer known; one whose answer was lost can never be reconciled",
            longest=2 * YEAR,
            durable=True,
        ),
        "notice": Keeping(
            owner="webhooks.seen",
            holds="checksums of webhook notices that were handled",
            until="some days",
            lost="a notice that the vendor sends again is handled again",
            longest=30 * DAY,
            sealed=False,
        ),
        "plan": Keeping(
            owner="engine.intent",
            holds="a write that was looked at: the values",
            until="30 days after it ran out; gone once it was carried out",
            lost="plans that were not carried out have to be made again",
            longest=2 * YEAR,
            durable=True,
        ),
        "pseudonyms": Keeping(
            owner="engine.clearing",
            holds="the secret behind a purpose's pseudonyms",
            until="until it is removed, which makes them final",
            lost="what is read from now on gets other pseudonyms, and joins with nothing from before",
            longest=None,
        ),
        "run": Keeping(
            owner="engine.runs",
            holds="the plans of many writes, by id",
            until="400 days after its last use",
            lost="a run that was stopped cannot go on where it was",
            longest=400 * DAY,
            durable=True,
        ),
        "sign-in": Keeping(
            owner="auth.safe",
            holds="a sign-in under way",
            until="some minutes",
            lost="who is signing in has to begin again",
            longest=DAY,
        ),
        "standing": Keeping(
            owner="auth.safe",
            holds="when a login was last used, and how that went",
            until="400 days after its last change",
            lost="`login --status` knows less",
            longest=400 * DAY,
            rolls=True,
        ),
        "token": Keeping(
            owner="auth.safe",
            holds="tokens of logins",
            until="until the vendor ends it",
            lost="everybody has to sign in again",
            longest=None,
            durable=True,
        ),
        "upload": Keeping(
            owner="engine.uploads",
            holds="an upload under way: the vendor's own addresses",
            until="7 days",
            lost="a large file that was stopped halfway is sent anew",
            longest=8 * DAY,
        ),
        "vault": Keeping(
            owner="engine.vault",
            holds="what stands behind the tokens of a purpose",
            until="the retention of the purpose, or 30 days; at most 400 days after it was last read",
            lost="tokens that were handed out stand for nothing any more",
            longest=400 * DAY,
        ),
        "watched": Keeping(
            owner="engine.watching",
            holds="an operation under way at the vendor: its address",
            until="1 day",
            lost="what the vendor is still busy with is no longer followed",
            longest=2 * DAY,
        ),
    }
)
"""Every kind there is. A kind that holds data of people has a `longest`; the others say in `until` what ends them."""

OPEN_KINDS = frozenset(kind for kind, keeping in KEPT.items() if not keeping.sealed)
"""Kinds that hold counters and checksums only."""
DURABLE_KINDS = frozenset(kind for kind, keeping in KEPT.items() if keeping.durable)


def keeping_of(kind: str) -> Keeping:
    """The line of a kind. Raises LookupError for one without: nothing is kept of which nobody said how long."""
    try:
        return KEPT[kind]
    except KeyError:
        raise LookupError(f"the kind {kind!r} has no line in KEPT of nlconnect.state.keeping") from None
