"""How generated JSON is laid out and written: stable, compact, one field a line."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_LINE = 240


def layout(value: object) -> str:
    """JSON text in which a mapping of mappings has a line for each entry. Keeps the order of the input."""
    return f"{_render(value)}\n"


def _render(value: object, *, indent: int = 0) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, Mapping) or not value:
        return flat
    if indent and len(flat) <= _LINE and not any(isinstance(entry, Mapping) for entry in value.values()):
        return flat
    pad = " " * indent
    lines = (
        f"{pad} {json.dumps(key, ensure_ascii=False)}: {_render(entry, indent=indent + 1)}"
        for key, entry in value.items()
    )
    return "{\n" + ",\n".join(lines) + f"\n{pad}}}"


def layout_rows(rows: Iterable[object]) -> str:
    """JSON text of a list with a line for each row."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def index_of(services: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, object]:
    """What `index.json` says: the services, and which of them hold each collection and record name."""
    names: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    for service in sorted(services):
        for collection, fact in services[service].items():
            names.setdefault(collection, []).append(service)
            records.setdefault(fact["record"], []).append(service)
    return {"modules": sorted(services), "names": dict(sorted(names.items())), "records": dict(sorted(records.items()))}


def write_all(files: Mapping[Path, str]) -> list[Path]:
    """Write the files whose text differs from what is there; answers which."""
    changed = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], "utf-8")
    return changed


def differences(files: Mapping[Path, str], *, lines: int = 12) -> list[str]:
    """What writing would change: a line for each file and the first lines of its diff."""
    report: list[str] = []
    for path, text in files.items():
        current = path.read_text("utf-8") if path.is_file() else ""
        if current == text:
            continue
        report.append(f"{path} is not what the generator writes")
        diff = difflib.unified_diff(current.splitlines(), text.splitlines(), "committed", "generated", "", "", 0, "")
        report.extend(f"  {line[:160]}" for line in list(diff)[2 : 2 + lines])
    return report
