"""A first policy in a minute: offered to people at a terminal and to nobody else, and one that can be followed."""

from __future__ import annotations

import pytest

from nlconnect.policy import AIMS, Aim, Language, Wanted, first_policy, policy_of, read_policy
from tests.journeys.cli.conftest import Person

OPTIONS = ("--system", "afas", "--site", "production", "--environment", "12345", "--token", "env:AFAS_TOKEN")
ADD = ("profile", "add", "mine", *OPTIONS)


def at_terminal(person: Person, *words: str, answers: tuple[str, ...]) -> str:
    shown = person.at_terminal(*ADD, *words, typed="".join(f"{answer}\n" for answer in answers))
    assert shown.code == 0, shown.out
    return shown.out


def test_a_few_plain_questions_make_a_policy_that_can_be_followed(stranger: Person) -> None:
    answers = ("n", "", "y", 'Acme "B.V."', "en", "9", "2", "y", "a while", "2 jaar")
    shown = at_terminal(stranger, answers=answers)
    assert "collecting open invoices" in shown
    assert "The policy can be followed." in shown
    policy = read_policy(stranger.folder / "policy.toml")
    purpose = policy.purposes["receivables"]
    assert (policy.controller, policy.language, policy.own_use) == ('Acme "B.V."', "en", True)
    assert (purpose.retention, purpose.systems) == ("2 years", ("afas",))
    assert "update" in purpose.operations
    assert stranger.run("policy", "check").code == 0
    assert stranger.run("privacy", "register").code == 0


def test_enter_takes_what_is_usual(stranger: Person) -> None:
    at_terminal(stranger, "--yes", answers=("n", "", "Acme", "", "", "", ""))
    policy = read_policy(stranger.folder / "policy.toml")
    assert policy.language == "nl"
    assert policy.purposes["administratie"].operations == ("read",)
    assert policy.purposes["administratie"].retention == "7 years"


@pytest.mark.parametrize("words", [("--no-policy",), ()])
def test_who_wants_none_gets_none(stranger: Person, words: tuple[str, ...]) -> None:
    shown = at_terminal(stranger, *words, answers=("n", "", *(() if words else ("n",))))
    assert ("first policy" in shown) == (not words)
    assert not (stranger.folder / "policy.toml").exists()


def test_a_policy_that_is_there_is_left_alone(stranger: Person) -> None:
    (stranger.folder / "policy.toml").write_text(first_policy("Acme", systems=["afas"], language="nl"))
    (stranger.folder / "policy.toml").chmod(0o600)
    assert "first policy" not in at_terminal(stranger, "--yes", answers=("n", ""))


@pytest.mark.parametrize("words", [(), ("--yes",)])
def test_in_a_pipe_nothing_is_offered_or_written(stranger: Person, words: tuple[str, ...]) -> None:
    said = stranger.run(*ADD, *words, typed="y\nAcme\n\n\n\n\n")
    assert said.code == 0, said.err
    assert "first policy" not in said.err
    assert not (stranger.folder / "policy.toml").exists()


@pytest.mark.parametrize(
    ("aim", "language", "may_write"),
    [("books", "nl", True), ("receivables", "en", False), ("staff", "nl", False), ("figures", "en", True)],
)
def test_every_answer_makes_a_policy_that_is_understood(
    stranger: Person, aim: Aim, language: Language, *, may_write: bool
) -> None:
    assert set(AIMS) == {"books", "receivables", "staff", "figures"}
    wanted = Wanted(aim, may_write=may_write, retention="4 weeks")
    text = first_policy("Acme", systems=["exact", "afas", "graph"], language=language, wanted=wanted)
    (purpose,) = policy_of(text).purposes.values()
    assert purpose.retention == "4 weeks"
    file = stranger.folder / "draft.toml"
    file.write_text(text)
    said = stranger.run("policy", "check", "--policy", "draft.toml")
    assert said.code == 0, said.err
