"""What a policy costs: `python -m bench.policy` prints a verdict in microseconds, and reading with masks over without.

The floor is nlconnect itself reading the same fields without a policy, in turns with it in one process; what counts is
the ratio of their CPU time, each at its least. Both give typed records of every page to a loop that does nothing, and
both write down whose data it was: what that costs, which without a policy stops at a thousand subjects, is told beside.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.canned import SOURCES, Source
from bench.figure import Figure
from bench.read import Ours, cpu, server

from nlconnect import connect
from nlconnect.config import Config
from nlconnect.connector import FieldSpec
from nlconnect.engine import operation
from nlconnect.model.privacy import categories
from nlconnect.model.scope import Scope
from nlconnect.policy import Action, Gate, policy_of
from nlconnect.policy.free_text import Screen

ROUNDS = 15
MASKED_MOST, TAGS_MOST, VERDICT_MOST, LOOK_MOST = 1.15, 1.01, 10.0, 10.0
TEXTS = (
    "Gesproken met de klant over de openstaande posten; hij betaalt eind van de maand en belt nog terug.",
    "Belt op 06-12345678, mailt met an@acme.test, en betaalt van NL91ABNA0417164300 zodra de ketel hangt",
)
MASKS = {
    "pseudonym": "pseudonym",
    "partial_email": "partial",
    "last2": "partial",
    "last4": "partial",
    "ip_prefix": "partial",
    "pc4": "generalise",
    "year": "generalise",
    "city_only": "redact",
    "detect_redact": "redact",
    "drop": "null",
    "block": "null",
}
"""What a category's usual mask is here; what would be dropped is emptied, so that both sides read the same fields."""


USUAL = {
    "accounts": {"name": "pseudonym", "email": "partial", "phone": "partial", "postcode": "pc4"},
    "users": {"user_principal_name": "pseudonym", "mobile_phone": "partial"},
}
"""What a purpose of a company would mask, by source."""


def house(source: Source, masks: Mapping[str, str]) -> str:
    """A purpose that may see every field of the source, some of them masked."""
    system, entity = source.system, source.entity.qualified_name
    personal = [spec for spec in source.fields() if spec.tag.category is not None]
    named = sorted({spec.tag.category or "" for spec in personal})
    text = f"""
controller = "bench"
[purposes.bench]
title = "Measuring"
legal_basis = "none of it is about anybody"
systems = "{system}"
entities = "{entity}"
outlets = "return"
categories = {json.dumps(["unreviewed", *named])}
{_exceptions(named)}
"""
    lines = [f'"{entity}.{name}" = "{mask}"' for name, mask in masks.items()]
    return text + "\n".join(["[purposes.bench.masks]", *lines])


def every_mask(source: Source) -> Mapping[str, str]:
    """None of a person is left as it is."""
    return {spec.name: _usual(spec) for spec in source.fields() if _is_about_somebody(spec)}


def _is_about_somebody(spec: FieldSpec) -> bool:
    return spec.tag.category is not None and categories()[spec.tag.category].default_mask in MASKS


def _usual(spec: FieldSpec) -> str:
    return MASKS[categories()[spec.tag.category or ""].default_mask]


def _exceptions(named: Sequence[str]) -> str:
    """Every ground that is asked for, so that nothing is left out: the bench must not win by reading less."""
    law = categories()
    closed = [name for name in named if law[name].art9 or law[name].national_id or law[name].default_mask == "block"]
    return "\n".join(
        f'[[purposes.bench.exceptions]]\ncategory = "{name}"\nground = "bench"\nstatute = "bench"' for name in closed
    )


class UnderPolicy(Ours):
    """The same connection with a purpose of a policy file."""

    def __init__(self, host: str, folder: Path, source: Source, masks: Mapping[str, str]) -> None:
        super().__init__(host, folder, source)
        self.file = folder / f"policy-{len(masks)}.toml"
        self.file.write_text(house(source, masks), "utf-8")
        self.open: Config = self.config
        self.config = replace(self.config, settings=replace(self.config.settings, policy=self.file))

    def read(self) -> int:
        """Typed records under the purpose."""
        with connect(self.profile, config=self.config, purpose="bench") as system:
            return sum(1 for _ in system.read(self.query))

    def read_openly(self) -> int:
        """The floor: the same connection without the policy, with every subject in the audit log."""
        with connect(self.profile, config=self.open) as system, all_marked():
            return sum(1 for _ in system.read(self.query))

    def read_briefly(self) -> int:
        """What reading is without a policy: the subjects of the first records stand for all."""
        with connect(self.profile, config=self.open) as system:
            return sum(1 for _ in system.read(self.query))


