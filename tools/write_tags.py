"""Write the reference page about privacy tags from the catalogues.

python tools/write_tags.py [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from catalogue_json import write_or_check

from nlconnect.connector import connector, connector_names
from nlconnect.model.privacy import MASKED_AT_LEVEL, categories
from nlconnect.privacy import flags_of, tag_summary, tagged_fields

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "privacy-tags.md"
INTRODUCTION = f"""\
# Privacy tags

<!-- Written by tools/write_tags.py from the catalogues. Do not edit. -->

Every field of every system has a tag: a category of personal data with a level from 0 to 5, or *not personal*. A
person who read the field vouches for a `reviewed` tag; a `proposed` one follows from a rule about names, Dutch and
English; what is `unreviewed` counts as level {MASKED_AT_LEVEL}. From level {MASKED_AT_LEVEL} on, `own-use` masks a
field wherever data leaves your program ([why](../explanation/privacy.md)). The same figures, and every field:
`nlconnect privacy tags --summary` and `nlconnect privacy tags SYSTEM`.

## How much was judged
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page would change")
    files = {PAGE: page()}
    return write_or_check(files, check=arguments.parse_args().check)


def page() -> str:
    """The page: the share that is only proposed first, since that is what a reader has to weigh."""
    return "\n".join([INTRODUCTION, *shares(), "", "## Categories", "", *kinds(), ""])


def shares() -> list[str]:
    """A row for each system."""
    lines = [
        "| system | fields | reviewed: personal | reviewed: not personal | only proposed | unreviewed |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name in connector_names():
        system = connector(name)
        found = tag_summary(system.catalogue)
        lines.append(
            f"| {system.title} | {found.fields:,} | {found.personal:,} | {found.not_personal:,} "
            f"| {found.proposed:,} ({found.share_proposed:.1%}) | {found.unreviewed:,} ({found.share_unreviewed:.1%}) |"
        )
    return lines


def kinds() -> list[str]:
    """A row for each category that some field has."""
    uses: dict[str, Counter[str]] = {}
    flags: dict[str, str] = {}
    for name in connector_names():
        for tagged in tagged_fields(connector(name).catalogue):
            category = tagged.field.tag.category
            if category is not None:
                uses.setdefault(category, Counter())[name] += 1
                flags[category] = ", ".join(flags_of(tagged.field.tag))
    names = connector_names()
    lines = [
        f"| category | level | what it is | flags | {' | '.join(names)} |",
        f"|---|---:|---|---|{'---:|' * len(names)}",
    ]
    for key, known in categories().items():
        if key in uses:
            counts = " | ".join(str(uses[key][name] or "") for name in names)
            lines.append(f"| `{key}` | {known.level} | {known.description} | {flags[key]} | {counts} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
