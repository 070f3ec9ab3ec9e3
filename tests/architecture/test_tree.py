"""What may stand in the repository, by name, by size and by content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# A file of more lines no longer fits in one reading.
LONGEST = 550
VAGUE = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
LOCK_FILES = re.compile(r"(uv|poetry|pdm|Pipfile)\.lock|pylock.*\.toml|package-lock\.json|yarn\.lock")
# Where packages come from is the business of the machine that installs them, and so are its folders.
ADDRESSES = re.compile(
    r"""index[-_]url | find[-_]links | trusted[-_]host | https?://\S+\.(?:whl|tar\.gz|tgz)\b
      | \b(?:pypi|npmjs|pythonhosted|debian|golang)\.(?:org|com)\b
      | (?<![\w.{}$])/(?:work|farm|root|home|tmp/v)/\w""",
    re.VERBOSE | re.IGNORECASE,
)


def test_no_module_has_a_vague_name(files: list[Path], root: Path) -> None:
    vague = [
        path.relative_to(root).as_posix()
        for path in files
        if path.suffix in {".py", ".pyi"} and VAGUE & {path.stem, *path.relative_to(root).parts}
    ]
    assert vague == []


def test_every_module_fits_in_one_reading(files: list[Path], root: Path) -> None:
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in files
        if path.suffix == ".py"
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_lock_file_is_tracked(files: list[Path]) -> None:
    assert [path.name for path in files if LOCK_FILES.fullmatch(path.name)] == []


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine(files: list[Path], root: Path) -> None:
    found = []
    for path in files:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(root)}: {match[0]}" for match in ADDRESSES.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "parts", [("--extra-index", "-url x"), ("https://x/y-1.0.", "tar.gz"), ("see /", "root/secret")]
)
def test_an_address_is_recognised(parts: tuple[str, str]) -> None:
    assert ADDRESSES.search("".join(parts))


@pytest.mark.parametrize(
    "text", ["/api/v1/{division}/crm/Accounts", "https://start.exactonline.nl/api", "framework/home page"]
)
def test_a_vendor_path_is_no_address_of_a_machine(text: str) -> None:
    assert not ADDRESSES.search(text)


def test_constraints_are_plain_pins(root: Path) -> None:
    pin = re.compile(r"[a-z0-9-]+==[\w.!+]+( ; .+)?")
    lines = (root / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not pin.fullmatch(line)] == []
