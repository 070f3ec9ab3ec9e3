from __future__ import annotations

import base64
from typing import Any

import pytest
from connectors.afas_profit.tests.afas_caller import Afas, text_of

from nlconnect_afas.functions import file_name
from nlconnect_afas.mock.files import REPORTS

REPORT = next(iter(REPORTS))


@pytest.fixture(scope="module")
def afas() -> Afas:
    return Afas()


@pytest.fixture(scope="module")
def attachment(afas: Afas) -> dict[str, Any]:
    return afas.view("Profit_Subject_Attachments", take=1, orderbyfieldids="attachment_id")[0]


def content(body: dict[str, Any]) -> bytes:
    return base64.b64decode(body["filedata"])


def test_an_attachment_comes_by_path_and_by_query(afas: Afas, attachment: dict[str, Any]) -> None:
    subject, file_id = attachment["subject_id"], attachment["file_id"]
    by_path = afas.get(f"/subjectconnector/{subject}/{file_id}").json()
    assert by_path == afas.get("/SubjectConnector", SubjectId=subject, FileId=file_id).json()
    assert (by_path["filename"], by_path["mimetype"]) == (attachment["file_name"], "application/pdf")
    assert content(by_path).startswith(b"%PDF")
    assert len(file_id) == 32


def test_an_attachment_of_a_reaction_comes_the_same_way(afas: Afas) -> None:
    row = afas.view("Profit_Subject_Reaction_Attachments", take=1)[0]
    assert afas.get(f"/subjectconnector/{row['subject_id']}/{row['file_id']}").json()["filename"] == "Akkoord.pdf"


def test_a_file_that_is_missing_and_one_that_is_hidden_are_the_same_404(attachment: dict[str, Any]) -> None:
    afas = Afas()
    path = f"/subjectconnector/{attachment['subject_id']}/{attachment['file_id']}"
    assert afas.get(f"/subjectconnector/1/{attachment['file_id']}").status_code == 404
    assert afas.get(f"/subjectconnector/{attachment['subject_id']}/{'0' * 32}").status_code == 404
    assert afas.get("/subjectconnector").status_code == 404
    afas.service.state.hidden.add("Profit_Subject_Attachments")
    assert afas.get(path).status_code == 404


def test_a_file_is_asked_for_by_its_number_and_its_name_spelled_in_full(afas: Afas, attachment: dict[str, Any]) -> None:
    name = attachment["file_name"]
    assert "-" in name
    by_path = afas.get(f"/fileconnector/{attachment['file_id']}/{file_name(name)}")
    assert by_path.json()["filename"] == name
    assert by_path.json() == afas.get("/FileConnector", fileid=attachment["file_id"], filename=name).json()


def test_a_wrong_name_is_a_500_with_the_page_of_a_404_in_it(afas: Afas, attachment: dict[str, Any]) -> None:
    answer = afas.get(f"/fileconnector/{attachment['file_id']}/Anders.pdf")
    assert answer.status_code == 500
    assert "404" in text_of(answer)


def test_an_image_has_three_sizes(afas: Afas) -> None:
    image = afas.view("Profit_Article_image", take=1)[0]["Image"]
    sizes = [len(content(afas.get(f"/imageconnector/{image}", format=size).json())) for size in (0, 2, 1)]
    assert sizes == sorted(sizes, reverse=True)
    body = afas.get(f"/imageconnector/{image}").json()
    assert set(body) == {"filedata", "mimetype"}
    assert content(body).startswith(b"\x89PNG")
    assert afas.get(f"/imageconnector/{image}", format=3).status_code == 400
    assert afas.get("/imageconnector/geen").status_code == 404


def test_a_report_is_over_the_rows_its_filter_lets_through(afas: Afas) -> None:
    everything = content(afas.get(f"/reportconnector/{REPORT}").json())
    one = {"filterfieldids": "DebtorId", "filtervalues": "10001", "operatortypes": 1}
    assert b"Debiteurenlijst: 1\n" in content(afas.get(f"/reportconnector/{REPORT}", **one).json())
    assert b"Debiteurenlijst: 1\n" not in everything
    assert text_of(afas.get(f"/reportconnector/{REPORT}", **(one | {"filterfieldids": "X"}))).endswith("not found")
    assert afas.get(f"/reportconnector/{'0' * 32}").status_code == 404


@pytest.mark.parametrize("kind", ["Subject", "File", "Image", "Report"])
def test_files_need_a_connector_of_their_own(kind: str) -> None:
    afas = Afas()
    afas.service.state.withheld.add(f"AppConnector{kind}")
    assert afas.get(f"/{kind.lower()}connector/1/2").status_code == 401


def test_a_request_of_more_than_75_megabytes_is_too_large(afas: Afas) -> None:
    answer = afas.client.post("/ProfitRestServices/connectors/KnSubject", content=b"0" * 75_000_001)
    assert answer.status_code == 413
