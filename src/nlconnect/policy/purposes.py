"""What a policy file says, as frozen values: who may see what, where, for which purpose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from nlconnect.model.privacy import categories

Verb = Literal["read", "create", "update", "delete", "call", "download", "raw"]
"""What may be done. `call` is an action of the vendor, such as sending a mail, and an entity by itself. `raw` is a
request of one's own making, whose answer nobody can mask."""
Kind = Literal["return", "terminal", "stdout", "file", "database", "agent"]
"""Where records leave: the caller's own variables, a screen, a pipe, a file, a copy in a database, or an agent, and
with it whoever runs its model."""
Holder = Literal["purpose", "agent"]
"""Who has a budget."""
Unit = Literal["calls", "records", "subjects", "recipients", "euros", "bytes"]
UNITS: tuple[Unit, ...] = ("calls", "records", "subjects", "recipients", "euros", "bytes")
UNREVIEWED = "unreviewed"
"""Stands in a list of categories for what nobody judged yet."""
KINDS: tuple[str, ...] = ("return", "terminal", "stdout", "file", "database", "agent")
MASKS = ("show", "drop", "null", "redact", "partial", "generalise", "pc4", "year", "hash", "pseudonym", "vault")
EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK EU EEA".split()
)
_PUBLIC = re.compile(r"[0-9a-f]{64}")
_BAND = re.compile(r"band:[1-9][0-9]*")
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_SECONDS = {"minute": 60, "hour": 3_600, "day": 86_400}
_WAIT = re.compile(r"(\d+) (minute|hour|day)s?")
_RETENTION = re.compile(r"(\d+) (day|week|month|year)s?")


def _listed(value: object) -> object:
    """One name needs no list around it."""
    return [value] if isinstance(value, str) else value


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("should say something")
    return text.strip()


def _category(name: str) -> str:
    if name != UNREVIEWED and name not in categories() and not any(key.startswith(f"{name}.") for key in categories()):
        raise ValueError(f"there is no category {name!r}")
    return name


def _mask(name: str) -> str:
    if name not in MASKS and not _BAND.fullmatch(name):
        raise ValueError(f"there is no mask {name!r}; there are {', '.join(MASKS)} and band:1000")
    return name


def _public(key: str) -> str:
    if not _PUBLIC.fullmatch(key):
        raise ValueError("should be a public key as `nlconnect approvals key` prints it")
    return key


