"""A person at a terminal makes a key, looks at what an agent planned, and decides."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PASSPHRASE = "a long enough passphrase"
NLCONNECT = str(Path(sys.executable).with_name("nlconnect"))
POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.desk]
title = "Keeping customers up to date"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "exact"
entities = ["crm.Accounts"]
categories = ["user.name"]
operations = ["read", "create"]
outlets = ["agent"]
"""
AGENT = """
import json, sys
from nlconnect.agents import Toolbox
with Toolbox(agent="assistant", purpose="desk") as toolbox:
    print(json.dumps(toolbox.call(sys.argv[1], json.loads(sys.argv[2])).content))
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with settings of a mock, a policy and a home of its own."""
    settings = tmp_path / "nlconnect.toml"
    home = {name: str(tmp_path / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **home, "NLCONNECT_CONFIG": str(settings)}
    command = [NLCONNECT, "mock", "exact", "--records", "60", "--config", str(settings), "--port-base", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        try:
            assert "exact" in mock.stdout.readline()
            mock.stdout.readline()
            (tmp_path / "policy.toml").write_text(POLICY, "utf-8")
            yield tmp_path, environment
        finally:
            mock.terminate()


def run(place: tuple[Path, dict[str, str]], *command: str) -> subprocess.CompletedProcess[str]:
    folder, environment = place
    return subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def agent(place: tuple[Path, dict[str, str]], tool: str, **arguments: object) -> subprocess.CompletedProcess[str]:
    return run(place, sys.executable, "-c", AGENT, tool, json.dumps(arguments))


def typed(place: tuple[Path, dict[str, str]], words: list[str], *lines: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, who types a line at each question."""
    folder, environment = place
    ours, theirs = pty.openpty()
    command = [NLCONNECT, *words]
    with (
        os.fdopen(ours, "wb", buffering=0) as keyboard,
        os.fdopen(theirs, "rb", buffering=0) as terminal,
        subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process,
    ):
        assert process.stderr is not None
        said = b""
        for line in lines:  # what is typed before the question is asked would be thrown away
            while (piece := process.stderr.read1()) and not piece.endswith(b": "):  # type: ignore[attr-defined]  # buffered
                said += piece
            said += piece
            if piece:
                keyboard.write(f"{line}\n".encode())
        told, rest = process.communicate(timeout=60)
    return subprocess.CompletedProcess(command, process.returncode, told.decode(), (said + rest).decode())


def test_a_person_approves_what_an_agent_planned(place: tuple[Path, dict[str, str]]) -> None:
    assert run(place, NLCONNECT, "login").returncode == 0
    made = typed(place, ["approvals", "key", "jansen"], PASSPHRASE, PASSPHRASE)
    assert made.returncode == 0, made.stderr
    planned = agent(
        place,
        "plan",
        profile="mock-exact",
        entity="crm.Accounts",
        verb="create",
        values={"code": "90001", "name": "Acme"},
    )
    assert planned.returncode == 0, planned.stderr
    plan = json.loads(planned.stdout)["plan"]

    early = agent(place, "apply", profile="mock-exact", plan=plan)
    assert "waits for one person to approve it" in early.stderr
    listed = run(place, NLCONNECT, "approvals", "list", "--json")
    assert [row["plan"] for row in json.loads(listed.stdout)] == [plan]
    by_a_pipe = run(place, NLCONNECT, "approvals", "approve", plan)
    assert by_a_pipe.returncode != 0
    assert "a person has to type" in by_a_pipe.stderr
    wrong = typed(place, ["approvals", "approve", plan], "not the passphrase")
    assert wrong.returncode == 4
    assert "passphrase" in wrong.stderr

    approved = typed(place, ["approvals", "approve", plan], PASSPHRASE)
    assert approved.returncode == 0, approved.stderr
    assert "create crm.Accounts in" in approved.stdout
    assert "name: nothing -> Acme" in approved.stdout
    assert "asked by assistant, for desk" in approved.stdout
    assert PASSPHRASE not in approved.stdout + approved.stderr
    done = agent(place, "apply", profile="mock-exact", plan=plan)
    assert json.loads(done.stdout)["outcome"] == "done"
    assert "carried out: done" in run(place, NLCONNECT, "approvals", "list", "--all", "--json").stdout


def test_a_second_approver_needs_the_word_of_the_first(place: tuple[Path, dict[str, str]]) -> None:
    assert typed(place, ["approvals", "key", "jansen"], PASSPHRASE, PASSPHRASE).returncode == 0
    alone = typed(place, ["approvals", "key", "helper"], PASSPHRASE, PASSPHRASE)
    assert alone.returncode != 0
    assert "--vouched-by" in alone.stderr
    wrong = typed(
        place, ["approvals", "key", "helper", "--vouched-by", "jansen"], PASSPHRASE, PASSPHRASE, "wrong passphrase"
    )
    assert wrong.returncode == 4
    vouched = typed(
        place, ["approvals", "key", "devries", "--vouched-by", "jansen"], PASSPHRASE, PASSPHRASE, PASSPHRASE
    )
    assert vouched.returncode == 0, vouched.stderr
