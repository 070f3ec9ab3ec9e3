"""What people wrote leaves under a purpose without what the purpose may not see, by whatever way."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlconnect.agents import Toolbox
from nlconnect.config import Config, Settings
from nlconnect.mock import Setting
from nlconnect.outlets import open_outlet
from nlconnect.testing import SignedInMock
from nlconnect_afas.dossiers import Profit_Subjects
from nlconnect_exact.crm import Accounts
from nlconnect_graph.mail import Messages

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.remarks]
title = "Reading what was agreed"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "*"
entities = "*"
categories = ["user.name", "user.content", "user.behavior", "user.unique_id"]
outlets = ["return", "file", "agent"]

[purposes.remarks.masks]
"crm.Accounts.name" = "redact"
"""
BSN, IBAN, PHONE = "123456782", "NL91 ABNA 0417 1643 00", "06-12345678"
TEXT = f"Piet Voorbeeldsma (BSN {BSN}) belt op {PHONE} over {IBAN}"
SAID = "••• (BSN •••) belt op ••• over •••"
CHOSEN = Accounts.select("code", "name", "remarks").where(Accounts.code == "900001")


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting(seeded=False)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, "utf-8")
    return path


@pytest.fixture
def mock(mock_exact: SignedInMock, policy: Path) -> SignedInMock:
    mock_exact.policy = policy
    mock_exact.add("crm.Accounts", code="900001", name="Piet Voorbeeldsma", remarks=TEXT)
    return mock_exact


def is_clean(text: str) -> bool:
    return not any(part in text for part in (BSN, PHONE, IBAN))


def text_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    if path.suffix == ".parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.ParquetFile(path).read().to_pylist())
    return path.read_text("utf-8")


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx", "parquet"])
def test_files(mock: SignedInMock, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"rows.{kind}"
    batches = mock.connect(purpose="remarks", outlet="file").batches(CHOSEN)
    with open_outlet(path, batches.columns) as outlet:
        for batch in batches:
            outlet.write(batch)
    assert SAID in text_of(path)
    assert is_clean(text_of(path))
    assert "Voorbeeldsma" not in text_of(path)


@pytest.fixture
def toolbox(mock: SignedInMock) -> Iterator[Toolbox]:
    config = Config(path=None, settings=Settings(policy=mock.policy), profiles={"acme": mock.profile})
    with Toolbox(
        config=config,
        store=mock.store,
        open_connection=lambda profile, **options: mock.connect(**options),
        purpose="remarks",
    ) as found:
        yield found


def test_agents(toolbox: Toolbox) -> None:
    question = {"profile": "acme", "entity": "crm.Accounts", "select": ["code", "remarks"]}
    answer = json.dumps(toolbox.call("read", question).content, ensure_ascii=False)
    assert "(BSN •••) belt op •••" in answer
    assert is_clean(answer)


def test_bodies_of_mail_as_records_and_in_tables(mock_graph: SignedInMock, policy: Path) -> None:
    mock_graph.policy = policy
    content = {"contentType": "html", "content": f"<p>{TEXT}</p>"}
    mock_graph.add("mail.Messages", subject=f"Over {BSN}, mijn BSN", body=content)
    graph = mock_graph.connect(purpose="remarks")
    query = Messages.select("subject", "body")
    bodies = [record.body for record in graph.read(query) if record.body is not None]
    (mine,) = [str(body.content) for body in bodies if "BSN" in str(body.content)]
    assert is_clean(mine)
    assert "•••" in mine
    table = str([row for batch in graph.batches(query) for row in batch.rows])
    assert is_clean(table)


def test_views_of_afas(mock_afas: SignedInMock, policy: Path) -> None:
    mock_afas.policy = policy
    mock_afas.add("dossiers.Profit_Subjects", subject_id=900001, comment=TEXT)
    found: list[Any] = list(mock_afas.connect(purpose="remarks").read(Profit_Subjects))
    assert is_clean("".join(str(one.__dict__) for one in found))
