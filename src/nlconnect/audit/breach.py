"""What a privacy officer has to know within 72 hours: which data went where between two moments, and by whose hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.audit.marks import marks_of
from nlconnect.model.privacy import Category, categories

Entry = Mapping[str, object]
GROUPED = ("system", "entity", "operation", "outlet", "purpose", "profile", "actor")


@dataclass
class Flow:
    """Operations of one kind on one entity: by whom, for what, and to where."""

    place: Mapping[str, str]
    """The values of the entry that it is grouped by."""
    operations: int = 0
    refused: int = 0
    unfinished: int = 0
    uncounted: int = 0
    """Operations that met personal data, and did not say whose."""
    records: int = 0
    scopes: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set, repr=False)
    first: str = ""
    last: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """As JSON; the marks of subjects are counted, not told."""
        return {
            **self.place,
            "scopes": sorted(self.scopes),
            "operations": self.operations,
            "refused": self.refused,
            "unfinished": self.unfinished,
            "uncounted": self.uncounted,
            "records": self.records,
            "subjects": len(self.subjects),
            "categories": sorted(self.categories),
            "first": self.first,
            "last": self.last,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The flows of a period, those with the gravest categories first. Moments are ISO text in UTC."""

    begins: str
    ends: str
    flows: Sequence[Flow]
    known_from: str
    """The oldest entry of the log: nothing is known of what was before it."""

    @property
    def subjects(self) -> int:
        """At most so many people: different keys of records over all flows."""
        return len({mark for flow in self.flows for mark in flow.subjects})

    @property
    def categories(self) -> list[Category]:
        """Every category that was met, the gravest first; what nobody reviewed is not among them."""
        known, met = categories(), {name for flow in self.flows for name in flow.categories}
        return sorted((known[name] for name in met if name in known), key=lambda found: (-found.level, found.key))

    @property
    def unreviewed(self) -> bool:
        """Fields were met that nobody has reviewed, so that anything may have been in them."""
        return any("unreviewed" in flow.categories for flow in self.flows)

    @property
    def facts(self) -> dict[str, object]:
        """The report as JSON."""
        return {
            "from": self.begins,
            "to": self.ends,
            "known_from": self.known_from,
            "operations": sum(flow.operations for flow in self.flows),
            "records": sum(flow.records for flow in self.flows),
            "subjects_at_most": self.subjects,
            "systems": sorted({flow.place["system"] for flow in self.flows}),
            "outlets": sorted({flow.place["outlet"] for flow in self.flows}),
            "categories": [_told(category) for category in self.categories],
            "unreviewed_fields": self.unreviewed,
            "flows": [flow.facts for flow in self.flows],
        }


def report(entries: Iterable[Entry], *, begins: str, ends: str) -> Report:
    """What happened from `begins` until before `ends`, both ISO text in UTC as entries have it.

    An operation counts where any entry of it lies in the period. What was only planned or refused is kept apart:
    no record left the system then.
    """
    oldest, runs = "", dict[object, list[Entry]]()
    for entry in entries:
        at = str(entry.get("at", ""))
        oldest = oldest or at
        if begins <= at < ends and "system" in entry:
            runs.setdefault(entry.get("run") or f"entry {entry.get('n')}", []).append(_brief(entry))
    flows: dict[tuple[str, ...], Flow] = {}
    for run in runs.values():
        if "run" not in run[-1] and run[-1].get("outcome") == "begun":
            continue  # of an earlier version: its end is an entry of its own
        place = tuple(str(run[-1].get(name) or "") for name in GROUPED)
        _add(flows.setdefault(place, Flow(dict(zip(GROUPED, place, strict=True)))), run)
    known = categories()
    return Report(begins, ends, sorted(flows.values(), key=lambda flow: _gravity(flow, known)), oldest)


def _add(flow: Flow, run: Sequence[Entry]) -> None:
    last = run[-1]
    met = {str(name) for entry in run for name in _list(entry.get("categories"))}
    subjects = {mark for entry in run for mark in marks_of(entry, "keys")}
    records = max(_number(entry.get("records")) for entry in run)
    flow.operations += 1
    flow.refused += last.get("verdict") not in ("allow", None)
    flow.unfinished += last.get("outcome") in ("begun", "under way")
    is_partial = any(entry.get("unmarked") for entry in run)
    flow.uncounted += is_partial or (bool(met) and not subjects and (records > 0 or "records" not in last))
    flow.records += records
    flow.categories |= met
    flow.subjects |= subjects
    flow.scopes.add(str(last.get("scope") or ""))
    flow.scopes.discard("")
    times = [str(entry.get("at", "")) for entry in run]
    flow.first, flow.last = min([*times, *([flow.first] if flow.first else [])]), max(*times, flow.last)


def _brief(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if name not in ("prev", "mac", "request_ids")}


def _gravity(flow: Flow, known: Mapping[str, Category]) -> tuple[object, ...]:
    highest = max((known[name].level if name in known else 4 for name in flow.categories), default=0)
    return (-highest, -len(flow.subjects), *flow.place.values())


def _told(category: Category) -> dict[str, object]:
    return {
        "key": category.key,
        "level": category.level,
        "description": category.description,
        "description_nl": category.description_nl,
        "special": category.art9 is not None,
        "criminal": category.art10,
        "national_id": category.national_id,
    }


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
