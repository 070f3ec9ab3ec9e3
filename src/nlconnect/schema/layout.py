"""How generated JSON is laid out and written: stable, compact, one field a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

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


def index_of(services: Mapping[str, Mapping[str, Mapping[str, object]]]) -> dict[str, object]:
    """What `index.json` says: the services, and which of them hold each collection and record name."""
    names: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    for service in sorted(services):
        for collection, fact in services[service].items():
            names.setdefault(collection, []).append(service)
            records.setdefault(str(fact["record"]), []).append(service)
    return {"modules": sorted(services), "names": dict(sorted(names.items())), "records": dict(sorted(records.items()))}


def write_all(files: Mapping[Path, str]) -> list[Path]:
    """Write the files whose text differs from what is there; answers which."""
    changed = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], "utf-8")
    return changed