Text: TypeAlias = Annotated[str, AfterValidator(_said)]
PublicKey: TypeAlias = Annotated[str, AfterValidator(_public)]
Words: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
CategoryName: TypeAlias = Annotated[str, AfterValidator(_category)]
Categories: TypeAlias = Annotated[tuple[CategoryName, ...], BeforeValidator(_listed)]
MaskName: TypeAlias = Annotated[str, AfterValidator(_mask)]
Verbs: TypeAlias = Annotated[tuple[Verb, ...], BeforeValidator(_listed)]
Numbers: TypeAlias = Annotated[tuple[int | str, ...], BeforeValidator(lambda v: v if isinstance(v, list) else [v])]
Count: TypeAlias = Annotated[int, Field(gt=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, strict=False)


class Outlet(_Part):
    """A named place that records go to: whose it is, where it stands, who receives them there."""

    title: Text
    kind: Kind
    region: Text = "EEA"
    recipients: Words = ()
    transfer: Text | None = None
    """The ground for a place outside the European Economic Area, such as an adequacy decision."""

    @property
    def is_far(self) -> bool:
        return self.region.upper() not in EEA and self.transfer is None


class Exemption(_Part):
    """Why a category may be seen that the law closes: art. 9, art. 10, or a national number."""

    category: CategoryName
    ground: Text
    statute: Text | None = None
    """The law and article that names the use of a national number."""


class Budget(_Part):
    """The most that a purpose or an agent may take in a day (UTC)."""

    calls: Count | None = None
    """Requests to a vendor, each repetition one; a plan counts as one, whatever it has to look up."""
    records: Count | None = None
    """Read or written."""
    subjects: Count | None = None
    """Different people or companies, told apart by the keys of what was read."""
    recipients: Count | None = None
    """Addresses that something is sent to; the same one twice is two."""
    euros: Annotated[Decimal, Field(gt=0)] | None = None
    """What is written is worth, as `worth_of` adds it up."""
    bytes: Count | None = None
    """Of answers to what is read, and of bodies and files that are written."""


class Agent(_Part):
    """An agent of the house. Where some are listed, one that is not may do nothing."""

    title: Text
    purposes: Words
    """What it may work for; `own-use` where it may look at what is not personal without a purpose."""
    budget: Budget = Budget()


class Approving(_Part):
    """What people have to do before an agent's plan is carried out, besides one yes."""

    cooling_off: Text = "24 hours"
    """How long a changed account number waits after the last yes."""
    four_eyes_euros: Annotated[Decimal, Field(gt=0)] | None = None
    """From this amount on two people say yes."""
    four_eyes_recipients: Count | None = None
    """The same for one send to so many."""
    approvers: Mapping[str, PublicKey] = {}
    """Whose yes counts, by the public half of their key. With it nobody counts whom only the state store names."""

    @field_validator("cooling_off")
    @classmethod
    def _cooled(cls, text: str) -> str:
        if not _WAIT.fullmatch(text):
            raise ValueError("should be a number of minutes, hours or days, such as '24 hours'")
        return text

    @cached_property
    def cooling_seconds(self) -> float:
        found = _WAIT.fullmatch(self.cooling_off)
        return float(found[1]) * _SECONDS[found[2]] if found else 0.0


class Purpose(_Part):
    """One purpose: everything that is not named here is refused."""

    title: Text
    legal_basis: Text
    systems: Words
    entities: Words
    outlets: Words
    recipients: Words = ()
    """Addresses that something may be sent to, such as `*@acme.test`: where some are named, to nobody else.

    An agent may have it sent to the parties of a document besides. After it was shown text of others only to those that
    stand here in full, and `parties of salesinvoice.SalesInvoices`.
    """
    unattended: Words = ()
    """What an agent sends to `recipients` without a person's yes, such as `mail.SendMail`, in its own name."""
    categories: Categories = ()
    subjects: Words = ()
    scopes: Mapping[str, Numbers] = {}
    operations: Verbs = ("read",)
    retention: Text | None = None
    consent: Text | None = None
    """Where applicants agreed that their papers are kept for a year: how."""
    masks: Mapping[str, MaskName] = {}
    """By category, or by field such as `crm.Accounts.name`."""
    vault_opens_at: Words = ()
    """Where what the mask `vault` hides is turned back: systems that are written to, and outlets that get the value
    itself."""
    forbid: Words = ()
    """Categories, entities or fields that stay closed whatever else is said."""
    exceptions: tuple[Exemption, ...] = ()
    budget: Budget = Budget()

    @field_validator("retention")
    @classmethod
    def _retained(cls, text: str | None) -> str | None:
        if text is not None and not _RETENTION.fullmatch(text):
            raise ValueError("should be a number of days, weeks, months or years, such as '4 weeks'")
        return text

    @cached_property
    def retention_days(self) -> int | None:
        """The longest that it may be in days; None where nothing is said."""
        found = _RETENTION.fullmatch(self.retention or "")
        return int(found[1]) * _DAYS[found[2]] if found else None

    def exemption(self, category: str) -> Exemption | None:
        """The exception that names this category itself; a wider one is none."""
        return next((one for one in self.exceptions if one.category == category), None)

    @property
    def concerns_applicants(self) -> bool:
        return any(word.casefold() in ("applicants", "applicant", "sollicitanten") for word in self.subjects)


class Policy(_Part):
    """The house rules of one controller. What no purpose names is refused; what is forbidden stays so."""

    controller: Text
    language: Literal["en", "nl"] = "en"
    """In which language refusals are told."""
    own_use: bool = False
    """Whether people may also look at their own company's data without naming a purpose."""
    forbid: Words = ()
    detectors: Words = ()
    """Installed detectors that look into free text as well, by the names of their entry points."""
    outlets: Mapping[str, Outlet] = {}
    purposes: Mapping[str, Purpose] = {}
    agents: Mapping[str, Agent] = {}
    approvals: Approving = Approving()

    def budgets(self, purpose: str, agent: str) -> dict[tuple[Holder, str], Budget]:
        """What bounds an agent, if it is one, that works for a purpose; without those that bound nothing."""
        found: dict[tuple[Holder, str], Budget] = {}
        if purpose in self.purposes:
            found["purpose", purpose] = self.purposes[purpose].budget
        if agent in self.agents:
            found["agent", agent] = self.agents[agent].budget
        return {holder: budget for holder, budget in found.items() if budget != Budget()}


def covers(name: str, category: str) -> bool:
    """Whether a category, or a parent of it, is named."""
    return category == name or category.startswith(f"{name}.")


def matches(pattern: str, name: str) -> bool:
    """Names may have `*` in them; case makes no difference."""
    return fnmatchcase(name.casefold(), pattern.casefold())
