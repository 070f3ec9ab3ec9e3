"""`entities`, `find` and `describe`: what can be read, from the catalogue. Nothing is sent."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

if TYPE_CHECKING:
    from nlconnect.asking.finding import Hit
    from nlconnect.connector import Connector, EntitySpec

FIELDS_ON_SCREEN = 3
ROOM_FOR_FIELDS = 110
"""A narrower terminal shows titles whole instead of the fields that have the words."""

AsJson = Annotated[bool, Option("--json", help="As JSON.")]
System = Annotated[str, Argument(metavar="SYSTEM|PROFILE", help="A system such as exact, or a profile.")]


def entities(
    system: System,
    words: Annotated[list[str] | None, Argument(metavar="WORDS", help="Only those whose name has these words.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List what can be read from a system."""
    from nlconnect.asking.finding import matches_all
    from nlconnect.cli.listing import show_rows

    found = [spec for spec in system_of(system).catalogue.entities() if matches_all(spec, words or ())]
    show_rows(
        [_row(spec) for spec in found],
        as_json=as_json,
        empty="No entity has these words; try `nlconnect find`.",
        whole=("entity",),
    )


def find(
    words: Annotated[list[str], Argument(metavar="WORDS", help="English or Dutch, such as openstaande posten.")],
    *,
    system: Annotated[str | None, Option(metavar="SYSTEM", help="Only in this system.")] = None,
    limit: Annotated[int, Option(min=1, metavar="N", help="At most so many.")] = 15,
    as_json: AsJson = False,
) -> None:
    """Find what can be read in all systems, in English or Dutch.

    The likeliest comes first; the words may stand in names, Dutch titles and fields. Profiles with a catalogue of
    their own count as systems.
    """
    from nlconnect.asking.finding import foremost, search_all
    from nlconnect.cli.listing import on_terminal, show_rows
    from nlconnect.cli.outcome import say
    from nlconnect.connector import connector_names

    names = (system,) if system else (*connector_names(), *_with_own_catalogue())
    found = search_all({name: system_of(name) for name in names}, " ".join(words).split())
    found = _once(found)
    most = FIELDS_ON_SCREEN if on_terminal() and not as_json else None
    rows = [
        {
            "system": hit.system,
            "entity": hit.entity.qualified_name,
            "title": hit.entity.title_nl,
            "fields": hit.fields[:most],
        }
        for hit in foremost(found, limit)
    ]
    if most is not None and shutil.get_terminal_size().columns < ROOM_FOR_FIELDS:
        rows = [{name: value for name, value in row.items() if name != "fields"} for row in rows]
    empty = "Nothing has these words. `nlconnect entities SYSTEM` lists everything."
    show_rows(rows, as_json=as_json, empty=empty, whole=("system", "entity"))
    if len(found) > limit:
        say(f"{len(found) - limit} more; --limit N shows them.")


def _with_own_catalogue() -> tuple[str, ...]:
    """Profiles whose system holds more than ships. What is wrong with the settings is no matter here but for a line."""
    from nlconnect.cli.outcome import say
    from nlconnect.config import read_config
    from nlconnect.errors import ConfigError

    found = []
    try:
        for profile in read_config().profiles.values():
            if profile.catalogue is not None:
                system_of(profile.name)
                found.append(profile.name)
    except ConfigError as error:
        say(f"only what ships was searched: {error.message}")
    return tuple(found)


def _once(hits: list[Hit]) -> list[Hit]:
    """What a profile has from the shipped catalogue was found there already."""
    return list({id(hit.entity): hit for hit in reversed(hits)}.values())


def describe(
    system: System,
    entity: Annotated[str, Argument(metavar="ENTITY", help="Such as cashflow.Receivables, or Receivables.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show an entity, its fields and their privacy tags.

    Operations, key, rows a call, faster routes and what they lack; for each field its type, Dutch label, and the
    level (0 to 5) and category of personal data.
    """
    from nlconnect.asking.description import brief_rows, facts_of, field_rows
    from nlconnect.cli.listing import show_facts, show_json, show_rows

    owner = system_of(system)
    spec = owner.catalogue.entity(entity)
    if as_json:
        show_json({**facts_of(owner, spec), "fields": field_rows(spec)})
        return
    show_facts(facts_of(owner, spec))
    print()
    show_rows(brief_rows(spec), as_json=False, empty="It has no fields.", whole=("field",), aligned=True)
    named = {field.name: list(field.enum.values) for field in spec.fields if field.enum}
    if named:
        print("\nnames of values")
        show_facts(named)


def system_of(name: str) -> Connector:
    """The connector of a system or a profile. Raises ConfigError that knows the names of both."""
    from nlconnect.config import read_config
    from nlconnect.connector import connector, connector_names, connector_of
    from nlconnect.errors import ConfigError
    from nlconnect.model.catalogue import nearest

    if name in connector_names():
        return connector(name)
    profiles = read_config().profiles
    if name in profiles:
        return connector_of(profiles[name])
    known = [*connector_names(), *profiles]
    raise ConfigError(f"there is no system or profile {name!r}", hint=nearest(name, known, what="names"))


def _row(spec: EntitySpec) -> dict[str, object]:
    return {
        "entity": spec.qualified_name,
        "title": spec.title_nl,
        "methods": sorted(spec.methods),
        "fields": len(spec.fields),
        "rows_a_call": max([spec.page_size or 0, *(route.page_size or 0 for route in spec.routes.values())]) or None,
    }
