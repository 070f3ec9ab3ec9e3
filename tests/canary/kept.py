"""What is kept on disk, and what is told of it."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from unittest.mock import patch

from nlconnect.cli.keeping import Place, Wish, remove, show
from nlconnect.cli.kept_copies import KIND as COPIES
from nlconnect.config import Settings
from nlconnect.state import KEPT, KeptStore, Key, open_store
from nlconnect.state.keeping import OPEN_KINDS
from tests.canary.outlets import Probe
from tests.canary.vendor import spelt


def state(probe: Probe) -> str:
    """The files of a store with everything in it that may hold a value, `state list`, and both after `state purge`."""
    url, key = f"sqlite:///{probe.folder / probe.entity.qualified_name}.db", Key.fresh()
    store = open_store(url, key=key, clock=probe.mock.clock)
    document = "; ".join(spelt(mark) for mark in probe.marks).encode()
    for kind in sorted(set(KEPT) - OPEN_KINDS - {COPIES}):  # of a copy only its place is kept
        store.put(kind, "canary", document)
    told = [_files(probe)]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out), _opened(probe, url, store):
        for as_json in (False, True):
            show(every=True, as_json=as_json)
        remove(Wish(everything=True, force=True, yes=True))
    store.close()
    return "\n".join([*told, out.getvalue(), _files(probe)])


def _files(probe: Probe) -> str:
    found = sorted(probe.folder.glob(f"{probe.entity.qualified_name}.db*"))
    return "\n".join(path.read_bytes().decode("latin-1") for path in found)


@contextlib.contextmanager
def _opened(probe: Probe, url: str, store: KeptStore) -> Iterator[None]:
    place = Place(url, Settings(), store, probe.mock.log, probe.mock.clock.now())
    with patch("nlconnect.cli.keeping.opened", lambda: contextlib.nullcontext(place)):
        yield
