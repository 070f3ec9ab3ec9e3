"""A connector that is not installed yet, tested as if it were."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def installed(project: Path) -> Iterator[None]:
    """Inside, the packages beside a `pyproject.toml` can be imported, and its entry points are found.

    Outside, everything is as before, also what was imported meanwhile.
    """
    about = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    groups = about.get("entry-points", {})
    lines = [
        line
        for group, points in groups.items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in points.items()))
    ]
    packages = {value.partition(":")[0].partition(".")[0] for points in groups.values() for value in points.values()}
    with TemporaryDirectory() as folder:
        information = Path(folder) / f"{about['name'].replace('-', '_')}-0.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: 0\n", "utf-8")
        (information / "entry_points.txt").write_text("\n".join([*lines, ""]), "utf-8")
        places = [str(project), folder]
        sys.path[:0] = places
        _forget()
        try:
            yield
        finally:
            for place in places:
                sys.path.remove(place)
            for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
                del sys.modules[name]
            _forget()


def _forget() -> None:
    """What was found among the installed packages."""
    from nlconnect.connector import registry
    from nlconnect.mock.registry import mocks

    importlib.invalidate_caches()
    registry.forget()
    mocks.cache_clear()
