"""`privacy review`: confirm what is proposed for your own fields, with one key for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

if TYPE_CHECKING:
    from nlconnect.privacy.reviewing import Open

YES, NO, OTHER, LATER, STOP = "y", "n", "c", "s", "q"
KEYS = "y as proposed, n not personal, c another category, s later, q stop"


def review(
    place: Annotated[str, Argument(metavar="PROFILE|FOLDER", help="A profile with an own schema, or its folder.")],
    *,
    entity: Annotated[str | None, Option(metavar="ENTITY", help="Only the fields of this entity.")] = None,
) -> None:
    """Go through the fields of your own schema that nobody judged, and write what you say into its overlay.

    One key for each field. Every answer is kept at once, so you can stop and go on later.
    """
    from nlconnect.cli.outcome import say
    from nlconnect.model.catalogue import Catalogue
    from nlconnect.privacy import own_judge
    from nlconnect.privacy.reviewing import open_fields, write_answer

    folder = _folder(place)
    found = [
        one
        for one in open_fields(Catalogue(folder.name, root=folder), own_judge())
        if entity in (None, one.entity, f"{one.module}.{one.entity}")
    ]
    if not found:
        say("Every field was judged.")
        return
    say(f"{len(found)} fields to judge. {KEYS}.")
    done = 0
    for number, one in enumerate(found, start=1):
        answer = _asked(one, f"{number}/{len(found)}")
        if answer == STOP:
            break
        if answer == LATER:
            continue
        if answer == OTHER:
            category, level = _category(), None
            if category is None:
                continue
        elif answer == YES:
            category, level = one.proposal.category, one.proposal.level
        else:
            category, level = None, None
        write_answer(folder, one, category=category, level=level)
        done += 1
    say(f"{done} judged, {len(found) - done} to go. After the last one: nlconnect schema write {folder}")


def _folder(place: str) -> Path:
    from nlconnect.config import read_config
    from nlconnect.errors import ConfigError

    folder = Path(place)
    if not _is_schema(folder):
        profile = read_config().profile(place)
        if profile.catalogue is None or not _is_schema(Path(profile.catalogue)):
            raise ConfigError(f"{place} has no schema of its own: nlconnect schema pull {place}")
        folder = Path(profile.catalogue)
    return folder


def _is_schema(folder: Path) -> bool:
    return (folder / "catalogue" / "index.json").is_file()


def _asked(one: Open, number: str) -> str:
    """The key that was pressed; others than those that mean something are asked for again."""
    import typer

    proposal = one.proposal
    names = " ".join(dict.fromkeys(name for name in (one.field.wire, one.field.label, one.field.label_nl) if name))
    what = f"{proposal.category}, level {proposal.level}" if proposal.category else "not personal"
    print(f"{number}  {one.module}.{one.entity}  {names}  ({one.field.kind})")
    print(f"    {what}, {proposal.confidence:.0%} sure: {proposal.reason}  [y/n/c/s/q] ", end="", flush=True)
    while True:
        key = typer.getchar().lower()
        if key in (YES, NO, OTHER, LATER, STOP):
            print(key)
            return key
        if key in ("", "\x04"):
            print()
            return STOP


def _category() -> str | None:
    """A category by its key or the end of it; None where none was meant."""
    from nlconnect.cli.outcome import say
    from nlconnect.model.privacy import categories

    said = input("    category: ").strip()
    fitting = [key for key in categories() if key == said or (said and key.endswith(f".{said}"))]
    if len(fitting) == 1:
        return fitting[0]
    near = [key for key in categories() if said and said in key]
    say(f"    {'which one: ' + ', '.join(near) if near else 'no such category'}; left for later")
    return None
