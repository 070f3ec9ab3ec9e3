"""What AFAS has beside its connectors: version, metainfo, attachments, files, images and reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.connector import Scope
from nlconnect.errors import NotFound, QueryError
from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_afas import AFAS
from nlconnect_afas.dossiers import Profit_Subject_Attachments
from nlconnect_afas.environment import CustomConnectors, GetConnectors, ProfitVersion, UpdateConnectors, ViewColumns
from nlconnect_afas.files import Attachments, FileFields, Images, Reports
from nlconnect_afas.functions import file_name
from nlconnect_afas.ledger import Profit_Debtor

BASE = "https://12345.rest.afas.online/ProfitRestServices"


def address(query: Any) -> str:
    plan = AFAS.dialect.list_request(query, base_url=BASE, scope=Scope())
    return plan.request.url.removeprefix(BASE)


@pytest.mark.parametrize(
    ("query", "url"),
    [
        (ProfitVersion.all(), "/profitversion"),
        (GetConnectors.all(), "/metainfo"),
        (ViewColumns.of(connector="Mijn weergave"), "/metainfo/get/Mijn%20weergave"),
        (Attachments.of(subject_id=12, file_id="A1B2"), "/subjectconnector/12/A1B2"),
        (FileFields.of(file_id="A1", file_name="a-b & c.pdf"), "/fileconnector/A1/a_2Db%20_26%20c.pdf"),
        (Images.of(image_id="A1"), "/imageconnector/A1"),
        (Images.of(image_id="A1", format=1), "/imageconnector/A1?format=1"),
        (
            Reports.of(report_id="A1", filterfieldids="Unit;Unit", filtervalues="1;2 & 3", operatortypes="1;1"),
            "/reportconnector/A1?filterfieldids=Unit;Unit&filtervalues=1;2%20%26%203&operatortypes=1;1",
        ),
    ],
)
def test_a_function_is_asked_like_this(query: Any, url: str) -> None:
    assert address(query) == url


@pytest.mark.parametrize(
    "query",
    [
        Attachments.of(subject_id=12),
        ViewColumns.all(),
        GetConnectors.where(GetConnectors.id == "x"),
        Images.of(image_id="A1").order_by("mimetype"),
        FileFields.of(file_id="A1", file_name="a,b.pdf"),
    ],
)
def test_what_a_function_cannot_do_is_refused_with_a_way_out(query: Any) -> None:
    with pytest.raises(QueryError) as caught:
        address(query)
    assert caught.value.hint


@given(st.text(st.characters(codec="ascii", exclude_characters=",")))
def test_a_file_name_stays_one_part_of_an_address(name: str) -> None:
    assert not set("/?#&+ ") & set(file_name(name))


def test_a_file_behind_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert AFAS.files is not None
    for query, key in ((Profit_Debtor.all(), None), (GetConnectors.all(), None), (Images.of(image_id="A1"), "A1")):
        with pytest.raises(QueryError) as caught:
            AFAS.files.file_request(query, key, base_url=BASE, scope=Scope())
        assert caught.value.hint


@pytest.fixture(scope="module")
def afas() -> SignedInMock:
    return SignedInMock("afas", setting=Setting(seeded=True))


def test_the_version_is_read_as_a_record(afas: SignedInMock) -> None:
    (found,) = afas.connect().read(ProfitVersion)
    assert found.version == "7.7.10"


def test_what_an_app_may_use_is_read_as_records(afas: SignedInMock) -> None:
    connection = afas.connect()
    views = {found.id: found for found in connection.read(GetConnectors)}
    assert views["Profit_Debtor"].description
    assert "KnPerson" in {found.id for found in connection.read(UpdateConnectors.select("id"))}
    assert "AppConnectorSubject" in {found.id for found in connection.read(CustomConnectors)}


def test_the_columns_of_a_view_are_read_as_records(afas: SignedInMock) -> None:
    found = {column.id: column for column in afas.connect().read(ViewColumns.of(connector="Profit_Debtor"))}
    assert found["DebtorId"].data_type == "string"
    assert found["DebtorId"].field_id


def test_an_attachment_is_a_record_with_bytes_and_a_file_on_disk(afas: SignedInMock, tmp_path: Path) -> None:
    connection = afas.connect()
    listed = next(iter(connection.read(Profit_Subject_Attachments.limit(1))))
    query = Attachments.of(subject_id=listed.subject_id, file_id=listed.file_id)
    (found,) = connection.read(query)
    assert found.filename == listed.file_name
    assert found.filedata
    kept = connection.download(query, to=tmp_path / "bijlage")
    assert kept.path.read_bytes() == found.filedata
    assert (kept.size, kept.media_type) == (len(found.filedata), found.mimetype)
    assert [entry["operation"] for entry in afas.audit][-2:] == ["download", "download"]


def test_a_file_that_is_not_there_is_not_found_and_nothing_is_left_behind(afas: SignedInMock, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        afas.connect().download(Attachments.of(subject_id=1, file_id="0" * 32), to=tmp_path / "bijlage")
    assert list(tmp_path.iterdir()) == []


async def test_the_other_face_fetches_files_too(afas: SignedInMock, tmp_path: Path) -> None:
    async with afas.connect_async() as connection:
        (listed,) = [found async for found in connection.read(Profit_Subject_Attachments.limit(1))]
        query = Attachments.of(subject_id=listed.subject_id, file_id=listed.file_id)
        kept = await connection.download(query, to=tmp_path / "bijlage")
    assert kept.path.stat().st_size == kept.size > 0
