"""All ways out, by name, and what the policy lets through each of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tests.canary import kept, onward, outlets
from tests.canary.marks import Mark
from tests.canary.outlets import PURPOSE, Way, named, visible

LEAST_HIDDEN_FROM_AGENTS = 2


def unnamed(mark: Mark) -> bool:
    """What an agent without a policy is told."""
    return mark.spec.tag.effective_level < LEAST_HIDDEN_FROM_AGENTS


WAYS: Mapping[str, Way] = {
    way.name: way
    for way in (
        Way("terminal table", outlets.table, visible),
        *(Way(kind, outlets.file_of(kind), visible) for kind in ("jsonl", "json", "csv", "xlsx", "parquet")),
        Way("repr", outlets.shown, shows_unknown=True),
        Way("errors and tracebacks", outlets.failures),
        Way("pickled errors", outlets.pickled),
        Way("logs at DEBUG", outlets.logs),
        Way("audit log", outlets.audit),
        Way("state on disk", kept.state),
        Way("requests to other hosts", outlets.elsewhere),
        Way("reports", onward.looked_on),
        Way("spans and metrics", onward.watched),
        Way("return under a purpose", outlets.returned, named),
        Way("pickled records under a purpose", outlets.pickled_records, named),
        Way("file under a purpose", outlets.file_under_the_purpose, named),
        Way("copy to another system under a purpose", onward.copied, named),
        Way("answers to agents", onward.told_to_agents, unnamed),
        Way("answers to agents under a purpose", partial(onward.told_to_agents, purpose=PURPOSE), named),
        Way("search for a person", onward.searched, visible),
        Way("page of approvers", onward.shown_to_approvers, named),
    )
}

BESIDE: tuple[Way, ...] = (
    Way("repr of records that come along", outlets.shown_in_pages),
    Way("records that come along under a purpose", outlets.returned, named),
    Way("pickled records that come along under a purpose", outlets.pickled_records, named),
)
"""Of records that come along with others, which no file has room for."""
