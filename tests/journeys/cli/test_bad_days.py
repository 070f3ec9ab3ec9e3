"""The command line on bad days: plain lines, the right exit code, and files left whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.mock.serving import Servers, serve, write_info
from nlconnect.transport.clock import SystemClock
from tests.journeys.cli.conftest import PROFILE, Person, Said

RECEIVABLES = "cashflow.Receivables"


def read(*more: str) -> tuple[str, ...]:
    return ("read", PROFILE, RECEIVABLES, *more)


@pytest.fixture(autouse=True)
def no_faults_left(servers: Servers) -> Iterator[None]:
    yield
    servers.mocks["exact"].faults.clear()


def is_plain(said: Said) -> bool:
    """At most a handful of lines for people, and no traceback."""
    return "Traceback" not in said.err and 0 < len(said.err.splitlines()) <= 5


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("read", "acme", RECEIVABLES), PROFILE),
        (("read", PROFILE, "Receivabels"), "Receivables"),
        (("read", PROFILE, "cashflow.Receivabels"), "Receivables"),
        (("read", PROFILE, "cashflw.Receivables"), "cashflow"),
        (read("--select", "amont_dc"), "amount_dc"),
        (read("--where", "amont_dc > 1"), "amount_dc"),
        (read("--where", "amount_dc = 1"), "=="),
        (read("--where", "due_date < 'yesterday'"), "2026-11-23"),
        (read("--order-by", "-duedate"), "due_date"),
        (read("--division", "acme"), "--division all"),
        (read("--in", "mailbox=a@b.nl"), "division"),
        (read("--in", "division"), "key=value"),
        (read("--to", "rows.doc"), "xlsx"),
        (read("--to", "nowhere/rows.csv"), "exist"),
        (read("--excel", "de"), "nl"),
        (("pull", "nothing"), "none"),
        (("get", PROFILE, "crm.Accounts", "no-guid"), "00000000"),
        (("describe", "exacd", RECEIVABLES), "exact"),
        (("describe", "exact", "Nothing"), "Known"),
        (("login", "kantor"), PROFILE),
        (("profile", "show", "acme"), PROFILE),
        (("profile", "remove", "acme"), PROFILE),
        (("profile", "add", PROFILE, "--from", "mock.json"), "remove"),
        (("profile", "add", "other", "--system", "exact"), "option"),
        (("profile", "add", "other", "--from", "nothing.json"), "nlconnect mock"),
        (("mock", "exacd"), "exact"),
        (("mock", "exact", "--port-base", "0", "--fault", "nonsense"), "Known"),
        (("mock", "exact", "--port-base", "0", "--quota", "many"), "60/3"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_wrong_input_is_refused_before_anything_is_sent(
    person: Person, servers: Servers, words: tuple[str, ...], hint: str
) -> None:
    before = len(servers.mocks["exact"].calls)
    said = person.run_apart(*words) if words[0] == "mock" else person.run(*words)
    assert said.code == 2, said.err
    assert is_plain(said)
    assert hint in said.err
    assert len(servers.mocks["exact"].calls) == before


def test_a_secret_itself_is_not_taken_on_the_command_line(stranger: Person) -> None:
    options = ["--system", "exact", "--site", "nl", "--client-id", "x", "--redirect-uri", "https://example.com/x"]
    said = stranger.run("profile", "add", "mine", *options, "--client-secret", "s3cret-itself", "--division", "1")
    assert said.code == 2
    assert "env:NAME" in said.err
    assert "s3cret" not in said.err
    assert not stranger.settings.exists()


def test_without_settings_the_places_are_named(stranger: Person) -> None:
    said = stranger.run(*read())
    assert said.code == 2
    assert "nlconnect profile add" in said.err
    assert "nlconnect.toml" in said.err


def test_without_a_sign_in_the_command_that_mends_it_is_named(stranger: Person, servers: Servers) -> None:
    write_info(stranger.folder / "mock.json", servers.info)
    stranger.run("profile", "add", PROFILE, "--from", "mock.json")
    for words in (
        read(),
        read("--division", "all"),
        read("--division", "1234001,1234002"),
        ("profile", "test", PROFILE),
    ):
        said = stranger.run(*words)
        assert said.code == 3, said.err
        assert f"nlconnect login {PROFILE}" in said.err
        assert is_plain(said)
    assert stranger.run("login", "--status").code == 3
    doctor = stranger.run("doctor")
    assert doctor.code == 3
    assert f"nlconnect login {PROFILE}" in doctor.out


def test_a_wrong_secret_is_said_to_be_wrong(stranger: Person, servers: Servers) -> None:
    write_info(stranger.folder / "mock.json", servers.info)
    stranger.run("profile", "add", PROFILE, "--from", "mock.json")
    text = stranger.settings.read_text("utf-8")
    stranger.settings.write_text(text.replace("mock-secret-not-a-secret", "wrong"), "utf-8")
    said = stranger.run("login")
    assert said.code == 3
    assert is_plain(said)


def test_a_company_outside_the_consent_is_refused(person: Person) -> None:
    said = person.run(*read("--division", "99"))
    assert said.code == 5
    assert "division 99" in said.err
    assert is_plain(said)


def test_one_company_that_fails_does_not_stop_the_others(person: Person) -> None:
    said = person.run(*read("--division", "1234001,99", "--limit", "2", "--select", "amount_dc", "--to", "two.jsonl"))
    assert said.code == 5
    assert "1 of 2 could not be read" in said.err
    rows = [json.loads(line) for line in (person.folder / "two.jsonl").read_text("utf-8").splitlines()]
    assert [row["division"] for row in rows] == [1234001, 1234001]


def test_nothing_is_written_where_every_company_fails(person: Person) -> None:
    said = person.run(*read("--division", "98,99", "--to", "none.jsonl"))
    assert said.code == 5
    assert not (person.folder / "none.jsonl").exists()


def test_no_record_behind_a_key_is_a_refusal_of_the_vendor(person: Person) -> None:
    said = person.run("get", PROFILE, "crm.Accounts", "00000000-0000-0000-0000-00000000dead")
    assert said.code == 5
    assert is_plain(said)


def test_a_server_that_fails_is_the_vendors_fault(person: Person, servers: Servers) -> None:
    servers.mocks["exact"].fail_next(500, times=20, message="De bewerking is mislukt")
    said = person.run(*read("--limit", "1"))
    assert said.code == 5
    assert is_plain(said)


def test_a_spent_day_ends_with_6_and_says_when_to_come_back(servers: Servers, tmp_path: Path) -> None:
    person = Person(tmp_path)
    person.move_in(servers)
    servers.mocks["exact"].fail_next(429, times=1, daily_reset=7200)
    said = person.run(*read("--limit", "1"))
    assert said.code == 6, said.err
    assert "hours" in said.err
    assert is_plain(said)
    before = len(servers.mocks["exact"].calls)
    assert person.run(*read("--limit", "1")).code == 6
    assert len(servers.mocks["exact"].calls) == before


@pytest.mark.slow
def test_a_server_that_is_not_there_ends_with_8(stranger: Person) -> None:
    with serve("exact") as gone:
        stranger.move_in(gone)
    said = stranger.run(*read("--limit", "1"))
    assert said.code == 8, said.err
    assert is_plain(said)
    doctor = stranger.run("doctor")
    assert doctor.code == 8
    assert "connection" in doctor.out


def test_a_reader_who_has_seen_enough_hears_no_complaint(person: Person) -> None:
    command = person.start(*read("--division", "all"))
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.readline()
    command.stdout.close()
    said = command.stderr.read()
    command.stderr.close()
    assert command.wait(30) == 0
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[tuple[Person, Servers]]:
    """Somebody signed in to a mock with many pages, whose answers can be slow."""
    with serve("exact", records=3_000, quota="off", page_sizes={1000: 50}) as servers:
        person = Person(tmp_path)
        person.move_in(servers)
        servers.mocks["exact"].latency = 0.2
        yield person, servers


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_an_interrupt_leaves_the_old_file_whole(slow: tuple[Person, Servers], number: signal.Signals) -> None:
    person, servers = slow
    file = person.folder / "rows.csv"
    file.write_text("the old content", "utf-8")
    command = person.start("read", PROFILE, "crm.Accounts", "--to", "rows.csv")
    calls = servers.mocks["exact"].calls
    before = len(calls)
    while len(calls) < before + 4 and command.poll() is None:
        subprocess.run(["sleep", "0.05"], check=True)
    command.send_signal(number)
    _, said = command.communicate(timeout=30)
    assert command.returncode == 130, said
    assert "interrupted" in said
    assert "Traceback" not in said
    assert file.read_text("utf-8") == "the old content"
    assert [path.name for path in person.folder.iterdir() if path.suffix == ".part"] == []


def test_debugging_shows_the_place(person: Person) -> None:
    person.environment["NLCONNECT_DEBUG"] = "1"
    try:
        said = person.run("read", "acme", RECEIVABLES)
    finally:
        del person.environment["NLCONNECT_DEBUG"]
    assert said.code == 2
    assert "Traceback" in said.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_one_line(person: Person) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            person.command(*read()), cwd=person.folder, env=person.surroundings(), stdout=full,
            stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert os.environ.get("NLCONNECT_DEBUG") is None


@pytest.mark.parametrize(
    ("fault", "words"),
    [("refresh-used", "used already"), ("refresh-expired", "30 days"), ("html", "")],
)
def test_a_refresh_that_fails_names_the_cause_and_the_command(
    servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, words: str
) -> None:
    person = Person(tmp_path)
    person.move_in(servers)
    monkeypatch.setattr(SystemClock, "now", lambda self: time.time() + 600)
    servers.mocks["exact"].fail_next(fault, target="token", times=5)
    said = person.run(*read("--limit", "1"))
    assert said.code in (3, 5), said.err
    assert is_plain(said)
    assert words in said.err
    if words:
        assert f"nlconnect login {PROFILE}" in said.err
