"""The append-only log, one file a month, shared by every process of this machine."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nlconnect.audit.chain import HEADLESS, START, Head, Link, line_of, link_of, pruning
from nlconnect.audit.entry import Cleaner
from nlconnect.audit.marks import marks_of
from nlconnect.audit.verification import Verification, files_of, verify
from nlconnect.errors import ConfigError
from nlconnect.model.ports import Store

HEAD_KIND = "audit-head"
TAIL_BYTES = 65_536


class AuditLog:
    """Entries chained by a keyed code. Values never get in: text that is no plain name becomes a keyed mark.

    `guard` holds a lock on a file over threads and processes, for a moment. Who can read the key can forge the log,
    and who can put back both an old log and an old store can hide what came after. Months that ended `keep_days` ago
    are pruned when a new month begins.
    """

    def __init__(
        self,
        folder: Path,
        *,
        key: bytes,
        store: Store,
        guard: Callable[[Path], AbstractContextManager[None]],
        keep_days: int | None = None,
    ) -> None:
        self._folder = folder
        self._key = key
        self._store = store
        self._guard = guard
        self._keep_days = keep_days
        self._cleaner = Cleaner(key)
        self._actor = self._cleaner.mark(f"actor:{user_name()}")
        self._head_key = hashlib.sha256(f"{platform.node()}:{folder.absolute()}".encode()).hexdigest()[:32]
        self._known: tuple[str, int, Head] | None = None

    def record(self, entry: Mapping[str, object], *, now: float) -> None:
        """Write one entry. Raises ConfigError where the log cannot be written."""
        self.append([entry], now=now)

    def append(self, entries: Iterable[Mapping[str, object]], *, now: float) -> None:
        """Write entries in one go: one lock, one write, one new head."""
        at = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
        own = {"at": at, "actor": self._actor}
        cleaned = [part | own for entry in entries for part in self._cleaner.entries(entry)]
        if not cleaned:
            return
        try:
            with self._guard(self._folder / "audit.lock"):
                begins_month = self._write(cleaned, month=f"audit-{at[:7]}.jsonl")
                old = self._over(now, self._keep_days) if begins_month and self._keep_days is not None else []
                if old and self._is_sound():
                    self._prune(old, own)
        except OSError as error:
            self._known = None
            raise ConfigError(
                f"the audit log in {self._folder} cannot be written ({error.strerror or type(error).__name__})",
                hint="Make room there and give your user the right to write; nothing is done without an entry.",
            ) from error

    def read(self) -> Iterator[Mapping[str, object]]:
        """Every entry from the oldest on, as it was written; what cannot be read is left to `verify`."""
        for path in files_of(self._folder):
            with path.open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    try:
                        entry = json.loads(line)
                    except ValueError:
                        continue
                    if isinstance(entry, dict):
                        yield entry

    def head(self) -> Head | None:
        """The last entry that was acknowledged, as the store knows it."""
        document = self._store.get(HEAD_KIND, self._head_key)
        return Head.load(document, key=self._key) if document is not None else None

    def verify(self, *, anchors: Sequence[Head] = ()) -> Verification:
        """Look for changed, removed, inserted and reordered entries, and for a cut end."""
        with self._guard(self._folder / "audit.lock"):
            return verify(self._folder, key=self._key, head=self.head(), anchors=anchors)

    def prune(self, *, days: int, now: float) -> int:
        """Take away the months that ended so many days ago; how many entries. The log says so from then on.

        Raises ConfigError where they were tampered with: what shows that is not to go with them.
        """
        at = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
        with self._guard(self._folder / "audit.lock"):
            old = self._over(now, days)
            if old and not self._is_sound():
                raise ConfigError(
                    "the audit log was changed, so none of it is pruned",
                    hint="Look at `nlconnect audit verify`, and put the folder aside as it is.",
                )
            return self._prune(old, {"at": at, "actor": self._actor})

    def prunable(self, *, days: int, now: float) -> int:
        """How many entries `prune` would take away."""
        return sum(_entries_in(path) for path in self._over(now, days))

    def _over(self, now: float, days: int) -> list[Path]:
        """The files of months that ended so many days ago, but for the newest, which is still written."""
        limit = datetime.fromtimestamp(now, UTC) - timedelta(days=days)
        return [path for path in files_of(self._folder)[:-1] if path.name < f"audit-{limit:%Y-%m}.jsonl"]

    def _is_sound(self) -> bool:
        return verify(self._folder, key=self._key, head=self.head()).is_sound

    def _prune(self, old: Sequence[Path], own: Mapping[str, object]) -> int:
        """First the entry, then the files: after a power cut between the two only some more are left."""
        last = _last_link(old[-1], key=self._key) if old else None
        if last is None:
            return 0
        self._write([{**pruning(last.head), **own}], month=files_of(self._folder)[-1].name)
        gone = sum(_entries_in(path) for path in old)
        for path in old:
            path.unlink()
        return gone

    def mark(self, text: str) -> str:
        """What the log shows in place of a text, to look for an entry about something known."""
        return self._cleaner.mark(text)

    def subject_hash(self, value: str) -> str:
        """The mark of a record's key or an identifier, as it stands in entries."""
        return self._cleaner.marks.subject(value)

    def about(self, value: str, *others: str) -> list[Mapping[str, object]]:
        """The last entry of each operation that met this key or identifier, or one of others; the oldest first."""
        wanted = {self.subject_hash(one) for one in (value, *others)}
        met = {_run(entry): entry for entry in self.read() if not wanted.isdisjoint(marks_of(entry))}
        for entry in self.read() if met else ():
            if _run(entry) in met:
                met[_run(entry)] = entry
        return list(met.values())

    def _write(self, entries: list[dict[str, object]], *, month: str) -> bool:
        """Append to the newest file; True where that is a new one."""
        newest = max((path.name for path in files_of(self._folder)), default=month)
        name = max(newest, month)  # a clock that was set back does not reopen an older file
        descriptor = os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if self._known is not None and self._known[:2] == (name, size):
                head = self._known[2]
            else:
                head, size = self._last(newest), _without_torn_line(descriptor, size)
                if head.sequence and self.head() is None:
                    entries = [{**HEADLESS, **{name: entries[0][name] for name in ("at", "actor")}}, *entries]
            lines = []
            for entry in entries:
                line, head = line_of(entry, after=head, key=self._key)
                lines.append(line)
            written = _append(descriptor, "\n".join([*lines, ""]).encode(), size)
        finally:
            os.close(descriptor)
        self._known = (name, size + written, head)
        self._store.put(HEAD_KIND, self._head_key, head.dump(key=self._key))
        return size == 0

    def _last(self, newest: str) -> Head:
        """Where the chain goes on: at the last entry, or at the head where the file ends before it.

        In the latter case entries were removed; going on from the head keeps that gap visible for good.
        """
        known = self.head() or START
        path = self._folder / newest
        if not path.exists():
            return known
        link = _last_link(path, key=self._key)
        return link.head if link is not None and link.head.sequence >= known.sequence else known


