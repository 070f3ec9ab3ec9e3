"""Dutch identifiers in a text: found by shape, proved by check digits, or by the words around them.

Every pattern repeats a bounded number of times, so that the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nlconnect.model.privacy import categories

Kind = Literal["bsn", "iban", "vat", "vat_old", "postcode", "phone", "email", "plate", "health", "known", "own"]

BSN = "user.government_id.national_identification_number"
_CATEGORIES: dict[Kind, str] = {
    "bsn": BSN,
    "iban": "user.financial.bank_account",
    "vat": "user.government_id.vat_number",
    "vat_old": "user.government_id.vat_number",
    "postcode": "user.contact.address.postal_code",
    "phone": "user.contact.phone_number",
    "email": "user.contact.email",
    "plate": "user.government_id.vehicle_registration",
    "health": "user.health_and_medical",
}
_BEFORE, _AFTER = 40, 16
"""How many characters around a number count as its context."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Where in a text what was found. It holds no value: the text is the caller's."""

    kind: Kind
    category: str
    level: int
    start: int
    end: int


def is_bsn(digits: str) -> bool:
    """The eleven test of nine digits. An RSIN passes it, too, and so does one in eleven of all numbers."""
    if len(digits) != 9 or not digits.isdecimal() or not digits.isascii() or digits == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """Length of the country, where it is known, and mod 97."""
    bare = text.replace(" ", "").upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", bare, re.ASCII):
        return False
    if bare[:2] not in _IBAN_LENGTHS or len(bare) != _IBAN_LENGTHS[bare[:2]]:
        return False
    return _number(bare[4:] + bare[:4]) % 97 == 1


def is_new_vat_number(text: str) -> bool:
    """The VAT id that Dutch sole traders have since 2020: mod 97, with nothing of the BSN in it."""
    bare = _bare_vat(text)
    return bare is not None and _number(bare) % 97 == 1


def is_old_vat_number(text: str) -> bool:
    """NL, nine digits that pass the eleven test, B, two digits: the BSN of a sole trader or the RSIN of a company."""
    bare = _bare_vat(text)
    return bare is not None and is_bsn(bare[2:11])


def findings(text: str, *, name: str = "", words: bool = True) -> list[Finding]:
    """What stands in a text, from left to right and without overlaps; the weightier one wins.

    `name` is the name or label of the field, which is context for the whole of it: nine digits are a BSN in a field
    `BSN`, and none in a field `Factuurnummer`. Without `words` only numbers and addresses are looked for.
    """
    asked = detectors_for(text, name, words=words)
    return without_overlaps(one for detect in asked for one in detect(text, name)) if asked else []


def without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """From left to right; of two that overlap the weightier one, or else the longer."""
    found = sorted(findings, key=lambda one: (-one.level, -(one.end - one.start), one.start))
    taken = bytearray(max((one.end for one in found), default=0))
    kept: list[Finding] = []
    for one in found:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def side_by_side(findings: Iterable[Finding]) -> list[Finding]:
    """The same, but a lighter one keeps what the weightier leaves of it: of a line with a name and a day of birth."""
    found = sorted(findings, key=lambda one: (-one.level, -(one.end - one.start), one.start))
    taken = bytearray(max((one.end for one in found), default=0))
    kept: list[Finding] = []
    for one in found:
        start = one.start
        while start < one.end:
            if taken[start]:
                start += 1
                continue
            end = taken.find(1, start, one.end)
            end = one.end if end < 0 else end
            kept.append(replace(one, start=start, end=end))
            taken[start:end] = b"\x01" * (end - start)
            start = end
    return sorted(kept, key=lambda one: one.start)


def detectors_for(text: str, name: str, *, words: bool = True) -> list[Detect]:
    """Those that can find anything, by a first look that costs a microsecond or two: most texts need none.

    Every pattern asks for so many digits, for a mark such as `@`, or for one of a few syllables.
    """
    asked: list[Detect] = []
    if _FOUR_DIGITS(text) is not None or ("-" in text and _TWO_DIGITS(text) is not None):
        digits = len("".join(_DIGITS(text)))
        asked += [detect for fewest, mark, detect in _OF_DIGITS if digits >= fewest and mark in text]
    if "@" in text:
        asked.append(_emails)
    if not words and not asked:
        return asked
    lowered = text.lower()
    if _has(_SAYING_HEALTH, lowered):
        asked.append(_health)
    if _has(_SAYING_PLATE, lowered) or (name and _has(_SAYING_PLATE, name.lower())):
        asked.append(_bare_plates)
    return asked


def _has(syllables: Sequence[str], lowered: str) -> bool:
    for syllable in syllables:  # noqa: SIM110  # `any` costs twice as much
        if syllable in lowered:
            return True
    return False


