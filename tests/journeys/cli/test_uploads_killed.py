"""A large upload whose process is killed: the same command goes on where it was, and the file is there once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from subprocess import Popen

import pytest

from nlconnect.mock.calls import Call
from nlconnect.mock.mock import Mock
from nlconnect.mock.serving import serve
from nlconnect.mock.system import Service
from nlconnect_graph.attachments import PIECE
from nlconnect_graph.mock.uploads import PREFIX
from nlconnect_graph.uploads import PIECE as DRIVE_PIECE
from tests.journeys.cli.conftest import Person

PIECES = {"mail": PIECE, "drive": DRIVE_PIECE}
PROFILE = "acme-graph"
LOST = 7


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Person, Mock[Service]]]:
    with serve("graph", quota="off") as servers:
        somebody = Person(tmp_path_factory.mktemp("killed"))
        somebody.move_in(servers)
        yield somebody, servers.mocks["graph"]


def killed_after_piece(mock: Mock[Service], nth: int) -> list[Popen[str]]:
    """Kill the process in the list once so many pieces are there, before it can hear of the last one."""
    victims: list[Popen[str]] = []
    seen: list[str] = []

    def after_a_call(call: Call) -> None:
        if call.method == "PUT" and call.path.startswith(PREFIX):
            seen.append(call.path)
            if len(seen) == nth:
                for victim in victims:
                    victim.kill()
                    victim.wait()

    mock.watch(after_a_call)
    return victims


@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("place", PIECES)
def test_a_killed_upload_is_gone_on_with_by_the_same_command(
    signed_in: tuple[Person, Mock[Service]], place: str, nth: int
) -> None:
    person, mock = signed_in
    name = f"{place}{nth}.bin"
    content = f"{name} ".encode() * (2 * PIECES[place] // len(name))  # three pieces
    (person.folder / name).write_bytes(content)
    where = _in_a_draft(person) if place == "mail" else _in_a_drive(person, name)
    victims = killed_after_piece(mock, nth)
    process = person.start("upload", PROFILE, *where, name, "--yes")
    victims.append(process)
    process.communicate(timeout=60)
    assert process.returncode < 0
    mock.calls.clear()
    again = person.run("upload", PROFILE, *where, name, "--yes")
    sent = [call.method for call in mock.calls if call.path.startswith(PREFIX)]
    # Of a drive the file itself proves that all of it came; of mail nobody can say it at once, so it is looked for.
    assert again.code == (LOST if (place, nth) == ("mail", 3) else 0), again.err
    assert sent == ["GET", *["PUT"] * (3 - nth)]
    assert _sizes(person, place, where) == [len(content)]


def _in_a_draft(person: Person) -> tuple[str, ...]:
    said = person.run("write", PROFILE, "Messages", "--set", "subject=Tekeningen", "--yes", "--json")
    return ("mail.Attachments", "--of", f"message={json.loads(said.out)['key'][0]}")


def _in_a_drive(person: Person, name: str) -> tuple[str, ...]:
    said = person.run("read", PROFILE, "Drives", "--select", "id", "--limit", "1", "--json")
    return ("DriveItems", "--in", f"drive={json.loads(said.out)['id']}", "--of", f"path={name}")


def _sizes(person: Person, place: str, where: tuple[str, ...]) -> list[int]:
    """Of every file there is."""
    if place == "mail":
        said = person.run("read", PROFILE, *where, "--select", "size", "--json")
        return [json.loads(line)["size"] for line in said.out.splitlines()]
    said = person.run("download", PROFILE, *where, "--to", "terug.bin", "--replace", "--json")
    return [json.loads(said.out)["size"]]