def _last_link(path: Path, *, key: bytes) -> Link | None:
    """The last whole entry of a file; None where it was changed."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        *_, before, _torn = [b"", b"", *file.read().split(b"\n")]
    link = link_of(before.decode("utf-8", "surrogateescape"), key=key)
    return link if link is not None and link.genuine else None


def _entries_in(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _run(entry: Mapping[str, object]) -> object:
    """What the entries of one operation share; those of earlier versions stand alone."""
    return entry.get("run") or entry.get("n")


def _without_torn_line(descriptor: int, size: int) -> int:
    """Cut off a last line that a power cut left unfinished; it was never acknowledged. The size without it."""
    if size == 0:
        return 0
    start = max(0, size - TAIL_BYTES)
    os.lseek(descriptor, start, os.SEEK_SET)
    tail = os.read(descriptor, size - start)
    if tail.endswith(b"\n"):
        return size
    whole = start + tail.rfind(b"\n") + 1
    os.ftruncate(descriptor, whole)
    return whole


def _append(descriptor: int, content: bytes, size: int) -> int:
    written = os.write(descriptor, content)
    if written < len(content):  # the disk is full: half an entry would look like tampering
        os.ftruncate(descriptor, size)
        raise OSError(28, "No space left on device")
    return written


def user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"