def level_of_text(text: str, *, level: int = 0, name: str = "") -> int:
    """The level of a field whose text holds this: what is found can raise it, never lower it."""
    return max([level, *(one.level for one in findings(text, name=name))])


def category_of_values(values: Sequence[str]) -> str | None:
    """What sampled values have in common, or the heaviest that stands in one of them; None where nothing is found.

    Nine digits without a word beside them count as a BSN only where every sample passes the eleven test, and there are
    enough samples that chance is no explanation.
    """
    samples = [value.strip() for value in values if value and value.strip()]
    bare = [sample.replace(".", "").replace(" ", "") for sample in samples]
    if len(set(bare)) >= _ENOUGH and all(is_bsn(sample) for sample in bare):
        return BSN
    found = [one for sample in samples for one in findings(sample)]
    return max(found, key=lambda one: one.level).category if found else None


_ENOUGH = 3
"""Three different numbers all pass the eleven test by chance once in 1,300 times."""

_BSN = re.compile(
    r"(?<![\w.,/-])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}|\d{8})(?![\w/-]|[.,]\d)", re.ASCII
)
_SAYS_BSN = re.compile(
    r"\b(?:bsn|b\.s\.n|burger ?service ?(?:nummer|nr)|sofi ?-?(?:nummer|nr)?|citizen service number"
    r"|social security (?:number|nummer)|persoonsnummer overheid)\b",
    re.IGNORECASE,
)
_SAYS_THING = re.compile(
    r"\b(?:(?:factuur|fact|factnr|invoice|order|bestel|artikel|item|kvk|dossier|project|debiteur|klant|offerte|serie"
    r"|batch|pakbon|contract|polis|meter|rekening|boek|grootboek|ticket|track|zending)\w{0,12}"
    r"|art\.? ?nr|rsin|kenmerk|referentie|ref|serial|ean|po|sku)\b",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])", re.ASCII)
_IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GI": 23, "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MC": 27, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29,
}  # fmt: skip
_VAT = re.compile(
    r"(?<![A-Za-z0-9])NL[ .]?\d{4}[ .]?\d{2}[ .]?\d{3}[ .]?B[ .]?\d{2}(?![A-Za-z0-9])", re.ASCII | re.IGNORECASE
)
_POSTCODE = re.compile(r"(?<![\w-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\w-])", re.ASCII)
# Units and marks that look like the letters of a postcode after a blank: 1500 KG, 2024 EU.
_UNITS = frozenset(
    {"KG", "CM", "MM", "ML", "KM", "KB", "MB", "GB", "TB", "EU", "ST", "PK", "KW", "HZ", "CL", "DL", "NL", "BV", "NV"}
)
_PLACE = re.compile(r",? {0,3}(?:'[st] )?[A-Z][a-z]")
_PHONE = re.compile(
    r"(?<![\w+.,/-])(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?|\(?0)[1-9](?:[ .()-]{0,2}\d){8}(?![\w/]|[.,-]\d)"
    r"|(?<![\w+])\+[1-9](?:[ .()-]{0,2}\d){8,13}(?!\d)",
    re.ASCII,
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9])",
    re.ASCII,
)
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}"
    r"|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]"
    r"|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_BARE_PLATE = re.compile(
    r"(?<![\w-])(?=[A-Z0-9]{6}(?![\w-]))(?=[A-Z0-9]{0,5}[A-Z])(?=[A-Z0-9]{0,5}\d)[A-Z0-9]{6}", re.ASCII | re.IGNORECASE
)
_SAYS_PLATE = re.compile(r"\b(?:kenteken\w{0,10}|nummerplaat|licen[cs]e plate|number plate)\b", re.IGNORECASE)
_MONTHS = frozenset("JAN FEB MRT APR MEI JUN JUL AUG SEP OKT NOV DEC MAR MAY OCT".split())
_HEALTH = re.compile(
    r"\b(?:ziek ?gemeld|ziek ?melding|langdurig ziek|ziekteverlof|burn-?out|overspannen|hernia|kanker|diagnose"
    r"|medicatie|miskraam|bevalling|bedrijfsarts|sick leave"
    r"|(?:ziekenhuis|zwanger|depressi|chemo|diabet|epilep|arbeidsongeschikt|re-?integratie|psycholo|psychiat|pregnan"
    r"|allergi)\w{0,12})\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]+").findall
_TWO_DIGITS = re.compile(r"(?:[^0-9]*[0-9]){2}").match
_FOUR_DIGITS = re.compile(r"(?:[^0-9]*[0-9]){4}").match
_SAYING_PLATE = ("kenteken", "nummerplaat", "plate")
# Each word of `_HEALTH` has one of these in it.
_SAYING_HEALTH = (
    "ziek", "burn", "overspannen", "hernia", "kanker", "diagnose", "medicatie", "miskraam", "bevalling", "bedrijfsarts",
    "sick", "zwanger", "depressi", "chemo", "diabet", "epilep", "ongeschikt", "integratie", "psych", "pregnan",
    "allergi",
)  # fmt: skip