@contextmanager
def all_marked() -> Iterator[None]:
    """As under a policy, so that the cost of the audit log is not taken for that of a mask."""
    usual = operation.FEW_SUBJECTS
    operation.FEW_SUBJECTS = 10**9
    try:
        yield
    finally:
        operation.FEW_SUBJECTS = usual


def shares(ours: UnderPolicy, *, rounds: int) -> tuple[float, float]:
    """The least CPU of all rounds over the least of the floor: what a busy machine adds is nobody's cost.

    And the least of the floor over that of a reading that writes down few subjects.
    """
    assert ours.read_openly() == ours.read() == ours.read_briefly()
    ways = (ours.read_openly, ours.read, ours.read_briefly)
    floor, mine, brief = (
        min(times) for times in zip(*([cpu(way) for way in ways] for _ in range(rounds)), strict=True)
    )
    return mine / floor, floor / brief


def reading(name: str, *, pages: int, rounds: int) -> Iterator[Figure]:
    """Reading one entity as a purpose would mask it, with all of a person masked, and with every field shown."""
    source, usual = SOURCES[name], USUAL[name]
    every, many = every_mask(source), len(source.fields())
    with tempfile.TemporaryDirectory() as folder, server(name, pages=pages, rows=source.rows) as host:
        (share, _), (most, _), (open_share, marking) = (
            (round(part, 3) for part in shares(UnderPolicy(host, Path(folder), source, masks), rounds=rounds))
            for masks in (usual, every, {})
        )
    what = f"CPU over reading openly, {name}, {', '.join(usual)} of {many} fields masked"
    yield Figure(what, share, MASKED_MOST, detail=f"all {len(every)} fields about a person masked: {most}")
    told = f"writing down every subject instead of the first thousand: {marking}"
    yield Figure(f"CPU over reading openly, {name}, purposes and tags, no masks", open_share, TAGS_MOST, detail=told)


def verdict() -> Iterator[Figure]:
    """Microseconds of a verdict that was asked for before, and of the first of its kind."""
    gate = Gate(policy_of(house(SOURCES["accounts"], USUAL["accounts"])))
    scopes = [Scope(division=number) for number in range(2000)]
    for what, many in (("asked again", 1), ("asked for the first time", 2000)):
        times = []
        for _ in range(9):
            object.__setattr__(gate, "_verdicts", {})
            actions = [_action(scopes[at % many]) for at in range(2000)]
            if many == 1:
                gate.judge(actions[0])
            before = time.process_time()
            for action in actions:
                gate.judge(action)
            times.append((time.process_time() - before) / len(actions) * 1e6)
        yield Figure(f"microseconds of a verdict, {what}", round(statistics.median(times), 2), VERDICT_MOST)


def free_text() -> Iterator[Figure]:
    """Microseconds of a look into a text that nobody saw before: one that holds nothing, and one that is full."""
    rules = policy_of(house(SOURCES["accounts"], {}))
    gate, (spec,) = Gate(rules), [spec for spec in SOURCES["accounts"].entity.fields if spec.name == "remarks"]
    clearance = gate.clearance("bench", system="exact", entity=SOURCES["accounts"].entity, outlet="return", key=bytes)
    assert clearance is not None
    figures = []
    for text in TEXTS:
        times = []
        for _ in range(9):
            look = Screen().over(spec, clearance.in_text)
            texts = [f"{text} {'abcdefgh'[at % 8] * (at % 97)}{'ijklmnop'[at % 7]}" for at in range(1000)]
            before = time.process_time()
            for one in texts:
                look(one)
            times.append((time.process_time() - before) / len(texts) * 1e6)
        figures.append(round(min(times), 2))
    told = f"{figures[1]} for one with a telephone number, an address and an account in it"
    yield Figure("microseconds of a look into a remark of 100 to 200 characters", figures[0], LOOK_MOST, detail=told)


def _action(scope: Scope) -> Action:
    return Action("read", "exact", "crm.Accounts", str(scope), "bench", place=scope)


def measure(*, quick: bool = False) -> Iterator[Figure]:
    """Every figure of this part."""
    rounds = 5 if quick else ROUNDS
    yield from verdict()
    yield from free_text()
    yield from reading("accounts", pages=8 if quick else 16, rounds=rounds)
    yield from reading("users", pages=8 if quick else 16, rounds=rounds)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.policy", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and rows")
    given = parser.parse_args(arguments)
    figures = []
    for figure in measure(quick=given.quick):
        print(figure, flush=True)
        figures.append(figure)
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
