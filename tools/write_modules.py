"""Write the service modules and type stubs of a connector package from its catalogue and overlay.

    python tools/write_modules.py connectors/exact_online/nlconnect_exact [--check]

What is written is committed and never edited by hand; `nlconnect.schema.stubs` says how it looks.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from catalogue_json import write_or_check

from nlconnect.errors import CatalogueError
from nlconnect.schema import stubs

HEADER = "# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.\n"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("package", type=Path, help="folder of the connector package")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file would change")
    options = arguments.parse_args()
    package: Path = options.package
    try:
        files = written(package)
    except CatalogueError as error:
        raise SystemExit(str(error)) from None
    orphans = [path for path in sorted(package.glob("*.py*")) if path not in files and is_ours(path)]
    return write_or_check(files, check=options.check, orphans=orphans)


def written(package: Path) -> dict[Path, str]:
    """Every generated file of a connector package with its text."""
    return stubs.written(package, header=HEADER)


def is_ours(path: Path) -> bool:
    """Whether the file was written here."""
    return stubs.is_ours(path, header=HEADER)


if __name__ == "__main__":
    sys.exit(main())
