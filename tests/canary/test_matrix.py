"""No canary gets out that the policy does not let out; where nothing is masked, the matrix sees nearly all of them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from nlconnect.connector import connector
from tests.canary.hook import unredacted
from tests.canary.marks import Haystack, Mark, Marks, word
from tests.canary.matrix import parts_of, run
from tests.canary.outlets import Beside, Probe, returned
from tests.canary.vendor import PlantedMock, spelt
from tests.canary.ways import WAYS

EVERY, EVERY_IN_CONTROL = 8, 24
"""One entity in so many; `python -m bench canary` takes them all, with and without redactors."""
A_PART = 6
"""Entities of one part, of which a test takes every so many."""
SLICES = 6
LEAST = 600


@pytest.mark.parametrize("first", range(SLICES))
def test_no_canary_gets_out_that_may_not(first: int, tmp_path: Path) -> None:
    """Some 10,000 cells in all."""
    matrix = run(tmp_path, list(parts_of(every=EVERY, most=A_PART))[first::SLICES])
    assert matrix.leaks == []
    assert matrix.total >= LEAST


@pytest.mark.parametrize("first", range(2))
def test_without_redactors_nearly_every_canary_gets_out(first: int, tmp_path: Path) -> None:
    """Else the test above could not fail."""
    with unredacted():
        matrix = run(tmp_path, list(parts_of(every=EVERY_IN_CONTROL, most=A_PART))[first::2])
    assert matrix.total >= LEAST
    assert matrix.share >= 0.99, matrix.absent[:20]


def test_a_key_that_may_not_be_seen_is_not_in_a_file_though_vendors_send_it_unasked(tmp_path: Path) -> None:
    mock = PlantedMock("graph", tmp_path)
    entity = mock.connector.catalogue.entity("directory.Memberships")
    probe = Probe(mock, entity, Marks().of("graph", entity), tmp_path)
    (key,) = (mark for mark in probe.marks if mark.spec.is_key)
    way = WAYS["file under a purpose"]
    assert not way.allows(key)
    written = str(way.puts_out(probe))
    assert "Kwartel" in written
    assert not Haystack(written).has(key)
    mock.close()


@pytest.fixture(scope="module")
def marks() -> list[Mark]:
    entity = connector("exact").catalogue.entity("payroll.Employees")
    return [mark for mark in Marks().of("exact", entity) if mark.can_be_planted and mark.spec.is_value]


@pytest.mark.parametrize(
    "spelling",
    [
        lambda text: text,
        lambda text: text.upper(),
        " ".join,
        lambda text: text[::-1],
        lambda text: text.encode().hex(),
        lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
        lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
        lambda text: base64.b64encode(f"x{text}yz".encode()).decode(),
    ],
    ids=["plain", "capitals", "blanks between", "reversed", "hex", "percent", "escaped", "base64"],
)
def test_a_canary_is_found_in_every_spelling(marks: list[Mark], spelling: object) -> None:
    assert callable(spelling)
    for mark in marks:
        assert Haystack(f"voor {spelling(spelt(mark))} na").has(mark), mark.place
        assert not Haystack(f"voor {spelling('niets')} na").has(mark)


def test_no_two_canaries_are_the_same() -> None:
    assert len({word(number) for number in range(30_000)}) == 30_000


def test_one_record_that_comes_along_as_it_is_shows_no_more_than_by_itself(tmp_path: Path) -> None:
    mock = PlantedMock("graph", tmp_path)
    entity = mock.connector.catalogue.entity("directory.Users")
    manager = entity.target_of("manager")
    assert manager is not None
    probe = Beside(mock, entity, "manager", marks=Marks().of("graph", manager), folder=tmp_path)
    told, way = returned(probe), WAYS["return under a purpose"]
    out = {mark.spec.name for mark in probe.marks if Haystack(told).has(mark)}
    assert out
    assert out <= {mark.spec.name for mark in probe.marks if way.allows(mark) or mark.spec.tag.may_be_shown}
    assert str(mock.unheard) not in told, "a field that nobody knows"
    assert "here" in [entry.get("minimised") for entry in mock.log.read()]
    mock.close()
