"""What the shipped catalogues already say: of a field itself, or of fields of the same name elsewhere in the system."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nlconnect.model.catalogue import Catalogue, FieldSpec
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.privacy.judging import Judge, Proposal, own_judge
from nlconnect.privacy.overview import TaggedField, tagged_fields

_FEWEST_ALIKE = 2
_SURE_OF_THE_FIELD = {TagStatus.REVIEWED: 0.99, TagStatus.PROPOSED: 0.7}
_ALIKE_ENOUGH = 0.75

_Said = tuple[str | None, int]


@dataclass
class _System:
    """One catalogue, by the ways in which people name its entities and fields."""

    fields: dict[tuple[str, str], Personal] = field(default_factory=dict)
    alike: dict[tuple[str, str], Counter[tuple[str, _Said]]] = field(default_factory=lambda: defaultdict(Counter))
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    """The complex type of a field that is made of others."""

    def tag_of(self, path: str, entity: str, name: str) -> Personal | None:
        """`path` is where the vendor serves the entity, or where the field stands inside it: `from/emailAddress`."""
        known = self.fields.get((_place(path), _key(name))) or self.fields.get((_place(entity), _key(name)))
        return known or self._inside(entity, path, name)

    def _inside(self, entity: str, path: str, name: str) -> Personal | None:
        steps = [_key(step) for step in re.split(r"[/.]", path) if step]
        if steps and steps[-1] != _key(name):
            steps.append(_key(name))
        place, tag = _place(entity), None
        for step in steps:
            tag = self.fields.get((place, step))
            place = self.parts.get((place, step), "")
        return tag


class Knowledge:
    """Proposals from catalogues first, from names where they know nothing."""

    def __init__(self, catalogues: Mapping[str, Catalogue], *, judge: Judge | None = None) -> None:
        self._judge = judge or own_judge()
        self._systems = {name: _read(catalogue) for name, catalogue in catalogues.items()}

    def propose(self, row: Mapping[str, str], *, values: tuple[str, ...] = (), itself: bool = True) -> Proposal:
        """What a field holds, from `system`, `entity`, `path`, `field`, `label` and `type`; any of them may be missing.

        Without `itself` the entity's own entry in the catalogue is not looked at: that is how the figures about
        unknown entities are measured.
        """
        name, label, entity = row.get("field", ""), row.get("label", ""), row.get("entity", "")
        system = self._system(row.get("system", ""))
        if system is not None and itself:
            known = system.tag_of(row.get("path", ""), entity, name)
            if known is not None:
                found = _of_tag(known, entity or row.get("path", ""))
                return self._judge.raised(found, values) if values else found
        entity_words = (entity or row.get("path", "").replace("/", ".")).rpartition(".")[2]
        found = self._judge.propose(
            name, entity=entity_words, labels=[label] if label else [], type_=row.get("type", ""), values=values
        )
        if system is None or found.level == _HIGHEST:
            return found
        alike = _of_those_alike(system, name, label, besides=_key(entity))
        return found if alike is None or alike.confidence < found.confidence else alike

    def _system(self, name: str) -> _System | None:
        """By the name of the connector, also inside a longer one: `Exact Online` is exact."""
        words = name.casefold().replace("_", " ").split()
        return next((system for known, system in self._systems.items() if known in words), None)


_HIGHEST = 5


def _read(catalogue: Catalogue) -> _System:
    system = _System()
    for tagged in tagged_fields(catalogue):
        tag = tagged.field.tag
        for place in _places(tagged, catalogue):
            for spelling in _spellings(tagged.field):
                system.fields.setdefault((_place(place), spelling), tag)
                if tagged.field.of is not None and tagged.field.of in catalogue.types:
                    kind = f"types.{catalogue.types[tagged.field.of].name}"
                    system.parts.setdefault((_place(place), spelling), _place(kind))
        if tag.status is TagStatus.REVIEWED:
            said = (_key(tagged.owner), (tag.category, tag.level))
            for spelling in _spellings(tagged.field):
                system.alike[spelling, _key(tagged.field.label or "")][said] += 1
    return system


def _places(tagged: TaggedField, catalogue: Catalogue) -> Iterator[str]:
    module, _, name = tagged.owner.partition(".")
    yield tagged.owner
    if module == "types":
        yield name
        return
    spec = catalogue.entity(tagged.owner)
    yield spec.path
    # A bare name that several services have is left to the first; its fields are of the same kind nearly always.
    yield from (spec.path.rpartition("/")[2], name, spec.wire, spec.record)


def _spellings(spec: FieldSpec) -> tuple[str, ...]:
    return tuple({_key(spec.wire), _key(spec.name)})


def _place(text: str) -> str:
    """Where something stands, however it is written: `/crm/Accounts` and `crm.Accounts` are one place."""
    return _key(text.strip("/").replace("/", "."))


def _key(text: str) -> str:
    return text.replace("_", "").casefold()


def _of_tag(tag: Personal, place: str) -> Proposal:
    who = "read and tagged" if tag.status is TagStatus.REVIEWED else "proposed by the catalogue"
    sure = _SURE_OF_THE_FIELD.get(tag.status, 0.5)
    category = tag.category if tag.status is not TagStatus.UNREVIEWED else None
    return Proposal(category, tag.effective_level, sure, f"{who} as a field of {place}")


def _of_those_alike(system: _System, name: str, label: str, *, besides: str) -> Proposal | None:
    """What fields of the same name and label were judged to hold in other entities, where they agree."""
    votes: Counter[_Said] = Counter()
    for (owner, said), count in system.alike.get((_key(name), _key(label)), Counter()).items():
        if owner != besides:
            votes[said] += count
    total = votes.total()
    if total < _FEWEST_ALIKE:
        return None
    personal = sum(count for (category, _), count in votes.items() if category is not None)
    share = max(personal, total - personal) / total
    if share < _ALIKE_ENOUGH:
        return None
    wanted = personal * 2 > total
    (category, level), _ = next(pair for pair in votes.most_common() if (pair[0][0] is not None) == wanted)
    sure = round(share * total / (total + 1), 2)
    return Proposal(category, level, sure, f"{total} fields of this name in other entities were tagged like this")
