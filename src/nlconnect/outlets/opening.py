"""From a file name to an outlet."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TextIO

from nlconnect.errors import ConfigError
from nlconnect.model.table import Column
from nlconnect.outlets.lines import ArrayFormat, LinesFormat
from nlconnect.outlets.outlet import Format, Outlet
from nlconnect.outlets.separated import SeparatedFormat
from nlconnect.outlets.target import FileTarget, StreamTarget, Target

FORMATS = ("jsonl", "json", "csv", "xlsx", "parquet")
SAME = {"ndjson": "jsonl"}
NO_NOTES: Mapping[str, str] = {}

EXTRAS = {"xlsx": ("xlsxwriter", "excel"), "parquet": ("pyarrow", "parquet")}
"""Format: the library it needs, and the extra that installs it."""


def open_outlet(
    target: str | Path | TextIO,
    columns: Sequence[Column],
    *,
    excel: Literal["nl"] | None = None,
    format: str | None = None,  # noqa: A002  # what the command line calls it
    notes: Mapping[str, str] = NO_NOTES,
) -> Outlet:
    """Open a file by its suffix (`format` overrules it), `-` for JSON lines on standard output, or a text stream.

    `excel="nl"` writes XLSX and CSV as Dutch Excel opens them well. `notes` fill the workbook's sheet about itself
    and are read when the outlet is closed. Raises ConfigError for an unknown format, a missing library or a
    place that cannot be written; nothing is created then.
    """
    kind = _format_of(target, format)
    _demand_library(kind)
    place: Target
    if isinstance(target, (str, Path)) and str(target) != "-":
        place = FileTarget(Path(target))
    else:
        place = StreamTarget(sys.stdout if isinstance(target, (str, Path)) else target)
    try:
        return Outlet(place, _form(kind, place, columns, excel=excel, notes=notes))
    except BaseException:
        place.discard()
        raise


def _form(
    kind: str, target: Target, columns: Sequence[Column], *, excel: Literal["nl"] | None, notes: Mapping[str, str]
) -> Format:
    if kind == "jsonl":
        return LinesFormat(target.file)
    if kind == "json":
        return ArrayFormat(target.file)
    if kind == "csv":
        return SeparatedFormat(target.file, columns, excel=excel)
    if kind == "parquet":
        from nlconnect.outlets.parquet import ParquetFormat

        return ParquetFormat(target.file, columns)
    from nlconnect.outlets.workbook import WorkbookFormat

    return WorkbookFormat(target.file, columns, excel=excel, notes=notes)


def _format_of(target: str | Path | TextIO, named: str | None) -> str:
    is_file = isinstance(target, (str, Path)) and str(target) != "-"
    suffix = Path(str(target)).suffix.lower().lstrip(".") if is_file else "jsonl"
    kind = (named or suffix).lower()
    kind = SAME.get(kind, kind)
    if kind not in FORMATS:
        asked = f"the format {kind!r}" if kind else f"the format of {target}"
        raise ConfigError(f"{asked} is not known", hint=f"End the file name in one of: {', '.join(FORMATS)}.")
    if kind in EXTRAS and not is_file:
        raise ConfigError(f"{kind} cannot be written to a stream", hint=f"Name a file: --to rows.{kind}")
    return kind


def _demand_library(kind: str) -> None:
    library, extra = EXTRAS.get(kind, (None, None))
    if library is not None and find_spec(library) is None:
        raise ConfigError(f"writing {kind} needs {library}", hint=f'Install it with: pip install "nlconnect[{extra}]"')
