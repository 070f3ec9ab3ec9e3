"""What Exact tells of itself, held against the catalogue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlconnect.connector import Response, Scope
from nlconnect.connector.schema import SchemaQuestion
from nlconnect.errors import NotFound, QueryError
from nlconnect.schema.drift import drift_of
from nlconnect.testing import SignedInMock
from nlconnect_exact import CATALOGUE, EXACT
from nlconnect_exact.schema import ExactSchema

QUESTION = SchemaQuestion(
    "https://start.exactonline.nl", Scope(division=7), CATALOGUE, lambda name: name.startswith("crm.")
)


def test_the_live_description_of_the_mock_is_the_catalogue(mock_exact: SignedInMock) -> None:
    found = mock_exact.connect().schema()
    assert not found.missing
    assert not found.failures
    assert [drift_of(spec, CATALOGUE.entity(spec.qualified_name), types={}) for spec in found.entities] == [
        None for _ in found.entities
    ]
    assert len(found.entities) > 300
    assert mock_exact.audit[-1]["operation"] == "schema"
    assert mock_exact.audit[-1]["calls"] == found.calls == len(mock_exact.calls)


def test_one_service_takes_one_call(mock_exact: SignedInMock) -> None:
    found = mock_exact.connect().schema("cashflow.*")
    assert {spec.module for spec in found.entities} == {"cashflow"}
    assert len(mock_exact.calls) == 1


def test_a_pattern_names_one_resource(mock_exact: SignedInMock) -> None:
    assert [spec.qualified_name for spec in mock_exact.connect().schema("Accounts").entities] == ["crm.Accounts"]


def test_a_service_that_is_refused_does_not_keep_the_others_back(mock_exact: SignedInMock) -> None:
    mock_exact.fail_next(404)
    found = mock_exact.connect().schema("crm.*", "cashflow.*")
    assert {spec.module for spec in found.entities} == {"crm"}
    assert [type(failure) for failure in found.failures] == [NotFound]


def test_without_a_company_there_is_no_description() -> None:
    with pytest.raises(QueryError, match="no division"):
        ExactSchema().requests(replace(QUESTION, scope=Scope()))


def test_a_new_field_is_found_and_is_not_taken_for_one_of_the_bulk_twin(mock_exact: SignedInMock) -> None:
    schema = ExactSchema()
    (request,) = schema.requests(QUESTION)
    content = mock_exact.connect().request("GET", "/api/v1/{division}/crm/$metadata").content
    grown = content.replace(
        b'<EntityType Name="Account">', b'<EntityType Name="Account"><Property Name="BtwNr" Type="Edm.String"/>'
    )
    answer = schema.read(request, Response(200, {}, grown, request.url, 0, 0), QUESTION)
    accounts = next(spec for spec in answer.entities if spec.wire == "Accounts")
    drift = drift_of(accounts, CATALOGUE.entity("crm.Accounts"), types={})
    assert drift is not None
    assert [(one.field, one.change) for one in drift.fields] == [("BtwNr", "added")]
    assert "BtwNr" in accounts.routes["bulk"].missing


def test_the_connector_says_how_it_describes_itself() -> None:
    assert EXACT.schema == ExactSchema()