def _finding(kind: Kind, start: int, end: int, *, level: int | None = None) -> Finding:
    category = _CATEGORIES[kind]
    return Finding(kind, category, categories()[category].level if level is None else level, start, end)


def _bsns(text: str, name: str) -> Iterator[Finding]:
    for match in _BSN.finditer(text):
        digits = re.sub(r"[. ]", "", match[0]).zfill(9)
        if is_bsn(digits) and _says(_SAYS_BSN, text, match, name, against=_SAYS_THING):
            yield _finding("bsn", *match.span())


def _ibans(text: str, name: str) -> Iterator[Finding]:
    for match in _IBAN.finditer(text):
        length = _length_of_iban(match[0])
        if length:
            yield _finding("iban", match.start(), match.start() + length)


def _vats(text: str, name: str) -> Iterator[Finding]:
    for match in _VAT.finditer(text):
        if is_new_vat_number(match[0]):
            yield _finding("vat", *match.span())
        elif is_old_vat_number(match[0]):
            # It may be a BSN with two letters around it, so it weighs what a fiscal number weighs.
            yield _finding("vat_old", *match.span(), level=4)


def _postcodes(text: str, name: str) -> Iterator[Finding]:
    for match in _POSTCODE.finditer(text):
        if " " in match[0] and match[0][-2:] in _UNITS and not _PLACE.match(text, match.end()):
            continue
        yield _finding("postcode", *match.span())


def _phones(text: str, name: str) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        if not _is_of_a_thing(text, match):
            yield _finding("phone", *match.span())


def _emails(text: str, name: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        yield _finding("email", *match.span())


def _plates(text: str, name: str) -> Iterator[Finding]:
    for match in _PLATE.finditer(text):
        is_date = any(part.upper() in _MONTHS for part in match[0].split("-"))
        if (
            not is_date
            and (match[0].isupper() or _says(_SAYS_PLATE, text, match, name))
            and not _is_of_a_thing(text, match)
        ):
            yield _finding("plate", *match.span())


def _bare_plates(text: str, name: str) -> Iterator[Finding]:
    for match in _BARE_PLATE.finditer(text):
        if _says(_SAYS_PLATE, text, match, name):
            yield _finding("plate", *match.span())


def _health(text: str, name: str) -> Iterator[Finding]:
    for match in _HEALTH.finditer(text):
        yield _finding("health", *match.span())


Detect = Callable[[str, str], Iterator[Finding]]

_OF_DIGITS: tuple[tuple[int, str, Detect], ...] = (
    (8, "", _bsns),
    (8, "", _ibans),
    (11, "", _vats),
    (4, "", _postcodes),
    (9, "", _phones),
    (2, "-", _plates),
)
"""The fewest digits that each of them needs, and a mark."""


def _says(
    words: re.Pattern[str], text: str, match: re.Match[str], name: str, *, against: re.Pattern[str] | None = None
) -> bool:
    """The nearest word before it decides, then one right after it, then the name of the field."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    last = max((one.end() for one in words.finditer(before)), default=-1)
    other = max((one.end() for one in against.finditer(before)), default=-1) if against else -1
    if last >= 0 or other >= 0:
        return last >= other
    if words.search(text[match.end() : match.end() + _AFTER]):
        return True
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)
    return bool(words.search(spaced))


def _is_of_a_thing(text: str, match: re.Match[str]) -> bool:
    """True where the word right before it says that it numbers a thing: `artikel 0612345678`."""
    before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip(" :#.-")
    last = before.rpartition(" ")[2]
    return bool(last) and _SAYS_THING.fullmatch(last) is not None


def _length_of_iban(text: str) -> int:
    """How much of a text that begins like an IBAN is one; 0 for nothing. Blanks may stand anywhere after a group."""
    wanted = _IBAN_LENGTHS.get(text[:2].upper(), 0)
    taken = 0
    for place, letter in enumerate(text):
        taken += letter != " "
        if taken == wanted:
            rest = text[place + 1 : place + 2]
            return place + 1 if rest in ("", " ") and is_iban(text[: place + 1]) else 0
    return 0


def _bare_vat(text: str) -> str | None:
    bare = re.sub(r"[ .]", "", text).upper()
    return bare if re.fullmatch(r"NL\d{9}B\d{2}", bare, re.ASCII) else None


def _number(text: str) -> int:
    """Digits as they are, letters as 10 to 35."""
    return int("".join(str(int(letter, 36)) for letter in text))
