"""What a field that nobody judged says about a person: by its names, its entity, its type and sampled values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from nlconnect.detection.detectors import category_of_values
from nlconnect.model.privacy import Personal, TagStatus, categories
from nlconnect.privacy.words import Row, lexicon, readings

SURE_ENOUGH = 0.6
"""Below this a proposal says no more than that nothing speaks for it, and the field stays unreviewed."""

_HIGHEST = 5
_TYPES = {
    "values": frozenset({"", "string", "int", "int64", "guid", "object", "binary", "collection"}),
    "texts": frozenset({"", "string", "object", "collection"}),
    "people": frozenset({"", "string", "int", "int64", "guid", "object", "collection"}),
    "keys": frozenset({"int", "int64", "guid"}),
}
_KINDS_OF_TYPES = {
    "text": "string", "str": "string", "note": "string", "choice": "string", "multichoice": "string",
    "boolean": "bool", "yesno": "bool", "number": "decimal", "currency": "decimal", "float": "decimal",
    "double": "decimal", "datetimeoffset": "datetime", "integer": "int", "uuid": "guid", "user": "object",
    "personorgroup": "object", "file": "binary", "blob": "binary", "money": "decimal", "numeric": "decimal",
}  # fmt: skip
_TELLS_MORE = ("user.content.", "user.workplace.leave", "user.workplace.employment", "user.workplace.evaluation")
"""What takes on the weight of the record it stands in: a remark about a patient is about an illness."""

_HARMLESS = frozenset({"bool", "datetime", "date", "decimal"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A category (None: not personal) with a level, how sure it is from 0 to 1, and why; a person decides."""

    category: str | None
    level: int
    confidence: float
    reason: str

    @property
    def personal(self) -> bool:
        return self.category is not None

    @property
    def art9(self) -> bool:
        """True for the special categories of article 9 of the GDPR."""
        known = categories().get(self.category or "")
        return known is not None and known.art9 is not None

    @property
    def national_id(self) -> bool:
        """True for what article 87 of the GDPR leaves to national law: in the Netherlands the BSN."""
        known = categories().get(self.category or "")
        return known is not None and known.national_id


@dataclass(frozen=True, slots=True)
class _Rule:
    words: re.Pattern[str]
    category: str
    level: int
    confidence: float
    unless: re.Pattern[str] | None
    within: str | None
    not_within: str | None
    types: frozenset[str] | None

    def fits(self, texts: Sequence[str], kind: str, type_: str) -> bool:
        if (self.within and kind != self.within) or (self.not_within and kind == self.not_within):
            return False
        if self.types is not None and type_ not in self.types:
            return False
        if not any(self.words.search(text) for text in texts):
            return False
        return self.unless is None or not any(self.unless.search(text) for text in texts)


@dataclass(frozen=True, slots=True)
class _About:
    """What an entity is about: things, people or talk, and what its other fields then are."""

    kind: str
    category: str | None = None
    level: int = 0
    only_strong: bool = False


