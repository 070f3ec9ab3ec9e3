"""The cells of one row of a workbook, by the headers above them."""

from __future__ import annotations

from collections.abc import Mapping

from nlconnect.model.complex import Complex


class Cells(Complex, frozen=True):
    """Cells by header. A day and a moment are text (`2026-03-01`): nobody knows their type before they are read."""

    def __getitem__(self, header: str) -> object:
        """The cell below a header. Raises KeyError."""
        return self.by_header[header]

    @property
    def by_header(self) -> Mapping[str, object]:
        """All of them, in the order of the columns."""
        return self.model_extra or {}
