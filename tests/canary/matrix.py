"""The matrix: every personal field of the three systems times every way out, and what was found where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nlconnect.connector import EntitySpec
from nlconnect.errors import QueryError
from tests.canary.marks import Haystack, Mark, Marks
from tests.canary.outlets import WAYS, Probe, Way
from tests.canary.vendor import SYSTEMS, PlantedMock

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

    def see(self, way: Way, marks: Sequence[Mark], text: str) -> None:
        haystack = Haystack(text)
        for mark in marks:
            if not way.concerns(mark):
                continue
            self.cells[way.name] += 1
            if not haystack.has(mark):
                self.absent.append(f"{way.name}: {mark.place}")
                continue
            self.found[way.name] += 1
            if not way.allows(mark):
                self.leaks.append(f"{way.name}: {mark.place}")


def run(folder: Path, *, every: int = 1, ways: Sequence[Way] = tuple(WAYS.values())) -> Matrix:
    """Plant and look, in every entity that can be read, or in each of so many."""
    matrix, marks = Matrix(), Marks()
    for system in SYSTEMS:
        mock = PlantedMock(system, folder / system)
        chosen = list(readable(mock))[::every]
        for place, entity in enumerate(chosen):
            if place % A_DAY == 0:  # another one, before the calls of its day are spent
                mock.close()
                mock = PlantedMock(system, folder / f"{system}-{place}")
            planted = marks.of(system, entity)
            probe = Probe(mock, entity, planted, folder)
            personal = [mark for mark in probe.marks if not mark.spec.tag.may_be_shown]
            for way in ways:
                matrix.see(way, personal, way.puts_out(probe))
            matrix.entities[system] += 1
        mock.close()
    return matrix


def readable(mock: PlantedMock) -> Iterator[EntitySpec]:
    """The entities with anything personal that can be read at all."""
    for entity in mock.connector.catalogue.entities():
        if all(spec.tag.may_be_shown for spec in entity.values):
            continue
        probe = Probe(mock, entity, Marks().of(mock.name, entity), mock.folder)
        try:
            list(probe.connection().read(probe.query))
        except QueryError:
            continue  # an action, or what can only be written
        yield entity
