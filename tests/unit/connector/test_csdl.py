"""Descriptions of OData services, in the XML of both versions."""

from __future__ import annotations

import pytest

from nlconnect.connector.csdl import service_model

GRAPH = b"""<?xml version="1.0"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EnumType Name="importance"><Member Name="low" Value="0"/><Member Name="high" Value="1"/></EnumType>
<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="user" BaseType="graph.entity"><Property Name="displayName" Type="Edm.String"/>
<Property Name="businessPhones" Type="Collection(Edm.String)" Nullable="false"/>
<NavigationProperty Name="messages" Type="Collection(graph.message)"/>
<NavigationProperty Name="manager" Type="graph.user"/></EntityType>
<EntityType Name="message" BaseType="microsoft.graph.entity"><Property Name="from" Type="graph.recipient"/></EntityType>
<ComplexType Name="recipient"><Property Name="address" Type="Edm.String" MaxLength="255"/></ComplexType>
<EntityContainer Name="GraphService"><EntitySet Name="users" EntityType="microsoft.graph.user"/>
<Singleton Name="me" Type="microsoft.graph.user"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"""


def test_a_type_has_what_it_is_built_on() -> None:
    model = service_model(GRAPH)
    assert list(model.properties_of("user")) == ["id", "displayName", "businessPhones", "messages", "manager"]
    assert model.key_of("message") == ("id",)
    assert model.properties_of("user")["businessPhones"].many
    assert model.properties_of("user")["messages"].leads_away
    assert model.properties_of("recipient")["address"].length == 255
    assert model.enums["importance"] == ("low", "high")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/users", "user"),
        ("/users/{user}/messages", "message"),
        ("/me/manager", "user"),
        ("/users/{user}/nonsense", None),
        ("/users/an/messages", "message"),
        ("/users/microsoft.graph.user/{user}/manager", "user"),
        ("/nonsense", None),
    ],
)
def test_a_path_leads_to_a_type(path: str, kind: str | None) -> None:
    assert service_model(GRAPH).type_at(path) == kind


def test_types_that_are_built_on_each_other_end() -> None:
    model = service_model(GRAPH.replace(b'Name="entity" Abstract="true"', b'Name="entity" BaseType="graph.user"'))
    assert "displayName" in model.properties_of("user")


@pytest.mark.parametrize(
    "content",
    [b"{}", b"<a>", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b'<?xml version="1.0"?> <!doctype a><a/>'],
)
def test_what_is_no_description_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="description"):
        service_model(content)
