"""Fields in which people write what they like: what a purpose may see of what stands there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from nlconnect.detection import Detector, Finding, KnownEntities, findings, side_by_side
from nlconnect.errors import ConfigError
from nlconnect.model.catalogue import FieldSpec
from nlconnect.model.privacy import TagStatus
from nlconnect.policy.masks import HIDDEN, Masker
from nlconnect.policy.vault import TOKEN

CONTENT = "user.content"
PICTURES = "user.content.self_image"
NAMING = (
    "user.name",
    "user.contact.email",
    "user.contact.phone_number",
    "user.contact.address.street",
    "user.account.username",
    "user.financial.bank_account",
    "user.government_id",
    "user.workplace.employee_number",
)
"""Categories whose values say by themselves who is meant, and so are looked for in texts."""
MOST_KNOWN = 20_000
_REMEMBERED = 20_000
_PROSE = re.compile(
    r"(?:descriptions?|remarks?|notes?|memo|comments?|text|subject|title|body|summary|reason|message|preview"
    r"|omschrijving|opmerking(?:en)?|toelichting|tekst|notities?|bericht|onderwerp|reden)[_ ]?\d*",
    re.IGNORECASE,
).fullmatch
"""Whole names: `unit_description` says what another record is called."""
_NO_PROSE = ("user.name", "user.job_title", "user.contact", "user.demographic", "user.financial")
"""What holds a name or a code whatever it is called, as `title` does."""
Ruled = Callable[[Finding], Masker | None]
"""What a purpose does with what was found; None where it may see it."""


def is_free_text(spec: FieldSpec) -> bool:
    """Whether people write sentences in it: by its category, or else by its name."""
    if is_content(spec):
        return True
    is_text = spec.type == "string" and spec.enum is None and not (spec.tag.category or "").startswith(_NO_PROSE)
    return is_text and any(map(_PROSE, (spec.name, spec.label or "")))


def is_content(spec: FieldSpec) -> bool:
    """Whether it holds what people wrote, by its category; what nobody judged counts, too."""
    tag, category = spec.tag, spec.tag.category or ""
    is_so = tag.status is TagStatus.UNREVIEWED or category == CONTENT or category.startswith(f"{CONTENT}.")
    return is_so and spec.enum is None and spec.type in ("string", "object", "collection") and category != PICTURES


@dataclass(frozen=True, slots=True)
class Maskers:
    """By field: what masks its values, and what goes over its text after those of the whole page are known."""

    values: tuple[tuple[str, Masker], ...] = ()
    texts: tuple[tuple[str, Masker], ...] = ()
    naming: tuple[str, ...] = ()
    """Fields whose values are looked for in the texts of the same read."""


class Screen:
    """One read's look into free text: who is known by now, and how much was found, by category.

    It holds names while the read lasts, and shows none of them.
    """

    def __init__(self, detectors: Sequence[Detector] = ()) -> None:
        self.known = KnownEntities(most=MOST_KNOWN)
        self.counts: Counter[str] = Counter()
        self.level = 0
        """The highest of what was found: a text is as sensitive as what stands in it."""
        self.fresh: dict[str, str] = {}
        self._detectors = detectors
        self._texts: dict[tuple[Ruled, str], _Texts] = {}

    def __repr__(self) -> str:
        return f"<screen: {self.counts.total()} found>"

    @property
    def found(self) -> list[str]:
        """How much was found so far, by category: numbers, no values."""
        return [f"{category} {count}" for category, count in sorted(self.counts.items())]

    def learning(self, spec: FieldSpec, mask: Masker) -> Masker:
        """The same mask, which also makes the value known to the texts of this read."""
        learning = _Learning(self, spec.tag.category or "", mask)
        return learning.each if spec.many else learning.__getitem__

    def sealing(self, spec: FieldSpec, mask: Masker) -> Masker:
        """The mask of the vault, whose values are to be kept; `mask` is that of one value."""
        sealing = _Sealing(self, mask)
        return sealing.each if spec.many else sealing.__getitem__

    def taken(self) -> dict[str, str]:
        """What has to be kept in the vault before the page is handed out, by token; the list starts anew."""
        taken, self.fresh = self.fresh, {}
        return taken

    def over(self, spec: FieldSpec, ruled: Ruled) -> Masker:
        """What masks the parts of a text that a purpose may not see."""
        people = is_content(spec)
        known = ruled, spec.name if people else ""  # what describes goods and rates: the same few texts in many fields
        if known not in self._texts:
            self._texts[known] = _Texts(self, known[1], ruled, people=people)
        texts = self._texts[known]
        return texts.__getitem__ if spec.type == "string" and not spec.many else texts.inside

    def know(self, value: str, category: str, masked: object) -> None:
        """A value that is masked elsewhere, and what stands for it there."""
        if self.known.add(value, category, instead=masked if isinstance(masked, str) and masked else HIDDEN):
            for texts in self._texts.values():
                if texts.people:
                    texts.forget()

    def covered(self, text: str, texts: _Texts) -> str | None:
        """The text without what the purpose may not see of it; None where nothing was found."""
        name, covered = texts.name, text
        named: list[Finding] = []
        if texts.people and self.known:
            covered, named = self.known.covered(text)
        found = findings(covered, name=name, words=texts.people)
        if self._detectors:
            more = [one for detector in self._detectors for one in _asked(detector, covered, name)]
            found = side_by_side([*found, *more])
        if not found and not named:
            return None
        self._count([*named, *found])
        for one in reversed(found):
            mask = texts.ruled(one)
            if mask is not None:
                piece = covered[one.start : one.end]
                masked = mask(piece)
                if isinstance(masked, str) and TOKEN.fullmatch(masked):
                    self.fresh[masked] = piece
                covered = f"{covered[: one.start]}{masked or HIDDEN}{covered[one.end :]}"
        return covered

    def _count(self, found: Iterable[Finding]) -> None:
        for one in found:
            self.counts[one.category] += 1
            self.level = max(self.level, one.level)


def _asked(detector: Detector, text: str, name: str) -> list[Finding]:
    """What somebody else's detector finds. Raises ConfigError where it fails, without what it says: that may hold
    the text.
    """
    try:
        return list(detector.findings(text, name=name))
    except Exception as error:  # noqa: BLE001  # somebody else's code may raise anything
        raise ConfigError(
            f"the detector {type(detector).__name__} failed ({type(error).__name__})",
            hint="Nothing was handed out of that page. Mend it, or take it out of `detectors` in the policy.",
        ) from None


class _Learning(dict[object, object]):
    """Remembers what was masked, and tells who is known."""

    def __init__(self, screen: Screen, category: str, mask: Masker) -> None:
        super().__init__({None: None})
        self._screen, self._category, self._mask = screen, category, mask

    def __missing__(self, value: object) -> object:
        if len(self) > _REMEMBERED:
            self.clear()
            self[None] = None
        masked = self[value] = self._mask(value)
        if isinstance(value, str):
            self._screen.know(value, self._category, masked)
        return masked

    def each(self, values: object) -> object:
        """The same for a list."""
        for value in values if isinstance(values, list) else ():
            if isinstance(value, str):
                self._screen.know(value, self._category, HIDDEN)
        return self._mask(values)


class _Sealing(dict[object, object]):
    """Tokens of one read, each of which goes to the vault once."""

    def __init__(self, screen: Screen, mask: Masker) -> None:
        super().__init__({None: None})
        self._screen, self._mask = screen, mask

    def __missing__(self, value: object) -> object:
        token = self[value] = self._mask(value)
        if isinstance(value, str) and isinstance(token, str):
            self._screen.fresh[token] = value
        return token

    def each(self, values: object) -> object:
        """The same for a list."""
        return [self[value] for value in values] if isinstance(values, list) else None


class _Texts(dict[object, object]):
    """Remembers texts in which nothing was found: descriptions repeat over the rows."""

    def __init__(self, screen: Screen, name: str, ruled: Ruled, *, people: bool) -> None:
        """`people` where people may be written of: by name, or of how they are."""
        super().__init__({None: None})
        self._screen, self.name, self.ruled, self.people = screen, name, ruled, people

    def forget(self) -> None:
        """Look again: more is known by now."""
        self.clear()
        self[None] = None

    def __missing__(self, text: object) -> object:
        if not isinstance(text, str):
            return text
        covered = self._screen.covered(text, self)
        if covered is not None:
            return covered
        if len(self) > _REMEMBERED:
            self.forget()
        self[text] = text
        return text

    def inside(self, value: object) -> object:
        """The same for the texts in a value of several parts; what holds none comes back as it is."""
        if type(value) is str:
            return self[value]
        if isinstance(value, list | tuple):
            parts = [self.inside(part) for part in value]
            return value if all(map(_same, parts, value)) else parts
        if isinstance(value, Mapping):
            named = {name: self.inside(part) for name, part in value.items()}
            return value if all(map(_same, named.values(), value.values())) else named
        if isinstance(value, BaseModel):
            return self._inside_model(value)
        return value

    def _inside_model(self, value: BaseModel) -> BaseModel:
        parts, more = self.inside(value.__dict__), self.inside(value.__pydantic_extra__ or {})
        if parts is value.__dict__ and not more:
            return value
        copy = value.model_copy()
        copy.__dict__.update(parts)  # type: ignore[call-overload]  # a mapping stays one
        if copy.__pydantic_extra__:
            copy.__pydantic_extra__.update(more)  # type: ignore[call-overload]  # the same
        return copy


def _same(one: object, other: object) -> bool:
    return one is other
