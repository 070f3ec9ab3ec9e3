"""The matrix: every personal field of the three systems times every way out, and what was found where."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from nlconnect.connector import Connector, EntitySpec, connector
from tests.canary.hook import unredacted
from tests.canary.marks import Haystack, Mark, Marks
from tests.canary.outlets import Beside, Probe, Way
from tests.canary.vendor import SYSTEMS, PlantedMock
from tests.canary.ways import BESIDE, WAYS

A_DAY = 30
"""Entities that a mock is asked for before another takes its place."""


@dataclass
class Matrix:
    """What was found. A cell is one canary at one way out."""

    cells: Counter[str] = field(default_factory=Counter)
    """How many, by way."""
    found: Counter[str] = field(default_factory=Counter)
    """In how many the canary came out, allowed or not."""
    leaks: list[str] = field(default_factory=list)
    """Those that the policy does not allow."""
    absent: list[str] = field(default_factory=list)
    """Those in which the canary did not come out."""
    entities: Counter[str] = field(default_factory=Counter)
    """Planted and read, by system."""

    @property
    def total(self) -> int:
        return self.cells.total()

    @property
    def share(self) -> float:
        """Of all cells, those in which the canary came out."""
        return self.found.total() / self.total if self.total else 0.0

    def see(self, way: Way, marks: Sequence[Mark], text: str | None, *, unknown: str = "") -> None:
        """Look for these, and for the word of a field that no catalogue knows."""
        if text is None:
            return
        haystack = Haystack(text)
        if unknown:
            self._see_unknown(way, unknown, is_there=haystack.has_word(unknown))
        for mark in marks:
            self.cells[way.name] += 1
            if not haystack.has(mark):
                self.absent.append(f"{way.name}: {mark.place}")
                continue
            self.found[way.name] += 1
            if not way.allows(mark):
                self.leaks.append(f"{way.name}: {mark.place}")

    def _see_unknown(self, way: Way, word: str, *, is_there: bool) -> None:
        self.cells[way.name] += way.shows_unknown
        self.found[way.name] += way.shows_unknown and is_there
        if is_there:
            self.leaks.append(f"{way.name}: an unknown field ({word})")
        elif way.shows_unknown:
            self.absent.append(f"{way.name}: an unknown field ({word})")

    def add(self, other: Matrix) -> None:
        """What another part of it found."""
        for mine, theirs in ((self.cells, other.cells), (self.found, other.found), (self.entities, other.entities)):
            mine.update(theirs)
        self.leaks += other.leaks
        self.absent += other.absent


@dataclass(frozen=True)
class Part:
    """Some entities of a system, each with the number of its first canary: what one process does in one go."""

    system: str
    entities: Sequence[tuple[str, int]]


def parts_of(*, every: int, most: int = A_DAY) -> Iterator[Part]:
    """All entities with anything personal, or each of so many; as many at a time as a day of the vendor allows."""
    first = 0
    for system in SYSTEMS:
        entities: list[tuple[str, int]] = []
        for entity in personal_in(connector(system)):
            entities.append((entity.qualified_name, first))
            first += len(entity.fields)
        chosen = entities[::every]
        yield from (Part(system, chosen[place : place + most]) for place in range(0, len(chosen), most))


def personal_in(system: Connector) -> Iterator[EntitySpec]:
    """The entities with anything personal."""
    for entity in system.catalogue.entities():
        if any(not spec.tag.may_be_shown for spec in entity.values):
            yield entity


def run(folder: Path, parts: Iterable[Part]) -> Matrix:
    """Plant and look, in every entity of these that can be read."""
    matrix = Matrix()
    for place, part in enumerate(parts):
        matrix.add(part_of(part, folder / str(place)))
    return matrix


def run_beside(*, every: int = 1, control: bool = False, processes: int = 2) -> Matrix:
    """The same in several processes; `control` without redactors."""
    matrix, work = Matrix(), partial(_in_a_process, control=control)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for found in pool.map(work, parts_of(every=every)):
            matrix.add(found)
    return matrix


def _in_a_process(part: Part, *, control: bool) -> Matrix:
    logging.getLogger("nlconnect").addHandler(logging.NullHandler())
    with TemporaryDirectory() as name, unredacted() if control else nullcontext():
        return part_of(part, Path(name))


def part_of(part: Part, folder: Path) -> Matrix:
    """One part of the matrix."""
    matrix = Matrix()
    folder.mkdir(parents=True, exist_ok=True)
    mock = PlantedMock(part.system, folder)
    for name, first in part.entities:
        entity = mock.connector.catalogue.entity(name)
        probe = Probe(mock, entity, Marks(first).of(part.system, entity), folder)
        if not probe.asked:
            continue  # an action, or what can only be written
        personal = [mark for mark in probe.marks if not mark.spec.tag.may_be_shown]
        for way in WAYS.values():
            matrix.see(way, personal, way.puts_out(probe), unknown=mock.unheard)
        matrix.entities[part.system] += 1
    for name, first in part.entities:
        _beside(mock, mock.connector.catalogue.entity(name), first, matrix, folder)
    mock.close()
    return matrix


def _beside(mock: PlantedMock, parent: EntitySpec, first: int, matrix: Matrix, folder: Path) -> None:
    """What comes along with an entity, wherever it is known what that is."""
    for spec in parent.fields:
        child = None if spec.is_value else parent.target_of(spec.name)
        if child is None:
            continue
        marks = Marks(first).of(mock.name, child)
        probe = Beside(mock, parent, spec.name, marks=marks, folder=folder)
        personal = [mark for mark in probe.marks if not mark.spec.tag.may_be_shown]
        for way in BESIDE if personal else ():
            matrix.see(way, personal, way.puts_out(probe), unknown=mock.unheard)
