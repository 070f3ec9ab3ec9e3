"""The names a user may rely on. A change here is a change for every user: it needs a line in the changelog."""

from __future__ import annotations

import subprocess
import sys
import types

import nlconnect

PUBLIC = [
    "AsyncConnection",
    "CLEAR",
    "Call",
    "Connection",
    "Create",
    "Cursor",
    "Delete",
    "Done",
    "File",
    "Line",
    "Link",
    "Origin",
    "Page",
    "Plan",
    "Query",
    "Record",
    "Ref",
    "Rejected",
    "Run",
    "RunProgress",
    "Scope",
    "SyncBatch",
    "SyncCursor",
    "Unknown",
    "Unlink",
    "Update",
    "Upsert",
    "alike",
    "attach",
    "connect",
    "connect_async",
    "errors",
    "ref",
]


def test_public_names_are_pinned() -> None:
    assert sorted(nlconnect.__all__) == PUBLIC


def test_public_names_are_sorted() -> None:
    """Constants, then classes, then functions."""
    ordered = sorted(nlconnect.__all__, key=lambda name: (not name.isupper(), name.islower(), name))
    assert list(nlconnect.__all__) == ordered


def test_every_public_name_is_listed_and_can_be_had() -> None:
    assert set(nlconnect.__all__) <= set(dir(nlconnect))
    for name in nlconnect.__all__:
        assert getattr(nlconnect, name) is not None


def test_public_classes_call_the_package_their_home_or_one_of_its_modules() -> None:
    for name in nlconnect.__all__:
        value = getattr(nlconnect, name)
        home = value.__name__ if isinstance(value, types.ModuleType) else value.__module__
        assert home.split(".")[0] == "nlconnect", name


def test_public_names_are_loaded_when_they_are_asked_for() -> None:
    program = "import sys, nlconnect; sys.exit(any(name.startswith('nlconnect.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(nlconnect, "no_such_name")
