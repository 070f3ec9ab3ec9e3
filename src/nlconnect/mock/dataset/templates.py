"""The 400 invoices, 160 purchases and their settlements that the books repeat, block after block."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from nlconnect.mock.dataset.chart import BANK, CREDITORS, DEBTORS, VAT
from nlconnect.mock.dataset.goods import EXPENSES, Article

SALES_BLOCK = 400
PURCHASE_BLOCK = 160
GROUP = 10
"""So many invoices are settled in one bank statement; both blocks are whole multiples of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice; amounts in cents, the quantity in hundredths."""

    article: int
    name: str
    quantity: int
    cents: int
    net: int
    vat_code: str
    vat: int
    ledger: str


@dataclass(frozen=True, slots=True)
class Posting:
    """One ledger line; debit is positive. `member` is the place in its group of the invoice that is settled."""

    ledger: str
    cents: int
    vat_code: str | None = None
    name: str = ""
    article: int | None = None
    quantity: int | None = None
    member: int | None = None
    base: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """An invoice but for its date, party and number. `late` ones stay unpaid, `early` ones are paid at once."""

    lines: tuple[Line, ...]
    postings: tuple[Posting, ...]
    late: bool
    early: bool

    @property
    def net(self) -> int:
        return sum(line.net for line in self.lines)

    @property
    def vat(self) -> int:
        return sum(line.vat for line in self.lines)

    @property
    def total(self) -> int:
        return self.net + self.vat

    @property
    def is_credit(self) -> bool:
        return self.total < 0


def sales_templates(seed: int, articles: Sequence[Article]) -> tuple[Template, ...]:
    dice = random.Random(seed)
    return tuple(_sale(dice, place, articles) for place in range(SALES_BLOCK))


def _sale(dice: random.Random, place: int, articles: Sequence[Article]) -> Template:
    is_credit = place % 37 == 5
    lines = []
    for _ in range(1 if is_credit else dice.choice((1, 1, 2, 2, 3, 4))):
        article = dice.choice(articles)
        quantity = _quantity(dice, article) * (-1 if is_credit else 1)
        net = _rounded(article.cents * quantity, 100)
        vat = VAT[article.vat].on(net)
        lines.append(Line(article.number, article.name, quantity, article.cents, net, article.vat, vat, article.ledger))
    return Template(tuple(lines), _sales_postings(lines), *_paying(dice, place, is_credit=is_credit))


def _quantity(dice: random.Random, article: Article) -> int:
    if article.is_hours:
        return 25 * dice.randint(2, 96)
    most = 3 if article.cents > 50_000 else 12 if article.cents > 5_000 else 60
    return 100 * dice.randint(1, most)


def _paying(dice: random.Random, place: int, *, is_credit: bool) -> tuple[bool, bool]:
    """(late, early). Each group has one that pays at once, so that no bank statement is empty."""
    if place % GROUP == 3:
        return False, True
    return dice.random() < 0.05 and not is_credit, dice.random() < 0.2


def _sales_postings(lines: Sequence[Line]) -> tuple[Posting, ...]:
    postings = [Posting(DEBTORS, sum(line.net + line.vat for line in lines))]
    postings += [
        Posting(line.ledger, -line.net, line.vat_code, line.name, line.article, line.quantity, base=line.net)
        for line in lines
    ]
    return (*postings, *_vat_postings(lines, sign=-1))


def _vat_postings(lines: Sequence[Line], *, sign: int) -> list[Posting]:
    totals: dict[str, tuple[int, int]] = {}
    for line in lines:
        vat, base = totals.get(line.vat_code, (0, 0))
        totals[line.vat_code] = (vat + line.vat, base + line.net)
    return [
        Posting(VAT[code].ledger, sign * vat, code, VAT[code].name, base=base)
        for code, (vat, base) in totals.items()
        if vat
    ]


def purchase_templates(seed: int) -> tuple[Template, ...]:
    dice = random.Random(seed)
    return tuple(_purchase(dice, place) for place in range(PURCHASE_BLOCK))


def _purchase(dice: random.Random, place: int) -> Template:
    lines = []
    for _ in range(dice.choice((1, 1, 1, 2))):
        expense = dice.choice(EXPENSES)
        net = dice.randint(expense.low, expense.high)
        vat = VAT[expense.vat].on(net)
        lines.append(Line(-1, expense.name, 100, net, net, expense.vat, vat, expense.ledger))
    postings = [Posting(CREDITORS, -sum(line.net + line.vat for line in lines))]
    postings += [
        Posting(line.ledger, line.net, line.vat_code, line.name, quantity=100, base=line.net) for line in lines
    ]
    postings += _vat_postings(lines, sign=1)
    return Template(tuple(lines), tuple(postings), *_paying(dice, place, is_credit=False))


def settlements(templates: Sequence[Template], *, control: str, early: bool) -> tuple[tuple[Posting, ...], ...]:
    """One bank statement for each group of a block: the bank's line, and a line for each invoice that is settled."""
    found = []
    for start in range(0, len(templates), GROUP):
        members = [
            (place, template.total)
            for place, template in enumerate(templates[start : start + GROUP])
            if (template.early if early else not template.late)
        ]
        sign = 1 if control == DEBTORS else -1
        bank = Posting(BANK, sign * sum(total for _, total in members), name="Bankafschrift")
        lines = [Posting(control, -sign * total, member=place) for place, total in members]
        found.append((bank, *lines))
    return tuple(found)


def _rounded(amount: int, divisor: int) -> int:
    """Divide and round half away from zero."""
    half = divisor // 2
    return (amount + half) // divisor if amount >= 0 else -((-amount + half) // divisor)
