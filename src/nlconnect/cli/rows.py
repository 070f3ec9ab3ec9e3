"""Rows of a file to be written: JSON Lines, a JSON list, CSV as Dutch or other Excel saves it, or a workbook."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.errors import ConfigError, QueryError

LINES = (".jsonl", ".ndjson")
SEPARATED = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
SEPARATORS = ";,\t"
_DUTCH_NUMBER = re.compile(r"-?[\d.]*\d(,\d+)?")
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows by header, and how their texts are written."""

    rows: tuple[Row, ...]
    is_dutch: bool = False
    """With a comma in amounts, as Dutch Excel writes what it separates by semicolons."""

    def values(self, entity: EntitySpec, keys: Collection[str] = ()) -> Iterator[dict[str, object]]:
        """Each row by Python name, without empty cells, and `keys` by their header.

        Raises QueryError for another header that is no field.
        """
        headers = dict.fromkeys(header for row in self.rows for header in row)
        paths = {header: _path(entity, header) for header in headers if header not in keys}
        for row in self.rows:
            found: dict[str, object] = {}
            for header, cell in row.items():
                if cell is None or cell == "":
                    continue
                if header in keys:
                    found[header] = cell
                else:
                    _put(found, paths[header], _meant(cell, paths[header][-1], is_dutch=self.is_dutch))
            yield found


def holds_rows(path: str) -> bool:
    """Whether a file holds rows, and not the values of one record."""
    suffix = Path(path).suffix.lower()
    if suffix == ".json":
        with Path(path).open(encoding="utf-8") as file:
            return file.read(200).lstrip().startswith("[")
    return suffix in (*LINES, *SEPARATED, *WORKBOOKS)


def read_rows(path: str) -> Rows:
    """All of them. Raises ConfigError for what is no such file, and names the row."""
    suffix = Path(path).suffix.lower()
    if suffix in WORKBOOKS:
        return Rows(tuple(_of_workbook(path)))
    if suffix in SEPARATED:
        return _separated(path)
    text = Path(path).read_text("utf-8-sig")
    try:
        found = (
            json.loads(text, parse_float=Decimal)
            if suffix == ".json"
            else [json.loads(line, parse_float=Decimal) for line in text.splitlines() if line.strip()]
        )
    except ValueError:
        raise ConfigError(f"{path} is no JSON") from None
    odd = next((number for number, row in enumerate(found, 1) if not isinstance(row, dict)), None)
    if odd is not None:
        raise ConfigError(f"row {odd} of {path} is no JSON object")
    return Rows(tuple(found))


def _separated(path: str) -> Rows:
    content = Path(path).read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # as older versions of Excel save it
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    rows = []
    try:
        for number, row in enumerate(reader, 1):
            if None in row:
                raise ConfigError(f"row {number} of {path} has more cells than the header")
            rows.append({header.strip(): (cell or "").strip() for header, cell in row.items()})
    except csv.Error as wrong:
        raise ConfigError(f"{path} cannot be read as rows: {wrong}") from None
    return Rows(tuple(rows), is_dutch=separator == ";")


def _of_workbook(path: str) -> Iterator[Row]:
    """The first sheet; its first row names the columns."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        cells = book.worksheets[0].iter_rows(values_only=True)
        headers = [str(cell).strip() if cell is not None else "" for cell in next(cells, ())]
        for row in cells:
            if any(cell not in (None, "") for cell in row):
                yield {header: cell for header, cell in zip(headers, row, strict=False) if header}
    finally:
        book.close()


def _path(entity: EntitySpec, header: str) -> list[FieldSpec]:
    """The field of a header, or the fields that lead to a part: `email_addresses.address`. Labels will do, too."""
    head, *rest = header.split(".")
    spec = entity.by_name.get(head) or entity.by_wire.get(head) or _labelled(entity, header)
    if spec is None:
        entity.field(head)  # raises what names the nearest
        raise QueryError(f"{header} is no field", entity=entity.name)
    if head not in (spec.name, spec.wire):
        return [spec]
    path = [spec]
    for name in rest:
        inner = _inside(entity, path[-1])
        found = inner.get(name)
        if found is None:
            raise QueryError(f"{header}: there is no {name} in {path[-1].name}", entity=entity.name)
        path.append(found)
    return path


def _labelled(entity: EntitySpec, header: str) -> FieldSpec | None:
    wanted = header.strip().casefold()
    found = [
        spec for spec in entity.fields if wanted in {(spec.label_nl or "").casefold(), (spec.label or "").casefold()}
    ]
    return found[0] if len(found) == 1 and wanted else None


def _inside(entity: EntitySpec, spec: FieldSpec) -> Mapping[str, FieldSpec]:
    from nlconnect.connector.nested import object_inside

    inside = object_inside(entity, spec) or entity.target_of(spec.name)
    if inside is not None:
        return inside.by_name
    known = entity.catalogue.types.get(spec.of) if spec.of is not None and entity.catalogue is not None else None
    return {part.name: part for part in known.fields} if known is not None else {}


def _put(values: dict[str, object], path: list[FieldSpec], value: object) -> None:
    head, *rest = path
    if not rest:
        values[head.name] = value
        return
    held = values.setdefault(head.name, [{}] if head.many or head.type == "collection" else {})
    inner = held[0] if isinstance(held, list) else held
    assert isinstance(inner, dict)
    _put(inner, rest, value)


def _meant(cell: object, spec: FieldSpec, *, is_dutch: bool) -> object:
    """As the field takes it: what a spreadsheet made of a code, an amount or a day."""
    if isinstance(cell, str):
        text = cell.strip()
        if is_dutch and spec.type in ("decimal", "float") and _DUTCH_NUMBER.fullmatch(text):
            return text.replace(".", "").replace(",", ".") if "," in text else text
        if spec.type in ("date", "datetime") and (day := _DUTCH_DAY.fullmatch(text)):
            return date(int(day[3]), int(day[2]), int(day[1])).isoformat()
        return text
    if isinstance(cell, datetime) and spec.type == "date":
        return cell.date()
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() and spec.type != "float" else Decimal(str(cell))
    if isinstance(cell, int) and not isinstance(cell, bool) and spec.type == "string":
        return str(cell)
    return cell
