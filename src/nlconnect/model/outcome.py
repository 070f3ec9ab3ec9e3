"""Plans and outcomes: what a write will do, and what became of it. Plain values that outlive a process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, NoReturn, cast

from nlconnect.errors import NlconnectError, OutcomeUnknown, QueryError
from nlconnect.model.file import PlannedFile
from nlconnect.model.match import Origin
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.record import MASK, Record
from nlconnect.model.redaction import without_query
from nlconnect.model.scope import Scope

Json = str | int | float | bool | None
"""A value as it stands in JSON; amounts are text, so that no digit is lost."""
WrittenKey = tuple[int | str, ...]
PlannedVerb = Literal["create", "update", "delete", "call", "link", "unlink"]
Answer = Literal["allow", "ask", "deny"]

SHORT = 120
FILE_NAME = Personal("user.content.private.subject_line", 3, TagStatus.REVIEWED)
"""What people call a file can say what it is about."""


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """One field before and after. `label` names what a reference leads to, in words of people."""

    name: str
    before: Json
    after: Json
    tag: Personal
    label: str = ""

    def line(self, shown: Callable[[Personal], bool]) -> str:
        """For people; a value that may not be shown is a mask."""
        before, after = (_text(value, shown=shown(self.tag)) for value in (self.before, self.after))
        label = f" ({self.label if shown(self.tag) else MASK})" if self.label else ""
        return f"{self.name}: {before} -> {after}{label}"

    def __repr__(self) -> str:
        return f"<{self.line(_harmless)}>"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the policy said, by which rule, and what would allow it."""

    answer: Answer
    rule: str
    reason: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """One write, looked at before it happens: the request, what changes, what to mind, and until when it holds.

    Only `apply` of a connection in the same scope carries it out, once. Text and repr mask personal values; `diff`
    holds them, so keep a plan as you keep the data. Times are seconds since 1970, UTC.
    """

    id: str
    system: str
    place: str
    """The host and app that it was made for."""
    entity: str
    scope: Scope
    verb: PlannedVerb
    key: WrittenKey | None
    method: str
    url: str
    headers: Mapping[str, str]
    body: str | None
    diff: Sequence[Difference]
    warnings: Sequence[str]
    ruling: Ruling
    made_at: float
    expires_at: float
    before: str | None = None
    """The digest of what stood there, None where nothing could be looked at."""
    natural: Mapping[str, Json] = field(default_factory=dict)
    """By what a new record will be found again, by Python name; empty where nothing tells it from others."""
    twins: Sequence[WrittenKey] = ()
    """Keys of the records that had those values already."""
    parameters: Mapping[str, Json] = field(default_factory=dict)
    """The parents that `.of(...)` named, by wire name."""
    files: Sequence[PlannedFile] = ()
    """The files that go along: marks stand for them in the body."""
    piece: int | None = None
    """Bytes to a piece, where the request only asks for an address and the one file goes there."""
    origin: Origin | None = None
    """The record of another system that it is, for the crosswalk."""
    identity: Mapping[str, Json] = field(default_factory=dict)
    """What an upsert was matched by: values by the path of their field."""
    ways: Sequence[Sequence[str]] = ()
    """Which of these tell the record together."""
    parts: Sequence[str] = ()
    """The parts of the scope that such a record belongs to."""
    recipients: Sequence[str] = ()
    """Every address that applying this sends something to."""
    worth: str = ""
    """The amount that it writes, in whatever currency; empty for none."""
    fresh: Sequence[str] = ()
    """Fields with a password that was made here."""
    digest: str = ""

    def sealed(self) -> Plan:
        """The same plan with the digest of its content."""
        return replace(self, digest=self.fingerprint())

    def fingerprint(self) -> str:
        """The digest that this content should have; another than `digest` means that the plan was altered."""
        import msgspec

        canonical = msgspec.json.encode({**self._document(), "digest": ""}, order="sorted")
        return hashlib.sha256(canonical).hexdigest()

    def dump(self) -> str:
        """As text to keep. It holds the values to be written: keep it as you keep the data."""
        import msgspec

        return msgspec.json.encode(self._document()).decode()

    @classmethod
    def load(cls, text: str) -> Plan:
        """Back from text. Raises QueryError for what is no plan."""
        try:
            return cls._of(json.loads(text))
        except (ValueError, TypeError, KeyError, RecursionError):
            raise QueryError("this is not a plan") from None

    @property
    def request(self) -> str:
        """What will be sent, without values: method, address, and the fields of the body."""
        sent = f"{self.method} {without_query(self.url)}"
        if self.body is None:
            return sent
        names = json.loads(self.body)
        return f"{sent} with {', '.join(names) if isinstance(names, dict) else 'a body'}"

    def text(self, shown: Callable[[Personal], bool]) -> str:
        """For people; `shown` says which tags may be seen."""
        where = f"{self.verb} {self.entity} in {self.scope}"
        lines = [where, f"request  {self.request}", *(f"change   {part.line(shown)}" for part in self.diff)]
        lines += [f"file     {file.told(None if shown(FILE_NAME) else MASK)}" for file in self.files]
        lines += [f"mind     {warning}" for warning in self.warnings]
        lines.append(f"verdict  {self.ruling.answer}: {self.ruling.reason} ({self.ruling.rule})")
        if self.ruling.answer != "allow" and self.ruling.remedy:
            lines.append(f"         {self.ruling.remedy}")
        return "\n".join([*lines, f"plan     {self.id}, digest {self.digest[:12]}"])

    def __str__(self) -> str:
        return self.text(_harmless)

    def __repr__(self) -> str:
        return f"<Plan {self.id} to {self.verb} {self.entity} in {self.scope}>"

    def _document(self) -> dict[str, Any]:
        enclosed = {"files": [file.document() for file in self.files], "piece": self.piece} if self.files else {}
        return {
            **enclosed,
            **({"worth": self.worth} if self.worth else {}),
            **({"fresh": list(self.fresh)} if self.fresh else {}),
            **{name: getattr(self, name) for name in _PLAIN},
            "scope": dict(self.scope),
            "key": None if self.key is None else list(self.key),
            "headers": dict(self.headers),
            "natural": dict(self.natural),
            "parameters": dict(self.parameters),
            "warnings": list(self.warnings),
            "recipients": list(self.recipients),
            "twins": [list(twin) for twin in self.twins],
            "ruling": self.ruling,
            "diff": self.diff,
            **self._document_of_match(),
        }

    def _document_of_match(self) -> dict[str, Any]:
        """Nothing for what is no upsert."""
        matched = {"identity": dict(self.identity), "ways": [list(way) for way in self.ways]} if self.ways else {}
        if self.origin is None:
            return matched
        known = {"origin": asdict(self.origin), "parts": list(self.parts)}
        return {**known, "identity": dict(self.identity), **matched}

    @classmethod
    def _of(cls, document: dict[str, Any]) -> Plan:
        parts: list[Any] = []
        for part in document["diff"]:
            tag = part.pop("tag")
            parts.append(Difference(tag=Personal(tag["category"], tag["level"], TagStatus(tag["status"])), **part))
        return cls(
            **{name: document[name] for name in _PLAIN},
            scope=Scope(**document["scope"]),
            key=None if document["key"] is None else tuple(document["key"]),
            headers=dict(document["headers"]),
            natural=dict(document["natural"]),
            parameters=dict(document["parameters"]),
            warnings=tuple(document["warnings"]),
            recipients=tuple(document.get("recipients", ())),
            twins=tuple(tuple(twin) for twin in document["twins"]),
            ruling=Ruling(**document["ruling"]),
            diff=tuple(parts),
            origin=Origin(**document["origin"]) if "origin" in document else None,
            identity=dict(document.get("identity", {})),
            parts=tuple(document.get("parts", ())),
            ways=tuple(tuple(way) for way in document.get("ways", ())),
            files=tuple(PlannedFile(**file) for file in document.get("files", ())),
            piece=document.get("piece"),
            worth=document.get("worth", ""),
            fresh=tuple(document.get("fresh", ())),
        )


