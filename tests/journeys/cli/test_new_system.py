"""Somebody begins a connector for another system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.cli.conftest import Person


def run(folder: Path, person: Person, *words: str) -> subprocess.CompletedProcess[str]:
    """A program in the new folder."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**person.surroundings(), "MYPYPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


@pytest.mark.slow
def test_a_new_connector_passes_the_suite_as_it_stands(stranger: Person) -> None:
    made = stranger.run("new", "eboekhouden", "--title", "e-Boekhouden")
    assert made.code == 0, made.err
    folder = stranger.folder / "eboekhouden"
    package = folder / "nlconnect_eboekhouden"
    assert {"__init__.py", "dialect.py", "mock.py", "main.py", "main.pyi", "py.typed"} <= {
        path.name for path in package.iterdir()
    }
    quick = "blocking-httpx] or scope or key or field or every"
    tested = run(folder, stranger, "pytest", "-q", "-p", "no:cacheprovider", "-k", quick)
    assert tested.returncode == 0, tested.stdout[-3000:]
    checked = run(
        folder, stranger, "mypy", "--strict", "--cache-dir", str(folder / "cache"), "-p", "nlconnect_eboekhouden"
    )
    assert checked.returncode == 0, checked.stdout


def test_nothing_that_stands_there_is_written_over(stranger: Person) -> None:
    (stranger.folder / "afas2").mkdir()
    (stranger.folder / "afas2" / "mine.txt").write_text("mine")
    refused = stranger.run("new", "afas2")
    assert refused.code == 2
    assert "holds something" in refused.err
    assert [path.name for path in (stranger.folder / "afas2").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["Money-Bird", "Moneybird", "../x", "1st"])
def test_a_name_that_cannot_be_imported_is_refused(stranger: Person, name: str) -> None:
    assert stranger.run("new", name).code == 2


def test_a_name_that_is_taken_is_refused(stranger: Person) -> None:
    refused = stranger.run("new", "exact")
    assert refused.code == 2
    assert "already" in refused.err
    assert not (stranger.folder / "exact").exists()
