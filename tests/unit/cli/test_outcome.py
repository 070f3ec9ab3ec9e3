"""How commands end: exit codes by what to do next, and plain lines that give nothing away."""

from __future__ import annotations

import pytest
from typer import Exit

from nlconnect import errors
from nlconnect.cli.outcome import demand, exit_code_of, plain_ending

CODES = {
    errors.NlconnectError: 1,
    errors.CatalogueError: 1,
    errors.NotSelected: 1,
    errors.ConfigError: 2,
    errors.QueryError: 2,
    errors.DoubtfulMatch: 2,
    errors.AuthError: 3,
    errors.LoginRequired: 3,
    errors.RefreshLost: 3,
    errors.ScopeMissing: 3,
    errors.PolicyRefused: 4,
    errors.ApprovalRequired: 4,
    errors.ApiError: 5,
    errors.NotFound: 5,
    errors.Conflict: 5,
    errors.Invalid: 5,
    errors.Forbidden: 5,
    errors.ServerError: 5,
    errors.RateLimited: 6,
    errors.BudgetExhausted: 6,
    errors.OutcomeUnknown: 7,
    errors.TransportError: 8,
    errors.ConnectFailed: 8,
    errors.Interrupted: 8,
    errors.PartialFailure: 1,
}


def kinds(root: type[errors.NlconnectError]) -> set[type[errors.NlconnectError]]:
    return {root}.union(*(kinds(child) for child in root.__subclasses__() if child.__module__ == "nlconnect.errors"))


def test_every_error_has_an_exit_code_that_was_chosen() -> None:
    assert kinds(errors.NlconnectError) == set(CODES)


@pytest.mark.parametrize(("kind", "code"), CODES.items(), ids=lambda value: getattr(value, "__name__", str(value)))
def test_the_exit_code_says_what_to_do_next(kind: type[errors.NlconnectError], code: int) -> None:
    assert exit_code_of(kind("it failed")) == code


def test_several_failures_end_with_the_code_of_the_first() -> None:
    failure = errors.PartialFailure("2 of 3 could not be read")
    failure.failures = (errors.Forbidden("no"), errors.ConnectFailed("off"))
    assert exit_code_of(failure) == 5


def ended(error: BaseException) -> int:
    with pytest.raises(Exit) as caught, plain_ending():
        raise error
    return caught.value.exit_code


def test_an_error_is_one_line_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    error = errors.LoginRequired("nobody signed in", connector="exact", hint="Sign in: `nlconnect login kantoor`.")
    assert ended(error) == 3
    assert capsys.readouterr().err.splitlines() == [
        "nlconnect: exact: nobody signed in",
        "Sign in: `nlconnect login kantoor`.",
    ]


def test_ctrl_c_ends_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(KeyboardInterrupt()) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_fault_of_ours_names_the_place_and_not_the_message(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NLCONNECT_DEBUG", raising=False)
    assert ended(ValueError("could not convert 'Jan Jansen'")) == 1
    said = capsys.readouterr().err
    assert "ValueError in test_outcome.py" in said
    assert "Jansen" not in said
    assert "Traceback" not in said


def test_debugging_shows_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NLCONNECT_DEBUG", "1")
    with pytest.raises(ValueError, match="all of it"), plain_ending():
        raise ValueError("all of it")


def test_debugging_shows_where_an_expected_error_came_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NLCONNECT_DEBUG", "1")
    assert ended(errors.ConfigError("wrong")) == 2
    assert "Traceback" in capsys.readouterr().err


def test_of_many_failures_the_first_few_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    failure = errors.PartialFailure("9 of 12 could not be read")
    failure.failures = [errors.Forbidden("no right", scope=f"division {number}") for number in range(9)]
    assert ended(failure) == 5
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "nlconnect: 9 of 12 could not be read"
    assert said[-1] == "and 4 more"
    assert len(said) == 7


def test_a_missing_part_names_the_extra(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn.protocols")) == 1
    assert "nlconnect[mock]" in capsys.readouterr().err


def test_a_missing_part_of_our_own_is_a_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(ImportError("cannot import name 'x'", name="nlconnect.config")) == 1
    assert "a fault of ours: ImportError" in capsys.readouterr().err


def test_debug_shows_where_a_part_of_our_own_is_missed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NLCONNECT_DEBUG", "1")
    assert ended(ImportError("cannot import name 'x'", name="nlconnect.config")) == 1
    assert "Traceback" in capsys.readouterr().err


def test_what_python_would_take_is_told_as_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(errors.QueryError("where?", hint="Name .within(site=..., list=...) and .of(folder=...).")) == 2
    assert "Name --in site=... --in list=... and --of folder=....\n" in capsys.readouterr().err
    assert ended(errors.QueryError("when?", hint="Sync CalendarView.of(start=...).")) == 2
    assert "Sync CalendarView --of start=....\n" in capsys.readouterr().err


def test_demanding_what_is_there_says_nothing() -> None:
    demand("typer", "json")
    with pytest.raises(ModuleNotFoundError):
        demand("typer", "no_such_library")


@pytest.mark.parametrize("is_seen", [True, False])
def test_the_keys_of_a_doubtful_match_are_for_who_sits_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, is_seen: bool
) -> None:
    doubt = errors.DoubtfulMatch.of(
        "two",
        [errors.Candidate(("guid-1",), ("code",)), errors.Candidate((1, "x\x1b[2J"), ())],
        entity="A",
        hint="Look.",
    )
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_seen)
    with pytest.raises(Exit), plain_ending():
        raise doubt
    said = capsys.readouterr().err
    assert ("--key guid-1" in said) is is_seen
    assert ("--key 1,x" in said) is is_seen
    assert "\x1b" not in said