class Judge:
    """Proposes a tag for a field of a customer's own; values can only raise what its names say."""

    def __init__(self, rules: Sequence[_Rule], entities: Sequence[tuple[re.Pattern[str], _About]]) -> None:
        self._rules = rules
        self._entities = entities

    def propose(
        self,
        field: str,
        *,
        entity: str = "",
        labels: Sequence[str] = (),
        type_: str = "",
        values: Sequence[str] = (),
    ) -> Proposal:
        """What the field probably holds.

        `labels` are what people call it: they count before its name. `type_` is a type of the catalogue or of the
        vendor, in any spelling; `values` are samples, of which nothing stays.
        """
        about = self._about(entity)
        plain = _plain_type(type_)
        names = [name for name in (*labels, field) if name]
        said = [self._by_names(readings(name), about, plain, name) for name in names]
        found = _weightiest([one for one in said if one is not None])
        if found is None:
            found = _by_entity(about, plain, entity)
        elif about.level == _HIGHEST and _is_what_it_is_about(found):
            reason = f"{found.reason}; in {entity} it counts as {_told(about.category or '')}"
            found = replace(found, category=about.category, level=_HIGHEST, reason=reason)
        return self.raised(found, values) if values else found

    def raised(self, found: Proposal, values: Sequence[str]) -> Proposal:
        """A proposal after a look at samples, which can make it weightier and never lighter."""
        seen = category_of_values(values)
        if seen is None or categories()[seen].level <= found.level:
            return found
        reason = f"sampled values look like {_told(seen)}"
        return replace(
            found, category=seen, level=categories()[seen].level, confidence=max(found.confidence, 0.9), reason=reason
        )

    def tag(self, field: str, *, entity: str, labels: Sequence[str] = ()) -> Personal | None:
        """The proposal as a tag, or None where it is not sure enough: what nobody knows stays unreviewed."""
        found = self.propose(field, entity=entity, labels=labels)
        if found.confidence < SURE_ENOUGH:
            return None
        return Personal(found.category, found.level, TagStatus.PROPOSED)

    def _about(self, entity: str) -> _About:
        texts = readings(entity)
        found = (about for words, about in self._entities if any(words.search(text) for text in texts))
        return next(found, _About("unknown"))

    def _by_names(self, texts: Sequence[str], about: _About, type_: str, name: str) -> Proposal | None:
        for rule in self._rules:
            if rule.fits(texts, about.kind, type_):
                if rule.category == "none":
                    return Proposal(None, 0, rule.confidence, f'"{name}" is about a thing or about keeping records')
                if rule.category == "user.name" and type_ in _TYPES["keys"]:
                    return Proposal("user.unique_id", 1, rule.confidence, f'"{name}" points at a person')
                return Proposal(rule.category, rule.level, rule.confidence, f'"{name}" names {_told(rule.category)}')
        return None


@cache
def own_judge() -> Judge:
    """The rules that come with nlconnect, Dutch and English."""
    table = lexicon()
    return Judge([_rule(row) for row in table.rules], [_entity(row) for row in table.entities])


def _rule(row: Row) -> _Rule:
    category = str(row["category"])
    usual = 0 if category == "none" else categories()[category].level
    return _Rule(
        re.compile(str(row["words"])),
        category,
        int(row.get("level", usual)),
        float(row["confidence"]),
        re.compile(str(row["unless"])) if "unless" in row else None,
        _text(row, "in"),
        _text(row, "not_in"),
        _TYPES[str(row["types"])] if "types" in row else None,
    )


def _entity(row: Row) -> tuple[re.Pattern[str], _About]:
    about = _About(str(row["kind"]), _text(row, "category"), int(row.get("level", 0)), bool(row.get("only_strong")))
    return re.compile(str(row["words"])), about


def _text(row: Row, key: str) -> str | None:
    return str(row[key]) if key in row else None


def _weightiest(found: Sequence[Proposal]) -> Proposal | None:
    """What the first name says, unless another one says something special by law: that is never overheard."""
    special = next((one for one in found if one.level == _HIGHEST), None)
    return special or (found[0] if found else None)


def _by_entity(about: _About, type_: str, entity: str) -> Proposal:
    if about.category is not None and not about.only_strong:
        return Proposal(about.category, about.level, 0.65, f"every field of {entity} counts as {_told(about.category)}")
    if about.kind == "things":
        return Proposal(None, 0, 0.88, f"{entity} is about things, and the name says nothing of a person")
    if type_ in _HARMLESS:
        return Proposal(None, 0, 0.55, f"nothing in its names speaks for a person, and a {type_} says little by itself")
    return Proposal(None, 0, 0.59, "nothing is known of it: a person should look")


def _is_what_it_is_about(found: Proposal) -> bool:
    """False for who somebody is and how to reach them: a name in a record of illness is still a name."""
    return found.level < _HIGHEST and (found.category or "").startswith(_TELLS_MORE)


def _told(category: str) -> str:
    return category.removeprefix("user.").replace("_", " ").replace(".", ", ")


def _plain_type(type_: str) -> str:
    bare = type_.lower().removeprefix("edm.").replace(" ", "").split("(")[0]
    return _KINDS_OF_TYPES.get(bare, bare)
