"""Sequences of calls that know the policy and try to get around it: `python -m bench.fuzz [--sequences N] [--seed N]`.

Each runs against mock companies in process. An oracle that knows nothing of our rules judges after every call. A
sequence is made again from its seed, house and number: `--house office --first 17 --sequences 1`.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Self

from bench.figure import Figure
from bench.fuzz.moves import Mover, person
from bench.fuzz.oracle import Oracle
from bench.fuzz.thief import steal
from bench.fuzz.world import HOUSES, House, World, dumped, opened

from nlconnect.agents.switch import Switch
from nlconnect.errors import NlconnectError

SEQUENCES = 100_000
A_WORLD = 250
"""Sequences in one company before it is made anew."""
MOST_MOVES = 10
BETWEEN = {"office": 3_700.0, "narrow": 60.0, "bare": 60.0}
"""Seconds between two sequences: where writes are possible what one guessed in vain is no burden of the next."""
SHARES = {"office": 0.6, "narrow": 0.2, "bare": 0.2}


@dataclass
class Count:
    """What became of it."""

    sequences: int = 0
    calls: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    """The rule, how to make it again, and the calls."""

    def __iadd__(self, other: Count) -> Self:
        self.sequences += other.sequences
        self.calls += other.calls
        self.counted += other.counted
        self.broken += other.broken
        return self


def run(house: House, *, seed: int, first: int, sequences: int) -> Count:
    """That many sequences in one company."""
    count = Count()
    with opened(house) as world:
        for number in range(first, first + sequences):
            count += sequence(world, seed=seed, number=number)
    return count


def sequence(world: World, *, seed: int, number: int) -> Count:
    """One session of an agent, with a person and a thief about."""
    chance = random.Random(f"{seed} {world.house.name} {number}")
    mover, oracle = Mover(chance, world), Oracle(world)
    world.advance(BETWEEN[world.house.name])
    toolbox = world.toolbox(agent="assistant", session=f"sequence {number}")
    switch = Switch(world.graph.store)
    told: list[str] = []
    count = Count(sequences=1)
    for _ in range(chance.randint(2, MOST_MOVES)):
        is_asked = 20 if mover.pool.plans else 2
        who = chance.choices(("agent", "person", "thief", "clock", "stop"), (80, is_asked, is_asked / 3, 2, 0.5))[0]
        if who == "person":
            told.append(person(chance, world, mover.pool.plans))
        elif who == "thief":
            told.append(steal(chance, world))
        elif who == "clock":
            seconds = chance.choice((60.0, 600.0, 90_000.0))
            world.advance(seconds)
            told.append(f"{seconds:g} seconds later")
        elif who == "stop":
            switch.stop(now=world.now)
            oracle.stopped = True
            told.append("a person stops the agents")
        else:
            count.calls += 1
            verb, arguments = mover.verb()
            told.append(f"{verb} {dumped(arguments)[:2_000]}")
            try:
                answer = toolbox.call(verb, arguments)
            except NlconnectError as refused:
                told.append(f"  {type(refused).__name__}: {f'{refused}'[:300]}")
                oracle.refused(verb, arguments, f"{refused} {refused.hint}")
            except Exception as fault:  # noqa: BLE001  # any other is what is looked for
                told.append(f"  {type(fault).__name__}: {f'{fault}'[:300]}")
                oracle.found.append(f"{type(fault).__name__} instead of an error of ours")
                oracle.happened()
            else:
                told.append(f"  {dumped(answer.content)[:600]}")
                mover.pool.learn(answer.content)
                oracle.answered(verb, arguments, answer.content)
        oracle.budgeted()
    if oracle.stopped:
        switch.start()
    count.counted = oracle.counted
    where = f"--house {world.house.name} --seed {seed} --first {number} --sequences 1"
    count.broken = ["\n".join((f"{rule}: {where}", *told)) for rule in dict.fromkeys(oracle.found)]
    return count


def measure(
    *,
    sequences: int = SEQUENCES,
    seed: int = 1,
    processes: int = 1,
    seconds: float = 3_600.0,
    tell: Callable[[Count, Count], None] = lambda part, whole: None,
) -> Count:
    """Sequences over all houses; fewer where the time is over. `tell` is given each part, and all until then."""
    ends = time.monotonic() + seconds
    parts = [
        (house, first) for house in HOUSES for first in range(0, max(1, round(sequences * SHARES[house.name])), A_WORLD)
    ]
    random.Random(seed).shuffle(parts)
    tasks = [(house, seed, first, _size(house, first, sequences), ends) for house, first in parts]
    count = Count()
    if processes <= 1:
        for task in tasks:
            part = _part(*task)
            count += part
            tell(part, count)
        return count
    with ProcessPoolExecutor(processes) as pool:
        for part in pool.map(_part, *zip(*tasks, strict=True)):
            count += part
            tell(part, count)
    return count


def progress(part: Count, whole: Count) -> None:
    """What was broken, as soon as it is known; and now and then how far it is."""
    for one in part.broken:
        print(one, end="\n\n", flush=True)
    if (whole.sequences - part.sequences) // 5_000 != whole.sequences // 5_000:
        print(f"{whole.sequences:,} sequences, {whole.calls:,} calls, {len(whole.broken)} broke a rule", flush=True)


def _size(house: House, first: int, sequences: int) -> int:
    return min(A_WORLD, max(1, round(sequences * SHARES[house.name])) - first)


def _part(house: House, seed: int, first: int, sequences: int, ends: float) -> Count:
    return run(house, seed=seed, first=first, sequences=sequences) if time.monotonic() < ends else Count()


def figures(count: Count, *, aim: int = SEQUENCES) -> Iterator[Figure]:
    """The promised figures beside their aims."""
    seen = count.counted
    writes = f"{seen['writes']:,} writes: {seen['writes that people approved']:,} that people approved"
    told = f"{count.calls:,} calls; {seen['sends planned']:,} sends planned; {writes}"
    yield Figure("agents: sequences of the fuzzer", count.sequences, aim, at_least=True, detail=told)
    yield Figure("agents: sequences that broke a rule", len(count.broken), 0)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.fuzz", description=__doc__)
    parser.add_argument("--sequences", type=int, default=SEQUENCES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=3_600.0, help="no new company is begun after that")
    parser.add_argument("--house", choices=[house.name for house in HOUSES], help="one only")
    parser.add_argument("--first", type=int, default=0, help="with --house: the number of the first sequence")
    given = parser.parse_args(arguments)
    print(f"seed {given.seed}", flush=True)
    if given.house is not None:
        house = next(one for one in HOUSES if one.name == given.house)
        count = run(house, seed=given.seed, first=given.first, sequences=given.sequences)
        progress(count, count)
    else:
        count = measure(
            sequences=given.sequences,
            seed=given.seed,
            processes=given.processes,
            seconds=given.seconds,
            tell=progress,
        )
    rules = Counter(one.partition(":")[0] for one in count.broken)
    print(*(f"{number} x {rule}" for rule, number in rules.most_common()), sep="\n")
    found = list(figures(count, aim=given.sequences))
    print(*found, sep="\n")
    print("seen: " + ", ".join(f"{what} {number:,}" for what, number in sorted(count.counted.items())))
    return 0 if all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
