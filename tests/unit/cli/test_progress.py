"""Progress: a countdown for people who watch, a line for a log, and a closing line with what is left."""

from __future__ import annotations

import pytest
from rich.console import Console

from nlconnect.cli.progress import Progress, budget_line, lowest
from nlconnect.engine.exchange import Waiting
from nlconnect.limits import BudgetStatus, WindowStatus
from nlconnect.transport.clock import FrozenClock, SystemClock


def status(minute: int, day: int) -> BudgetStatus:
    windows = (WindowStatus("minute", 60, minute, None), WindowStatus("day", 5000, day, None))
    return BudgetStatus(windows, in_flight=0, wait=0.0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FrozenClock:
    frozen = FrozenClock()
    monkeypatch.setattr(SystemClock, "now", lambda _: frozen.now())
    return frozen


def picture(progress: Progress) -> str:
    console = Console(width=120)
    with console.capture() as captured:
        console.print(progress._picture())
    return captured.get()


def test_a_wait_is_counted_down(clock: FrozenClock) -> None:
    progress = Progress("Exact Online Accounts")
    progress.wait(Waiting("minute limit of division 1", clock.now() + 43))
    assert "waiting 43 s: minute limit of division 1" in picture(progress)
    clock.advance(40)
    assert "waiting 3 s" in picture(progress)
    clock.advance(4)
    assert "waiting" not in picture(progress)


def test_a_long_wait_is_told_in_minutes(clock: FrozenClock) -> None:
    progress = Progress("x")
    progress.wait(Waiting("day limit", clock.now() + 605))
    assert "waiting 10 min 5 s" in picture(progress)


def test_progress_shows_rows_calls_and_what_is_left() -> None:
    progress = Progress("Exact Online Accounts")
    progress.update(rows=12_000, calls=12)
    progress.at("company 2 of 3", status(48, 4_988))
    shown = picture(progress)
    assert "company 2 of 3" in shown
    assert "12,000 rows" in shown
    assert "48 of 60 this minute, 4,988 of 5,000 this day" in shown


def test_progress_of_what_is_known_to_end_says_of_how_many() -> None:
    progress = Progress("AFAS Profit schema", unit="description")
    progress.update(rows=45, calls=45, whole=267)
    assert "45 of 267 descriptions" in picture(progress)


def test_a_log_gets_one_line_for_a_long_wait_and_none_for_a_short_one(
    clock: FrozenClock, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress("x")
    progress.wait(Waiting("minute limit", clock.now() + 1))
    assert capsys.readouterr().err == ""
    progress.wait(Waiting("minute limit", clock.now() + 30))
    assert capsys.readouterr().err == "waiting 30 s: minute limit\n"


def test_quiet_means_quiet(clock: FrozenClock, capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("x", quiet=True)
    progress.wait(Waiting("minute limit", clock.now() + 30))
    progress.summary("all")
    assert capsys.readouterr().err == ""


def test_the_closing_line_counts_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("x")
    progress.update(rows=1, calls=1)
    progress.summary(budget_line(status(59, 4_999)))
    said = capsys.readouterr().err
    assert said.startswith("1 row in 1 call, ")
    assert said.endswith("left: 59 of 60 this minute, 4,999 of 5,000 this day\n")


def test_of_many_companies_the_least_is_told() -> None:
    assert lowest([]) == ""
    assert lowest([status(1, 2)]) == "1 of 60 this minute, 2 of 5,000 this day"
    assert (
        lowest([status(50, 100), status(60, 90)]) == "at least 50 of 60 this minute, 90 of 5,000 this day in each of 2"
    )
