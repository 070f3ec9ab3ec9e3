"""Numbers that look right and belong to nobody: identifiers, IBANs, citizen and trade register numbers."""

from __future__ import annotations

import re
from hashlib import blake2b

_MASK = (1 << 64) - 1
_LOW48 = (1 << 48) - 1
BANKS = (("MOCK", "Oefenbank"), ("NEPB", "Nepbank"), ("ZZZB", "Zogenaamde Bank"))
"""Bank codes and names that no Dutch bank has."""


def mix(*parts: int) -> int:
    """A number of 64 bits that looks random and is always the same for the same parts."""
    state = 0x9E3779B97F4A7C15
    for part in parts:
        state = (state ^ part) * 0xBF58476D1CE4E5B9 & _MASK
        state ^= state >> 29
        state = state * 0x94D049BB133111EB & _MASK
        state ^= state >> 32
    return state


def seed_of(*key: object) -> int:
    """A seed for a kind of things, the same on every machine."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "big")


class Guids:
    """The identifiers of one kind of rows, from number to identifier and back, without a list of them."""

    def __init__(self, *key: object) -> None:
        digest = blake2b(repr(key).encode(), digest_size=24).digest()
        self._factor = int.from_bytes(digest[:6], "big") | 1
        self._inverse = pow(self._factor, -1, 1 << 48)
        self._offset = int.from_bytes(digest[6:12], "big")
        tail = digest[12:].hex()
        self._tail = f"4{tail[:3]}-9{tail[3:6]}-{tail[6:18]}"

    def __getitem__(self, number: int) -> str:
        head = "%012x" % ((number * self._factor + self._offset) & _LOW48)
        return f"{head[:8]}-{head[8:]}-{self._tail}"

    def number(self, guid: object) -> int | None:
        """The row number behind an identifier; None for one of another kind. It may be beyond the last row."""
        text = str(guid).lower()
        if len(text) != 36 or text[14:] != self._tail:
            return None
        try:
            head = int(text[:8] + text[9:13], 16)
        except ValueError:
            return None
        return (head - self._offset) * self._inverse & _LOW48


def iban(bank: str, account: int) -> str:
    """A Dutch IBAN with right check digits at a bank that does not exist."""
    rest = f"{bank}{account:010d}"
    digits = "".join(str(int(char, 36)) for char in f"{rest}NL00")
    return f"NL{98 - int(digits) % 97:02d}{rest}"


def has_valid_iban_check(text: str) -> bool:
    """Whether the check digits of an IBAN are right."""
    compact = re.sub(r"\s", "", text).upper()
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def passes_eleven_test(number: str) -> bool:
    """The test every real citizen number passes."""
    digits = [int(char) for char in number]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == 9 and sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def citizen_number(number: int) -> str:
    """Nine digits that fail the eleven test, so they are nobody's."""
    text = f"{100_000_000 + mix(0xB5, number) % 899_999_990}"
    # Another last digit always breaks the test; the next number would not, where a nine turns over.
    return text if not passes_eleven_test(text) else f"{text[:8]}{(int(text[8]) + 1) % 10}"


def trade_register_number(number: int) -> str:
    """Eight digits in a range the register has not reached."""
    return f"99{mix(0xCC, number) % 1_000_000:06d}"


def vat_number(number: int) -> str:
    """Shaped as a Dutch VAT number; its nine digits fail the test of a real one."""
    return f"NL{citizen_number(mix(0x7A, number))}B01"


def phone_number(number: int) -> str:
    """No Dutch number begins with two noughts behind the trunk nought."""
    return f"000-{mix(0x70, number) % 10_000_000:07d}"


def slug(text: str) -> str:
    """A name as part of an address on the net."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
