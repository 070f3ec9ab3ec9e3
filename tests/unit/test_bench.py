"""Figures and how they come into the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import __main__ as bench
from bench.figure import Figure


@pytest.mark.parametrize(
    ("figure", "ok", "line"),
    [
        (Figure("cost", 0.5, 0.75), True, "ok     0.5     at most 0.75  cost"),
        (Figure("cost", 0.8, 0.75, detail="8 of 10"), False, "MISSED 0.8     at most 0.75  cost  (8 of 10)"),
        (Figure("use", 0.95, 0.95, at_least=True), True, "ok     0.95    at least 0.95 use"),
        (Figure("use", 0.9, 0.95, at_least=True), False, "MISSED 0.9     at least 0.95 use"),
    ],
)
def test_a_figure_stands_beside_its_aim(figure: Figure, ok: bool, line: str) -> None:
    assert figure.ok is ok
    assert str(figure) == line


def test_the_page_on_performance_takes_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "performance.md"
    page.write_text(bench.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(bench, "PAGE", page)
    for value in (0.5, 0.9):
        bench.write([Figure("cost", value, 0.75, detail="so much")])
    text = page.read_text("utf-8")
    assert "| cost | at most 0.75 | 0.9 (missed) | so much |" in text
    assert "| 0.5 |" not in text
    assert text.count("Measured on") == 1
    assert "## Where the time goes" in text
