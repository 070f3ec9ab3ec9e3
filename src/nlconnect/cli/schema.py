"""`schema`: what a system holds beyond the catalogue that ships, written into your project, and what changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Exit, Option

from nlconnect.cli.examples import example

if TYPE_CHECKING:
    from nlconnect.config import Config, Profile
    from nlconnect.connector import Connector
    from nlconnect.engine.schema import Schema

DRIFTED = 1

ProfileName = Annotated[str, Argument(metavar="PROFILE", help="A profile of the settings file.")]
Only = Annotated[
    list[str] | None,
    Option(metavar="PATTERN", help="Only entities of this name, such as Medewerkers* or crm.*; may be repeated."),
]
AsJson = Annotated[bool, Option("--json", help="As JSON.")]


def pull(
    profile: ProfileName,
    *,
    to: Annotated[
        Path | None,
        Option("--to", "--out", metavar="FOLDER", help="The package to write; named after the profile without."),
    ] = None,
    only: Only = None,
    as_json: AsJson = False,
) -> None:
    """Write what the system holds beyond the shipped catalogue as a package.

    Entities and fields with Python names, stubs for editors, and proposed privacy tags. The profile names the package
    from then on, so that `find`, `describe` and `read` know it. Entities that are as shipped are left out.
    """
    from nlconnect.cli.listing import show_json, show_rows
    from nlconnect.cli.outcome import say
    from nlconnect.config import name_catalogue
    from nlconnect.model.layered import LayeredCatalogue
    from nlconnect.privacy import own_judge
    from nlconnect.schema.drift import beyond
    from nlconnect.schema.package import PrivatePackage, package_name, require_place

    config, chosen = _profile(profile)
    folder = to or Path(chosen.catalogue or package_name(profile))
    require_place(folder)
    system, found = _asked(config, _naming(chosen, folder), only)
    types = {spec.wire: spec for spec in found.types}
    package = PrivatePackage(folder, own_judge())
    if isinstance(system.catalogue, LayeredCatalogue):
        for name in found.missing:
            package.remove(system.catalogue.entity(name).path)
    wanted = beyond(found.entities, system.catalogue, types=types)
    for spec in wanted:
        package.add(spec, types=types)
    if not package.modules:
        say(f"Everything is as the catalogue of {system.title} says; there is nothing to write.")
        _tell(found)
        raise Exit(0)
    written = package.write(title=system.title, profile=profile)
    rows = [{"entity": name, "fields": fields} for name, fields in written.entities.items()]
    if as_json:
        show_json({"folder": str(folder), "entities": rows, "notes": [*written.notes, *found.notes]})
    else:
        show_rows(rows, as_json=False, whole=("entity",))
    as_shipped = len(found.entities) - len(wanted)
    say(f"{folder} holds {len(written.entities)} entities; {as_shipped} more are as shipped and were left out.")
    for note in written.notes:
        say(f"note: {note}")
    _tell(found)
    if config.path is not None and chosen.catalogue is None and profile in config.profiles:
        name_catalogue(profile, folder, path=config.path)
        say(f"The profile {profile} now reads it. In Python: from {folder.name} import ...")


def diff(
    profile: ProfileName,
    *,
    to: Annotated[
        Path | None,
        Option("--to", "--out", metavar="FOLDER", help="The package to compare with; that of the profile without."),
    ] = None,
    only: Only = None,
    as_json: AsJson = False,
) -> None:
    """Compare what the system holds now with what is known of it.

    Fields that were added, removed or changed since the schema was pulled, or since the shipped catalogue was built.
    Exits with 1 where something differs.
    """
    from nlconnect.cli.listing import show_json, show_rows
    from nlconnect.cli.outcome import say
    from nlconnect.schema.drift import drifts

    config, chosen = _profile(profile)
    system, found = _asked(config, replace(chosen, catalogue=str(to)) if to is not None else chosen, only)
    types = {spec.wire: spec for spec in found.types}
    drifted = drifts(found.entities, system.catalogue, types=types, missing=found.missing)
    rows = [
        {"entity": drift.entity, "field": field.field, "change": field.change, "before": field.before, "now": field.now}
        for drift in drifted
        for field in drift.fields
        if drift.change == "changed"
    ]
    whole = [
        {
            "entity": drift.entity,
            "field": None,
            "change": drift.change,
            "before": None,
            "now": f"{len(drift.fields)} fields" if drift.fields else None,
        }
        for drift in drifted
        if drift.change != "changed"
    ]
    rows = [*whole, *rows]
    if as_json:
        show_json({"drifted": bool(rows), "compared": len(found.entities), "differences": rows, "notes": found.notes})
    elif rows:
        show_rows(rows, as_json=False, whole=("entity", "field"))
        say(
            f"{len(drifted)} of {len(found.entities)} entities differ. `nlconnect schema pull {profile}` takes it over."
        )
    else:
        say(f"{len(found.entities)} entities are as known.")
    _tell(found)
    if rows:
        raise Exit(DRIFTED)


def write(
    folder: Annotated[Path, Argument(metavar="FOLDER", help="A package with a catalogue folder.")],
) -> None:
    """Write a package's modules and stubs anew.

    After a change to its overlay, or to a catalogue that is written by hand. Nothing is sent.
    """
    from nlconnect.cli.outcome import say
    from nlconnect.schema.package import refreshed

    changed = refreshed(folder)
    for path in changed:
        print(path)
    say(f"{len(changed)} files changed.")


def _profile(name: str) -> tuple[Config, Profile]:
    from nlconnect.config import read_config

    config = read_config()
    return config, config.profile(name)


def _naming(profile: Profile, folder: Path) -> Profile:
    """The profile as it will be: what an earlier pull wrote counts, and what another folder holds does not."""
    is_there = (folder / "catalogue" / "index.json").is_file()
    return replace(profile, catalogue=str(folder) if is_there else None)


def _asked(config: Config, profile: Profile, only: list[str] | None) -> tuple[Connector, Schema]:
    from nlconnect.cli.progress import Progress
    from nlconnect.client import connect
    from nlconnect.connector import connector_of

    system = connector_of(profile)
    progress = Progress(f"{system.title} schema", unit="description")

    def count(done: int, known: int) -> None:
        progress.update(rows=done, calls=done, whole=known)

    with progress, connect(profile, config=config, outlet="file", notify=progress.wait) as connection:
        found = connection.schema(*(only or ()), progress=count)
    progress.summary()
    return system, found


def _tell(found: Schema) -> None:
    """What went otherwise than hoped, on standard error."""
    from nlconnect.cli.outcome import say

    for note in found.notes:
        say(f"note: {note}")
    for failure in found.failures:
        say(f"not told: {failure.message}")
    if found.missing:
        say(f"{len(found.missing)} entities that the catalogue knows are not there, or not for this login.")


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="What a system holds beyond the shipped catalogue.",
    epilog=example("nlconnect schema pull acme-afas", "nlconnect schema diff acme-afas"),
)
app.command(
    "pull", epilog=example("nlconnect schema pull acme-afas", "nlconnect schema pull acme-afas --only 'Medewerkers*'")
)(pull)
app.command(
    "diff",
    epilog=example("nlconnect schema diff acme-afas", "nlconnect schema diff acme-exact --only 'crm.*' --json"),
)(diff)
app.command("write", epilog=example("nlconnect schema write acme_afas"))(write)
