"""`$metadata`: the EDMX of one service, made from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from nlconnect_exact.mock.question import EDM
from nlconnect_exact.mock.resources import Resource

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">'
    '<edmx:DataServices m:DataServiceVersion="2.0"'
    ' xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">'
    '<Schema Namespace="Exact.Web.Api.Models" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">'
)
_TAIL = "</Schema></edmx:DataServices></edmx:Edmx>"


def edmx(resources: Iterable[Resource]) -> str:
    """The description of these resources; names of types as in `__metadata`, layout as in OData 2."""
    found = list(resources)
    types = "".join(_type(resource) for resource in found)
    sets = "".join(
        f"<EntitySet Name={quoteattr(resource.entity.wire)} EntityType={quoteattr(resource.type_name)}/>"
        for resource in found
    )
    container = f'<EntityContainer Name="Service" m:IsDefaultEntityContainer="true">{sets}</EntityContainer>'
    return f"{_HEAD}{types}{container}{_TAIL}"


def _type(resource: Resource) -> str:
    name = resource.type_name.rpartition(".")[2]
    keys = "".join(f"<PropertyRef Name={quoteattr(wire)}/>" for wire in resource.key)
    fields = "".join(
        f"<Property Name={quoteattr(wire)} Type={quoteattr(EDM[spec.type])}"
        f' Nullable="{"false" if wire in resource.key else "true"}"/>'
        for wire, spec in resource.fields.items()
        if spec.is_value
    )
    # The name of a complex type is a guess.
    fields += "".join(
        f'<Property Name={quoteattr(wire)} Type="Exact.Web.Api.Models.{wire.partition("_")[0]}" Nullable="true"/>'
        for wire, spec in resource.fields.items()
        if spec.type == "object"
    )
    links = "".join(
        f"<NavigationProperty Name={quoteattr(wire)}/>"
        for wire, spec in resource.fields.items()
        if spec.type == "collection"
    )
    return f"<EntityType Name={quoteattr(name)}><Key>{keys}</Key>{fields}{links}</EntityType>"
