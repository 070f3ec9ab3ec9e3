"""What a purpose may see of one entity at one outlet: compiled once, field by field."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from nlconnect.detection import Finding, detectors_named
from nlconnect.detection.particulars import PARTICULARS
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.privacy import MASKED_AT_LEVEL, Personal, TagStatus, categories
from nlconnect.policy import dutch_rules, wording
from nlconnect.policy.free_text import NAMING, Maskers, Screen, is_content, is_free_text
from nlconnect.policy.masks import Masker, masker, nothing
from nlconnect.policy.own_use import OWN_USE, hidden_fields
from nlconnect.policy.purposes import UNREVIEWED, Policy, Purpose, covers, matches
from nlconnect.policy.wording import Said

Treatment = Literal["show", "mask", "drop"]
RECORD_IDS = ("user.unique_id", "user.unique_id.pseudonymous")
"""Level 1: without them records could neither be linked nor be read again."""
TOP = "at the top of the policy"
NEVER = ("user.authorization.credentials", "user.authorization.password")
"""No purpose is served by handing these on."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What happens to a field, by which rule and why."""

    treatment: Treatment
    rule: str
    mask: str = ""
    said: Said | None = None


@dataclass(frozen=True)
class Clearance:
    """The fields of one entity under one purpose. `key` gives what pseudonyms are made with, where any are."""

    policy: Policy
    name: str
    system: str
    entity: EntitySpec
    outlet: str
    key: Callable[[], bytes] = field(repr=False)
    _rulings: dict[FieldSpec, Ruling] = field(default_factory=dict, repr=False, compare=False)
    _maskers: dict[FieldSpec, Masker] = field(default_factory=dict, repr=False, compare=False)
    _in_text: dict[tuple[str, int], Masker | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def purpose(self) -> Purpose:
        return self.policy.purposes[self.name]

    def ruling(self, spec: FieldSpec) -> Ruling:
        """What happens to this field."""
        found = self._rulings.get(spec)
        if found is None:
            found = self._rulings[spec] = self._judged(spec)
        return found

    def hidden(self, fields: Iterable[FieldSpec]) -> tuple[FieldSpec, ...]:
        """Those that may not be seen, and so are not even fetched."""
        return tuple(spec for spec in fields if self.ruling(spec).treatment == "drop")

    def blank(self, fields: Iterable[FieldSpec]) -> tuple[FieldSpec, ...]:
        """Those that stay empty whatever stands there, and so are not fetched either."""
        return tuple(spec for spec in fields if not spec.is_key and self._is_blank(spec))

    def _is_blank(self, spec: FieldSpec) -> bool:
        return self.ruling(spec).treatment == "mask" and self.masker(spec) is nothing

    def maskers(self, fields: Iterable[FieldSpec]) -> tuple[tuple[str, Masker], ...]:
        """What is done to the values of these fields, by name; fields that are shown are not among them."""
        return tuple((spec.name, self.masker(spec)) for spec in fields if self.ruling(spec).treatment == "mask")

    def screen(self) -> Screen:
        """For one read. Raises ConfigError for a detector that the policy names and nobody installed.

        What applicants tell of themselves is looked for without being asked: it is no ground to choose on.
        """
        purpose = self.policy.purposes.get(self.name)  # none of `own-use`
        own = (PARTICULARS,) if purpose is not None and purpose.concerns_applicants else ()
        return Screen((*own, *detectors_named(self.policy.detectors)))

    def screened(self, fields: Iterable[FieldSpec], screen: Screen, *, alone: bool = True) -> Maskers:
        """The same for one read, which also masks what must not be seen in the free text that is shown.

        `alone` where no other records come along, in whose texts people could be named.
        """
        chosen = tuple(fields)
        seen = [spec for spec in chosen if self._is_screened(spec)]
        texts = tuple((spec.name, screen.over(spec, self.in_text)) for spec in seen)
        looks_for_people = not alone or any(map(is_content, seen))
        values, naming = [], []
        for name, plain in self.maskers(chosen):
            spec = self.entity.by_name[name]
            goes_to_vault = plain is not nothing and self.ruling(spec).mask == "vault"
            mask = screen.sealing(spec, self._one(spec)) if goes_to_vault else plain
            is_naming = looks_for_people and mask is not nothing and _is_naming(spec)
            values.append((name, screen.learning(spec, mask) if is_naming else mask))
            naming += [name] * is_naming
        return Maskers(tuple(values), texts, tuple(naming))

    @property
    def uses_vault(self) -> bool:
        """Whether values go to the vault, where their tokens have to be kept before they are handed out."""
        return "vault" in self.purpose.masks.values() and self.outlet not in self.purpose.vault_opens_at

    def _one(self, spec: FieldSpec) -> Masker:
        """What masks one value of a list."""
        return self.masker(replace(spec, many=False)) if spec.many else self.masker(spec)

    def _is_screened(self, spec: FieldSpec) -> bool:
        return is_free_text(spec) and self.ruling(spec).treatment == "show"

    def in_text(self, finding: Finding) -> Masker | None:
        """What is done to what stands in a text, as to a field of that category; None where it may be seen."""
        known = finding.category, finding.level
        if known not in self._in_text:
            spec = FieldSpec("text", "text", "string", Personal(*known, TagStatus.REVIEWED))
            self._in_text[known] = self._of_finding(spec)
        return self._in_text[known]

    def _of_finding(self, spec: FieldSpec) -> Masker | None:
        ruling = self._judged_at(spec, "")
        return None if ruling.treatment == "show" else self._made(ruling.mask or "null", spec)

    def masker(self, spec: FieldSpec) -> Masker:
        """What makes the masked value of a field."""
        if spec not in self._maskers:
            self._maskers[spec] = self._masker(spec)
        return self._maskers[spec]

    def why(self, fields: Sequence[FieldSpec]) -> str:
        """One line: how many fields were masked or left out, by which rules, and where to read more."""
        if not fields:
            return f"{self.name}: nothing had to be left out"
        rules = Counter(self.ruling(spec).rule for spec in fields)
        told = ", ".join(rule if len(rules) == 1 else f"{count} by {rule}" for rule, count in sorted(rules.items()))
        names = ", ".join(spec.name for spec in fields[:6])
        more = f" and {len(fields) - 6} more" if len(fields) > 6 else ""
        many = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
        return (
            f"{self.name} left out {many} ({told}): {names}{more}. Why, and what would allow it: "
            f"nlconnect policy explain {self.name} {self.system} {self.entity.qualified_name}"
        )

    def _judged(self, spec: FieldSpec) -> Ruling:
        return self._judged_at(spec, f"{self.entity.qualified_name}.{spec.name}")

    def _judged_at(self, spec: FieldSpec, place: str) -> Ruling:
        tag, purpose = spec.tag, self.purpose
        category = tag.category if tag.status is not TagStatus.UNREVIEWED else None
        known = UNREVIEWED if tag.status is TagStatus.UNREVIEWED else category
        for where, patterns in ((TOP, self.policy.forbid), (self._of, purpose.forbid)):
            pattern = forbidding(patterns, place, spec)
            if pattern is not None:
                return Ruling("drop", "forbid", said=wording.forbidden(spec.name, pattern, where))
        if known is None:
            return self._shown(spec, place, category)
        rule = dutch_rules.field_rule(spec.name, known, purpose, self.name)
        if rule is not None:
            return Ruling("drop", rule.name, said=rule.said)
        if known in NEVER:
            said = wording.forbidden(spec.name, known, "anywhere")
            return Ruling("drop", "no-secrets", said=said)
        if known not in RECORD_IDS:
            refused = self._closed(spec, known)
            if refused is not None:
                return refused
        return self._shown(spec, place, category)

    def _closed(self, spec: FieldSpec, known: str) -> Ruling | None:
        """Why a category stays closed; None where the purpose names it, with what the law asks for."""
        purpose, law = self.purpose, categories().get(known)
        strict = law is not None and (law.art9 or law.art10 or law.national_id or law.default_mask == "block")
        named = known in purpose.categories if strict else any(covers(name, known) for name in purpose.categories)
        if law is not None and strict and purpose.exemption(known) is None:
            article = "art. 10 GDPR" if law.art10 else "art. 9 GDPR" if law.art9 else "the law"
            said = wording.special_category(spec.name, known, article, self.name)
            return Ruling("drop", "special-category", said=said)
        if not named:
            return Ruling("drop", "default-deny", said=wording.other_category(spec.name, known, self.name))
        return None

    def _shown(self, spec: FieldSpec, place: str, category: str | None) -> Ruling:
        """Shown, or masked where the policy says so: the narrowest word counts."""
        masks = self.purpose.masks
        by_place = next((key for key in masks if "." in key and matches(key, place)), None)
        by_category = max(
            (key for key in masks if category is not None and covers(key, category)), key=len, default=None
        )
        where = by_place or by_category
        if where is not None and masks[where] == "vault" and self.outlet in self.purpose.vault_opens_at:
            return Ruling("show", "vault")
        if where is not None and masks[where] != "show":
            mask = masks[where]
            said = wording.masked_by_choice(spec.name, mask, where)
            return Ruling("drop" if mask == "drop" else "mask", "masks", mask, said)
        if category == dutch_rules.VAT_NUMBER and dutch_rules.closes_old_vat_numbers(self.purpose):
            return Ruling("mask", dutch_rules.OLD_VAT_NUMBER, "old-vat-number", dutch_rules.old_vat_said(spec.name))
        return Ruling("show", f"purposes.{self.name}")

    def _masker(self, spec: FieldSpec) -> Masker:
        return self._made(self.ruling(spec).mask, spec)

    def _made(self, mask: str, spec: FieldSpec) -> Masker:
        if mask == "old-vat-number":
            return dutch_rules.without_old_vat_number
        # One key for each outlet, so that two of them cannot join; a hash joins within the purpose.
        part = mask if mask == "hash" else f"{mask} {self.outlet}"
        key = hmac.digest(self.key(), part.encode(), "sha256") if mask in ("pseudonym", "hash", "vault") else b""
        return masker(mask, spec, key=key)

    @property
    def _of(self) -> str:
        return f"of [purposes.{self.name}]"


@dataclass(frozen=True)
class OwnUse(Clearance):
    """`own-use` beside a policy: as without one, and what the policy forbids stays closed."""

    def _judged(self, spec: FieldSpec) -> Ruling:
        pattern = forbidding(self.policy.forbid, f"{self.entity.qualified_name}.{spec.name}", spec)
        if pattern is not None:
            return Ruling("drop", "forbid", said=wording.forbidden(spec.name, pattern, TOP))
        if self.outlet != "return" and hidden_fields([spec]):
            said = wording.other_category(spec.name, spec.tag.category or UNREVIEWED, "...")
            return Ruling("drop", OWN_USE, said=said)
        return Ruling("show", OWN_USE)

    @property
    def uses_vault(self) -> bool:
        return False

    def _is_screened(self, spec: FieldSpec) -> bool:
        return self.outlet != "return" and super()._is_screened(spec)

    def _of_finding(self, spec: FieldSpec) -> Masker | None:
        """As with a field: from level 4 on it is masked, and what the policy forbids is at any."""
        forbidden = forbidding(self.policy.forbid, "", spec) is not None
        return nothing if forbidden or spec.tag.level >= MASKED_AT_LEVEL else None


def _is_naming(spec: FieldSpec) -> bool:
    return any(covers(category, spec.tag.category or "") for category in NAMING)


def forbidding(patterns: Iterable[str], place: str, spec: FieldSpec) -> str | None:
    """The pattern that closes a field, by its place or its category."""
    category = spec.tag.category if spec.tag.status is not TagStatus.UNREVIEWED else None
    for pattern in patterns:
        if matches(pattern, place) or (category is not None and covers(pattern, category)):
            return pattern
    return None