_PLAIN = tuple("id system place entity verb method url body made_at expires_at before digest".split())


@dataclass(frozen=True, slots=True)
class Done:
    """It happened, once. `record` is there where the vendor sent the whole record back."""

    plan: Plan
    key: WrittenKey | None = field(default=None, repr=False)
    record: Record | None = field(default=None, repr=False)

    def unwrap(self) -> Done:
        """This outcome."""
        return self


@dataclass(frozen=True, slots=True)
class Rejected:
    """It did not happen. `repeatable` says that the same plan may be applied again; else the cause comes first."""

    plan: Plan
    error: NlconnectError
    repeatable: bool = False

    def unwrap(self) -> NoReturn:
        """Raises the reason."""
        raise self.error


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have happened. Never repeat it: `reconcile(plan)` looks for it first."""

    plan: Plan
    reason: str

    def unwrap(self) -> NoReturn:
        """Raises OutcomeUnknown."""
        raise OutcomeUnknown(
            f"it is not known whether this happened: {self.reason}",
            connector=self.plan.system,
            entity=self.plan.entity,
            scope=str(self.plan.scope),
            operation=self.plan.verb,
            hint="Do not repeat it. Look for it with reconcile(plan).",
        )


Outcome = Done | Rejected | Unknown


def key_of(document: object) -> WrittenKey | None:
    """A key as a store kept it."""
    return tuple(cast("list[int | str]", document)) if isinstance(document, list) else None


def _harmless(tag: Personal) -> bool:
    return tag.may_be_shown


def _text(value: Json, *, shown: bool) -> str:
    if value is None:
        return "nothing"
    if not shown:
        return MASK
    text = value if isinstance(value, str) else json.dumps(value)
    text = "".join(char if char.isprintable() else " " for char in text)
    return f"{text[:SHORT]}..." if len(text) > SHORT else text
