"""Files with Exact: attached to a document by a plan, and fetched from where the record says that they are."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from pathlib import Path

import pytest

from nlconnect import Create, Done, File, Plan, Unknown, attach, ref
from nlconnect.client import Connection
from nlconnect.errors import ConfigError, Invalid, NotFound, QueryError, ServerError
from nlconnect.mock.system import Setting
from nlconnect.model.collection import Collection
from nlconnect.model.record import Record
from nlconnect.testing import SignedInMock
from nlconnect_exact.documents import DocumentAttachments, Documents
from nlconnect_exact.purchaseentry import PurchaseEntries
from nlconnect_exact.salesentry import SalesEntries
from nlconnect_exact.salesinvoice import SalesInvoices
from nlconnect_exact.writing import LARGEST

CONTENT = bytes(range(256)) * 40
CANARY = "factuur Jansen-Özdemir.pdf"


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Connection:
    return mock_exact.connect(allow_writes=[Documents, DocumentAttachments, SalesEntries])


@pytest.fixture
def document(exact: Connection) -> str:
    done = exact.apply(exact.plan(Create(Documents, subject="Factuur 2026-118", type="sales_entry"))).unwrap()
    assert done.key is not None
    return str(done.key[0])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / CANARY
    made.write_bytes(CONTENT)
    return made


def attached(exact: Connection, document: str, file: File) -> Plan:
    return exact.plan(Create(DocumentAttachments, document=document, attachment=file))


def test_a_file_is_attached_under_its_own_name(exact: Connection, document: str, file: Path, tmp_path: Path) -> None:
    done = exact.apply(attached(exact, document, attach(file))).unwrap()
    assert done.key is not None
    (row,) = exact.read(DocumentAttachments.where(DocumentAttachments.document == document))
    assert (row.file_name, row.file_size) == (CANARY, Decimal(len(CONTENT)))
    fetched = exact.download(DocumentAttachments, str(done.key[0]), to=tmp_path / "back")
    assert (fetched.size, fetched.path.read_bytes()) == (len(CONTENT), CONTENT)


def test_a_name_that_is_given_goes_before_that_of_the_file(exact: Connection, document: str, file: Path) -> None:
    change = Create(DocumentAttachments, document=document, file_name="2026-118.pdf", attachment=attach(file))
    exact.apply(exact.plan(change)).unwrap()
    assert [row.file_name for row in exact.read(DocumentAttachments.all())] == ["2026-118.pdf"]


def test_a_plan_shows_a_file_by_size_kind_and_digest_and_holds_no_byte_of_it(
    exact: Connection, document: str, file: Path
) -> None:
    plan = attached(exact, document, attach(file))
    (shown,) = [line for line in str(plan).splitlines() if line.startswith("file")]
    assert shown == f"file     •••, 10,240 bytes, application/pdf, sha256 {plan.files[0].digest[:12]}"
    assert [part.after for part in plan.diff if part.name == "attachment"] == [plan.files[0].told()]
    assert CANARY in plan.text(lambda tag: True)
    kept = plan.dump()
    assert b64encode(CONTENT).decode()[:60] not in kept
    assert Plan.load(kept) == plan
    assert CANARY not in repr(plan) + repr(plan.files) + str(plan)


@pytest.mark.parametrize("change", ["written over", "longer", "gone"])
def test_a_file_that_changed_since_the_plan_is_refused_and_nothing_is_sent(
    mock_exact: SignedInMock, exact: Connection, document: str, file: Path, change: str
) -> None:
    plan = attached(exact, document, attach(file))
    mock_exact.calls.clear()
    if change == "gone":
        file.unlink()
    else:
        file.write_bytes(CONTENT[::-1] if change == "written over" else CONTENT + b".")
    with pytest.raises(QueryError, match="changed or taken away"):
        exact.apply(plan)
    assert mock_exact.calls.count("POST") == 0
    file.write_bytes(CONTENT)  # as it was: the plan still holds
    assert isinstance(exact.apply(plan), Done)


def test_a_small_file_may_be_given_as_bytes(exact: Connection, document: str, tmp_path: Path) -> None:
    done = exact.apply(attached(exact, document, attach(CONTENT, name="2026-118.xml"))).unwrap()
    assert done.key is not None
    assert exact.download(DocumentAttachments, str(done.key[0]), to=tmp_path / "x").path.read_bytes() == CONTENT


def test_a_plan_keeps_no_large_file_itself(exact: Connection, document: str) -> None:
    with pytest.raises(QueryError, match="a plan keeps at most 1,000,000 bytes"):
        attached(exact, document, attach(bytes(1_000_001), name="a.pdf"))
    with pytest.raises(QueryError, match="needs a name"):
        attach(b"", name="")


def test_more_than_exact_takes_is_refused_before_anything_is_sent(
    mock_exact: SignedInMock, exact: Connection, document: str, tmp_path: Path
) -> None:
    large = tmp_path / "groot.pdf"
    large.write_bytes(bytes(LARGEST))
    mock_exact.calls.clear()
    with pytest.raises(QueryError, match=r"Exact takes 9,500,000"):
        attached(exact, document, attach(large))
    assert not mock_exact.calls


def test_a_file_that_is_not_there_is_refused(exact: Connection, document: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        attached(exact, document, attach(tmp_path / "weg.pdf"))
    with pytest.raises(ConfigError, match="is a folder"):
        attached(exact, document, attach(tmp_path))


def test_a_lost_answer_is_found_by_document_and_name(
    mock_exact: SignedInMock, exact: Connection, document: str, file: Path
) -> None:
    plan = attached(exact, document, attach(file))
    mock_exact.fault("cut-after:DocumentAttachments:nth=1,method=POST")
    assert isinstance(exact.apply(plan), Unknown)
    assert isinstance(exact.reconcile(plan), Done)
    assert len(list(exact.read(DocumentAttachments.all()))) == 1


def test_an_attachment_of_no_document_is_refused_in_words_of_exact(exact: Connection, file: Path) -> None:
    nowhere = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
    outcome = exact.apply(attached(exact, nowhere, attach(file)))
    with pytest.raises(Invalid, match="Ongeldig: Document"):
        outcome.unwrap()


def test_a_file_is_fetched_with_the_token_from_exact_itself_and_nowhere_else(
    mock_exact: SignedInMock, exact: Connection, document: str, tmp_path: Path
) -> None:
    for url in ("https://elders.test/docs/SysAttachment.aspx?ID=1", None, "http://exact.mock.test/x"):
        row = mock_exact.add("documents.DocumentAttachments", document=document, file_name="a.pdf", url=url)
        mock_exact.calls.clear()
        with pytest.raises(ServerError, match="does not tell where the file is"):
            exact.download(DocumentAttachments, str(row["ID"]), to=tmp_path / "a.pdf")
        assert len(mock_exact.calls) == 1
    with pytest.raises(NotFound):
        exact.download(DocumentAttachments, "71b961de-b9f3-49fe-883d-0f46c7e0e89b", to=tmp_path / "a.pdf")
    with pytest.raises(QueryError, match="no file behind"):
        exact.download(Documents, document, to=tmp_path / "a.pdf")
    with pytest.raises(QueryError, match="not said which"):
        exact.download(DocumentAttachments, to=tmp_path / "a.pdf")


def test_a_page_that_says_no_rights_is_no_file(mock_exact: SignedInMock, exact: Connection, tmp_path: Path) -> None:
    base = str(mock_exact.base_url)
    row = mock_exact.add(
        "documents.DocumentAttachments", file_name="a", url=f"{base}/docs/SysAttachment.aspx?ID=x&_Division_=1"
    )
    with pytest.raises(ServerError, match="web page"):
        exact.download(DocumentAttachments, str(row["ID"]), to=tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("source", "party", "journal", "lines"),
    [
        (SalesEntries, "customer", {"journal": "70"}, "sales_entry_lines"),
        (PurchaseEntries, "supplier", {"journal": "60"}, "purchase_entry_lines"),
        (SalesInvoices, "ordered_by", {"journal": "70"}, "sales_invoice_lines"),
    ],
)
def test_an_entry_names_its_document_and_no_other(
    mock_exact: SignedInMock, source: Collection[Record], party: str, journal: dict[str, str], lines: str
) -> None:
    exact = mock_exact.connect(allow_writes=[Documents, source])
    mock_exact.add("crm.Accounts", code="1", name="Acme", is_sales=True, is_supplier=True, status="C")
    mock_exact.add("financial.GLAccounts", code="8000", description="Omzet")
    mock_exact.add("logistics.Items", code="A1", description="Papier", is_sales_item=True)
    mock_exact.add("financial.Journals", code="70", description="Verkoop", type=20)
    mock_exact.add("financial.Journals", code="60", description="Inkoop", type=22)
    paper = exact.apply(exact.plan(Create(Documents, subject="Bon 118", type="miscellaneous"))).unwrap().key
    assert paper is not None
    of_item: dict[str, object] = {"item": ref(code="A1"), "quantity": 1}
    line = {"gl_account": ref(code="8000"), **(of_item if source is SalesInvoices else {"amount_fc": "10.00"})}

    def entry(document: str) -> Plan:
        values = {party: ref(code="1"), lines: [line], "document": document, "your_ref": document[:8], **journal}
        return exact.plan(Create(source, **values))

    booked = exact.apply(entry(str(paper[0]))).unwrap().key
    assert booked is not None
    found = exact.get(source.select("document", "document_subject"), str(booked[0]))
    assert (found.document, found.document_subject) == (paper[0], "Bon 118")  # type: ignore[attr-defined]  # each has them
    with pytest.raises(Invalid, match="Ongeldig: Document"):
        exact.apply(entry("71b961de-b9f3-49fe-883d-0f46c7e0e89b")).unwrap()


def test_the_refusals_of_documents_are_in_the_language_of_the_user(file: Path) -> None:
    mock = SignedInMock("exact", setting=Setting(seeded=False, language="en"))
    exact = mock.connect(allow_writes=[Documents, DocumentAttachments])
    nowhere = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
    with pytest.raises(Invalid, match="Invalid: Document"):
        exact.apply(attached(exact, nowhere, attach(file))).unwrap()
    with pytest.raises(Invalid, match="Invalid: Relatie"):
        exact.apply(exact.plan(Create(Documents, subject="x", type=10, account=nowhere))).unwrap()
    mock.close()
