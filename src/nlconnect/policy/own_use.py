"""The built-in purpose: a person with their own company's data, on their own machine, without a policy file.

A terminal or a file shows levels 0 to 3; level 4, level 5 and what nobody reviewed is masked. A script keeps its
own data in its own variables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from nlconnect.model.catalogue import FieldSpec
from nlconnect.model.privacy import MASKED_AT_LEVEL, TagStatus

OWN_USE = "own-use"


def hidden_fields(fields: Iterable[FieldSpec]) -> tuple[FieldSpec, ...]:
    """The fields that `own-use` masks at an outlet: they are not even fetched."""
    return tuple(spec for spec in fields if spec.tag.effective_level >= MASKED_AT_LEVEL)


def why_hidden(fields: Sequence[FieldSpec]) -> str:
    """One line: how many fields were masked, by which rule, and what would show them."""
    if not fields:
        return "own-use: nothing had to be masked"
    counts = Counter(
        "nobody reviewed" if spec.tag.status is TagStatus.UNREVIEWED else f"level {spec.tag.level}" for spec in fields
    )
    kinds = ", ".join(kind if len(counts) == 1 else f"{count} {kind}" for kind, count in sorted(counts.items()))
    names = ", ".join(spec.name for spec in fields[:6]) + (f" and {len(fields) - 6} more" if len(fields) > 6 else "")
    many = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
    return (
        f"own-use masked {many} ({kinds}): {names}. In Python you can read them; in a file or on a screen they need "
        "a purpose that names their categories: nlconnect policy init."
    )
