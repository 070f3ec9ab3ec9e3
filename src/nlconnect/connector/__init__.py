"""What a system says about itself, and all that a dialect needs to say it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from nlconnect.auth import App, AuthSpec, Blank, GrantKind, OneTimeSpec, Refusal, RefusalKind, StaticSpec
from nlconnect.connector import odata
from nlconnect.connector.batch import BatchSpec
from nlconnect.connector.dialect import Dialect, Key
from nlconnect.connector.entities import bare_names, collection_of, entities_of, types_of
from nlconnect.connector.spec import Connector, ScopePart, Site, Workload
from nlconnect.connector.wire_format import WireFormat
from nlconnect.limits import ErrorSpec, HeaderNames, LimitSpec, WindowSpec
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec
from nlconnect.model.plan import NestedPlan, ReadPlan
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.redaction import scrubbed
from nlconnect.model.scope import Scope
from nlconnect.model.wire import Request, Response

if TYPE_CHECKING:
    from nlconnect.connector.decode import Decoder, Nested, Row, Rows
    from nlconnect.connector.registry import connector, connector_names, connector_of

__all__ = [
    "App",
    "AuthSpec",
    "BatchSpec",
    "Blank",
    "Catalogue",
    "Connector",
    "Decoder",
    "Dialect",
    "EntitySpec",
    "ErrorSpec",
    "FieldSpec",
    "GrantKind",
    "HeaderNames",
    "Key",
    "LimitSpec",
    "Nested",
    "NestedPlan",
    "OneTimeSpec",
    "Query",
    "ReadPlan",
    "Record",
    "Refusal",
    "RefusalKind",
    "Request",
    "Response",
    "Row",
    "Rows",
    "Scope",
    "ScopePart",
    "Site",
    "StaticSpec",
    "WindowSpec",
    "WireFormat",
    "Workload",
    "bare_names",
    "collection_of",
    "connector",
    "connector_names",
    "connector_of",
    "entities_of",
    "odata",
    "scrubbed",
    "types_of",
]

_HOMES = {
    "Decoder": "decode",
    "Nested": "decode",
    "Row": "decode",
    "Rows": "decode",
    "connector": "registry",
    "connector_names": "registry",
    "connector_of": "registry",
}


def __getattr__(name: str) -> object:
    """What reading needs and naming an entity does not loads when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
