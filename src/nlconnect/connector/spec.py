"""A connector as a value: what a system is, in data, with the dialect that speaks to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nlconnect.limits import LimitSpec
from nlconnect.model.scope import Scope

if TYPE_CHECKING:
    from nlconnect.auth import AuthSpec
    from nlconnect.connector.batch import BatchSpec
    from nlconnect.connector.deltas import Deltas
    from nlconnect.connector.dialect import Dialect
    from nlconnect.connector.files import FileSource
    from nlconnect.connector.notices import Notices
    from nlconnect.connector.parties import Parties
    from nlconnect.connector.rights import RightsGuide
    from nlconnect.connector.rules import Rule
    from nlconnect.connector.schema import SchemaSource
    from nlconnect.connector.writer import Writer
    from nlconnect.model.catalogue import Catalogue
    from nlconnect.model.wire import Request


@dataclass(frozen=True, slots=True)
class Site:
    """One environment of a system: a country's data centre, or a test environment."""

    base_url: str
    login_url: str | None = None

    @property
    def sign_in_url(self) -> str:
        """Where people sign in and tokens are exchanged."""
        return self.login_url or self.base_url


@dataclass(frozen=True, slots=True)
class ScopePart:
    """One part of a scope: its Python type, and the entity that lists the possible values.

    `value` is the field that holds them where the key does not, `label` what people call them (wire names). `anchor`
    names an entity and field that give some value to list from when the caller named none; it is never used for
    anything else.
    """

    kind: type[int | str]
    title_nl: str
    listed_by: str | None = None
    anchor: tuple[str, str] | None = None
    value: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """Where in a system a request does its work: with which limits, who shares them, and what the call costs there."""

    limits: LimitSpec
    name: str = ""
    scope: Scope = field(default_factory=Scope)
    cost: int = 1

    @property
    def key(self) -> str:
        if not self.name:
            return str(self.scope)
        return f"{self.name} {self.scope}" if self.scope else self.name


@dataclass(frozen=True)
class Connector:
    """A system that nlconnect speaks to. A value: making one does no I/O."""

    name: str
    title: str
    sites: Mapping[str, Site]
    auth: AuthSpec
    limits: LimitSpec
    dialect: Dialect
    catalogue: Catalogue
    package: str
    scope_parts: Mapping[str, ScopePart] = field(default_factory=dict)
    deltas: Deltas | None = None
    """How changes are followed; None where the system tells nothing of them."""
    budget_parts: tuple[str, ...] = ()
    files: FileSource | None = None
    """How the files behind its records are fetched; None where it has none."""
    schema: SchemaSource | None = None
    """How it tells what it holds; None where it cannot."""
    login_headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that a login's settings may fill, by the key that they have there."""
    smaller: Callable[[Request], Request | None] | None = None
    """The same question with a smaller page, for a server that could not make the one it was asked for."""
    workload: Callable[[Request, Scope], Workload] | None = None
    """Which service does the work of a request, where they have limits of their own."""
    batch: BatchSpec | None = None
    """How it takes several requests in one call; None where it does not."""
    writer: Writer | None = None
    """How it is written to; None where nlconnect can only read it."""
    rules: tuple[Rule, ...] = ()
    """What is looked at before a write is planned: the rules of the business that the vendor tells too late."""
    parties: tuple[Parties, ...] = ()
    """Whose its documents are, so that nothing about them is sent to others."""
    notices: Notices | None = None
    """How it tells by itself what happened; None where it does not."""
    rights: RightsGuide | None = None
    """What it has to be asked for, in the words of whoever grants it; None where the catalogue is all there is."""
    app_files: FileSource | None = None
    app_dialect: Dialect | None = None
    """How it is spoken to by an app that no person signed in to, where that differs."""

    @property
    def main_part(self) -> str:
        """The part of a scope that people read many of, such as the division."""
        return next(iter(self.scope_parts))

    def for_app(self) -> Connector:
        """The same for an app by itself: what needs a person is then refused before anything is sent."""
        return replace(self, dialect=self.app_dialect or self.dialect, files=self.app_files or self.files)

    def workload_of(self, request: Request, scope: Scope) -> Workload:
        """Whose budget a request is paid from."""
        if self.workload is not None:
            return self.workload(request, scope)
        return Workload(self.limits, scope=self.budget_scope(scope))

    def budget_scope(self, scope: Scope) -> Scope:
        """The parts of a scope that share one budget at the vendor."""
        return Scope(**{part: scope[part] for part in self.budget_parts if part in scope})
