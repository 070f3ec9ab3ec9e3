"""`new`: the folder of a connector for another system."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "conftest.py": "conftest.py",
    "test_name.py": "tests/test_{name}.py",
    "__init__.py": "nlconnect_{name}/__init__.py",
    "dialect.py": "nlconnect_{name}/dialect.py",
    "mock.py": "nlconnect_{name}/mock.py",
    "main.json": "nlconnect_{name}/catalogue/main.json",
    "main.toml": "nlconnect_{name}/overlay/main.toml",
}
"""What stands in `skeleton/`, and where it goes."""


def new(
    name: Annotated[str, Argument(metavar="NAME", help="The system in small letters, such as moneybird.")],
    *,
    title: Annotated[str | None, Option(metavar="TITLE", help="What people call it; the name with a capital.")] = None,
    to: Annotated[Path | None, Option(metavar="FOLDER", help="Where to write it; ./NAME without.")] = None,
) -> None:
    """Write the folder of a connector for another system.

    A connector with one invented entity, its mock and its tests, which pass as they stand: then make it yours.
    """
    from nlconnect.cli.outcome import say
    from nlconnect.connector import connector_names
    from nlconnect.errors import ConfigError
    from nlconnect.schema.package import refreshed

    if not name.isidentifier() or name != name.lower() or "__" in name:
        raise ConfigError(f"{name!r} cannot be the name of a system", hint="Small letters and digits: moneybird.")
    if name in connector_names():
        raise ConfigError(f"there is a connector of that name already: {name}", hint="Take another name.")
    folder = to or Path(name)
    if folder.exists() and any(folder.iterdir()):
        raise ConfigError(f"{folder} holds something already", hint="Name another folder: --to FOLDER.")
    for path, text in skeleton(name, title=title or name.replace("_", " ").title()).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    refreshed(folder / f"nlconnect_{name}")
    print(folder)
    say(f"Next: read {folder / 'README.md'}; try it: `cd {folder} && pytest`.")


def skeleton(name: str, *, title: str) -> dict[str, str]:
    """The files of a new connector by path."""
    from importlib.resources import files
    from string import Template

    words = {"name": name, "upper": name.upper(), "class": name.title().replace("_", ""), "title": title}
    source = files("nlconnect.cli").joinpath("skeleton")
    return {
        path.format(name=name): Template(source.joinpath(f"{file}.txt").read_text("utf-8")).substitute(words)
        for file, path in FILES.items()
    }
