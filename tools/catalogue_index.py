"""The index of a catalogue: which services hold each name, and which one has the bare name at top level."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NOT_A_SERVICE = ("index.json", "names.json")


def index_of(services: Mapping[str, Mapping[str, Any]], overlays: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Services, the homes of every collection and record name, and who owns a bare name that has several homes."""
    names: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    bare: dict[str, str] = {}
    for module in sorted(services):
        for collection, fact in services[module].items():
            names.setdefault(collection, []).append(module)
            records.setdefault(fact["record"], []).append(module)
            if not overlays.get(module, {}).get(collection, {}).get("bare"):
                continue
            for name in (collection, fact["record"]):
                if bare.setdefault(name, module) != module:
                    raise SystemExit(f"the overlays of {bare[name]} and {module} both claim the bare name {name}")
    return {
        "modules": sorted(services),
        "names": dict(sorted(names.items())),
        "records": dict(sorted(records.items())),
        "bare": dict(sorted(bare.items())),
    }


def services_of(package: Path) -> dict[str, Mapping[str, Any]]:
    """The committed facts of a connector package, by service."""
    files = sorted((package / "catalogue").glob("*.json"))
    return {
        path.stem: json.loads(path.read_text("utf-8"))["entities"] for path in files if path.name not in NOT_A_SERVICE
    }


def overlays_of(package: Path) -> dict[str, Mapping[str, Any]]:
    """Our corrections to a connector package, by service."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((package / "overlay").glob("*.toml"))}
