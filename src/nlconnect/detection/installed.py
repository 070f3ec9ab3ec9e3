"""Detectors of others: heavier ones, such as a Dutch model of names, and those for a company's own numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from nlconnect.detection.detectors import Finding
from nlconnect.errors import ConfigError
from nlconnect.model.privacy import categories

GROUP = "nlconnect.detectors"
"""The entry point group under which a package offers its detectors: a class, or a function that makes one."""


@runtime_checkable
class Detector(Protocol):
    """Looks for one kind of thing, or several. It is asked about every text, from several threads at once."""

    def findings(self, text: str, *, name: str = "") -> Iterable[Finding]:
        """Where it stands in the text; `name` is that of the field. See `found`, which makes one."""
        ...


def found(category: str, start: int, end: int, *, level: int | None = None) -> Finding:
    """A finding of one's own detector. Raises ConfigError for a category that there is not; a level can only rise."""
    known = categories().get(category)
    if known is None:
        raise ConfigError(f"there is no category {category!r}", hint="The page Privacy tags lists them all.")
    return Finding("own", category, max(known.level, level or 0), start, end)


@cache
def detectors_named(names: tuple[str, ...]) -> Sequence[Detector]:
    """The installed detectors of these names, each made once. Raises ConfigError for one that is not there."""
    return tuple(_made(name) for name in names)


def _made(name: str) -> Detector:
    known = {point.name: point for point in entry_points(group=GROUP)}
    if name not in known:
        there = f"There are: {', '.join(sorted(known))}." if known else "None is installed."
        raise ConfigError(f"there is no detector {name!r}", hint=f"Install the package that brings it. {there}")
    try:
        make = known[name].load()
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"the detector {name!r} cannot be loaded ({type(error).__name__})") from error
    try:
        made = make()
    except Exception as error:  # of whoever wrote it, who may do anything, such as look for a model that is not there
        raise ConfigError(f"the detector {name!r} cannot be made ({type(error).__name__}: {error})") from error
    if not isinstance(made, Detector):
        raise ConfigError(f"the detector {name!r} has no method `findings`")
    return made
