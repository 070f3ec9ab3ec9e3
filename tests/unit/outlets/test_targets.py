"""A file appears whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from nlconnect.errors import ConfigError
from nlconnect.model.table import Batch, Column
from nlconnect.outlets import open_outlet
from nlconnect.outlets import target as target_module

COLUMNS = (Column("name", "string"), Column("amount", "decimal"))
ROWS = [(f"naam {number}" * 20, None) for number in range(2000)]
SUFFIXES = ["jsonl", "json", "csv", "xlsx", "parquet"]


class FullDisk(io.FileIO):
    """Takes so many bytes and then says that the disk is full."""

    room = 4000

    def write(self, content: Any) -> int:
        self.room -= len(bytes(content))
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(content) or 0


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_module, "_open_part", lambda path: io.BufferedRandom(FullDisk(path, "w+b")))


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_old_file_stays_whole_when_the_disk_is_full(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    target = tmp_path / f"rows.{suffix}"
    target.write_text("what was there")
    outlet = open_outlet(target, COLUMNS)

    def fill() -> None:
        for _ in range(200):
            outlet.write(Batch.of(COLUMNS, [(os.urandom(20).hex(), None) for _ in range(100)]))
        outlet.close()

    with pytest.raises(ConfigError, match="No space left on device") as full:
        fill()
    assert "is unchanged" in str(full.value)
    assert target.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(ConfigError, match="closed already"):
        outlet.write(Batch.of(COLUMNS, ROWS))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("reason", [KeyboardInterrupt, ValueError])
def test_an_interrupted_read_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, suffix: str, reason: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    target = tmp_path / f"rows.{suffix}"
    target.write_text("what was there")

    def interrupted() -> None:
        with open_outlet(target, COLUMNS) as outlet:
            outlet.write(Batch.of(COLUMNS, ROWS))
            raise reason

    with pytest.raises(reason):
        interrupted()
    assert target.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_new_file_is_private_and_replaces_the_old_one_on_close_only(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"rows.{suffix}"
    outlet = open_outlet(target, COLUMNS)
    outlet.write(Batch.of(COLUMNS, ROWS))
    assert not target.exists()
    assert [stat.S_IMODE(part.stat().st_mode) for part in tmp_path.iterdir()] == [0o600]
    outlet.close()
    outlet.close()
    assert list(tmp_path.iterdir()) == [target]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    target.chmod(0o640)
    open_outlet(target, COLUMNS).close()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    open_outlet(link, COLUMNS).close()
    assert link.is_symlink()
    assert real.read_text() == "name,amount\n"


def test_a_dash_is_json_lines_on_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_outlet("-", COLUMNS) as outlet:
        outlet.write(Batch.of(COLUMNS, ROWS[:1]))
    assert capsysbinary.readouterr().out.startswith(b'{"name":"naam 0')


def test_a_reader_that_hangs_up_is_not_made_into_a_disk_problem() -> None:
    class HungUp(io.StringIO):
        def write(self, text: str, /) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    outlet = open_outlet(HungUp(), COLUMNS)
    with pytest.raises(BrokenPipeError):
        outlet.write(Batch.of(COLUMNS, ROWS))


@pytest.mark.parametrize(
    ("target", "options", "words"),
    [
        ("rows.doc", {}, "format 'doc' is not known"),
        ("rows", {}, "the format of"),
        ("rows.csv", {"format": "yaml"}, "format 'yaml'"),
        ("missing/rows.csv", {}, "cannot be written"),
        ("folder.csv", {}, "is a folder"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_read(
    tmp_path: Path, target: str, options: dict[str, Any], words: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ConfigError, match=words):
        open_outlet(tmp_path / target, COLUMNS, **options)


def test_a_workbook_does_not_go_to_a_stream() -> None:
    with pytest.raises(ConfigError, match="cannot be written to a stream"):
        open_outlet("-", COLUMNS, format="xlsx")


@pytest.mark.parametrize(
    ("suffix", "library", "extra"), [("xlsx", "xlsxwriter", "excel"), ("parquet", "pyarrow", "parquet")]
)
def test_a_missing_library_is_named_with_the_extra_that_installs_it(
    tmp_path: Path, suffix: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlconnect.outlets.opening.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=f"needs {library}") as missing:
        open_outlet(tmp_path / f"rows.{suffix}", COLUMNS)
    assert f'pip install "nlconnect[{extra}]"' in str(missing.value)
    assert list(tmp_path.iterdir()) == []


def test_opening_a_text_file_loads_no_heavy_library() -> None:
    import subprocess

    code = (
        "import sys; from nlconnect.outlets import open_outlet; open_outlet('-', ()).close(); "
        "print(sorted({'pyarrow', 'xlsxwriter', 'httpx', 'sqlalchemy'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert run.stdout.strip() == "[]"
