"""What the architecture tests look at: every file of the repository that git tracks or would track."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def files(root: Path) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted({root / name for name in listing.stdout.split("\0") if name and (root / name).is_file()})


@pytest.fixture(scope="session")
def modules(files: list[Path], root: Path) -> list[Path]:
    """The Python files of the packages we ship, without their tests."""
    packages = [root / "src" / "nlconnect", *root.glob("connectors/*/nlconnect_*")]
    return [path for path in files if path.suffix == ".py" and any(package in path.parents for package in packages)]
