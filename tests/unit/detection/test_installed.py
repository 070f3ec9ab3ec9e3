"""Detectors of others: offered by an entry point, named in the policy, asked about every text."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import format_exception

import pytest

from nlconnect.detection import GROUP, Detector, Finding, detectors_named, found, level_of_text
from nlconnect.errors import ConfigError
from nlconnect.mock import Setting
from nlconnect.model.catalogue import FieldSpec
from nlconnect.policy.free_text import Screen
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."
detectors = "membership"

[purposes.remarks]
title = "Reading remarks"
legal_basis = "Art. 6(1)(f) GDPR"
systems = "exact"
entities = "crm.Accounts"
categories = ["user.content"]
outlets = "return"
"""
EXAMPLE = Path(__file__).parents[3] / "examples" / "own_detector"


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting(seeded=False)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As `pip install` leaves a package that offers detectors."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    offered = {**project["entry-points"][GROUP], "odd": "house_detectors:NUMBER.match", "gone": "house_detectors:Gone"}
    info = tmp_path / "site" / "house_detectors-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-detectors\nVersion: 1.0\n", "utf-8")
    points = "\n".join(f"{name} = {place}" for name, place in offered.items())
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{points}\n", "utf-8")
    monkeypatch.syspath_prepend(info.parent)
    monkeypatch.syspath_prepend(EXAMPLE)
    detectors_named.cache_clear()
    yield
    detectors_named.cache_clear()
    sys.modules.pop("house_detectors", None)


class Shouting:
    """Finds words in capitals."""

    def findings(self, text: str, *, name: str = "") -> Iterable[Finding]:
        return [found("user.name", *match.span(), level=3) for match in re.finditer(r"[A-Z]{4,}", text)]


def test_anything_with_that_method_is_a_detector() -> None:
    assert isinstance(Shouting(), Detector)


def test_a_finding_can_weigh_more_than_its_category_and_never_less() -> None:
    (one,) = Shouting().findings("ZIE DAAR")
    assert one.level == 3
    assert found("user.name", 0, 1, level=0).level == 2
    assert level_of_text("niets") == 0


def test_a_category_that_there_is_not_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"user\.nmae"):
        found("user.nmae", 0, 1)


@pytest.mark.usefixtures("installed")
def test_what_it_finds_is_masked_and_counted(mock_exact: SignedInMock, tmp_path: Path) -> None:
    mock_exact.policy = tmp_path / "policy.toml"
    mock_exact.policy.write_text(POLICY, "utf-8")
    mock_exact.add("crm.Accounts", code="1", remarks="vakbond: FNV 1234567, belt op 06-12345678")
    (record,) = mock_exact.connect(purpose="remarks").read(Accounts.select("remarks"))
    assert record.remarks == "vakbond: •••, belt op •••"
    assert "user.workplace.trade_union 1" in str(mock_exact.audit[-1]["found"])


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "told"), [("nobody", "no detector"), ("odd", "cannot be made"), ("gone", "cannot be loaded")]
)
def test_what_is_no_detector_is_refused(name: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        detectors_named((name,))


class Failing:
    def findings(self, text: str, *, name: str = "") -> Iterable[Finding]:
        raise ValueError(text)


def test_one_that_fails_stops_the_reading_and_its_words_are_kept_back() -> None:
    look = Screen([Failing()]).over(FieldSpec("notes", "Notes", "string"), lambda finding: None)
    text = "geheim" * 3
    with pytest.raises(ConfigError, match="Failing failed") as caught:
        look(text)
    assert text not in "".join(format_exception(caught.value))


@pytest.mark.usefixtures("installed")
def test_each_is_made_once() -> None:
    assert detectors_named(("membership",)) is detectors_named(("membership",))
