"""How generated files are compared with what is there; how they are laid out is said by `nlconnect.schema.layout`."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from nlconnect.schema.layout import index_of, layout, write_all

__all__ = ["differences", "index_of", "layout", "layout_rows", "write_or_check"]


def layout_rows(rows: Iterable[object]) -> str:
    """JSON text of a list with a line for each row."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


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


def write_or_check(files: Mapping[Path, str], *, check: bool, orphans: Sequence[Path] = ()) -> int:
    """Write what changed and remove `orphans`, which nothing generates any more; or only report. The exit code."""
    if check:
        report = [*differences(files), *(f"{path} is generated from nothing" for path in orphans)]
        print("\n".join(report), file=sys.stderr)
        return 1 if report else 0
    changed = write_all(files)
    for path in orphans:
        path.unlink()
    size = sum(len(text.encode()) for text in files.values())
    print(f"{len(files)} files of {size / 1e6:.2f} MB, {len(changed)} changed, {len(orphans)} removed")
    return 0
