"""Locks that span a network call: a kernel file lock on one machine, a lease row over several."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Protocol

from nlconnect.errors import ConfigError
from nlconnect.state.place import private_folder

if sys.platform == "win32":
    import msvcrt

    def _take(file: FileIO, *, wait: bool) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give(file: FileIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: FileIO, *, wait: bool) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(file: FileIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


class KernelLock:
    """A file lock on a descriptor of its own, so that it excludes threads and tasks as well as processes.

    The kernel gives it back when its holder dies. The file stays until `sweep` finds it old: one that was removed
    between opening and locking is opened anew, else the lock would be split in two.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None

    def try_acquire(self) -> bool:
        if self._file is not None:
            return False
        with _forks:
            file = _open(self._path)
            while _take(file, wait=False):
                if _is_there(file):
                    self._file = file
                    _held.add(self)
                    return True
                file.close()
                file = _open(self._path)
            file.close()
        return False

    def release(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            _held.discard(self)
            _give(file)
            file.close()

    def __del__(self) -> None:
        self.release()  # a cancelled task may drop a lock that a worker thread had just taken for it

    def forget(self) -> None:
        """Close a descriptor inherited by fork, which would outlive a killed parent. The parent keeps the lock."""
        file, self._file = self._file, None
        if file is not None:
            file.close()


class LeaseTable(Protocol):
    """Rows of (name, owner, expiry)."""

    def take(self, name: str, owner: str, *, seconds: float) -> bool:
        """True where the lease is free, expired or already the owner's; then it lasts `seconds` from now."""
        ...

    def give(self, name: str, owner: str) -> None: ...


class LeaseLock:
    """A lease, renewed by a thread while it is held: it outlives a killed holder by at most its length."""

    def __init__(self, table: LeaseTable, name: str, *, seconds: float) -> None:
        self._table = table
        self._name = name
        self._seconds = seconds
        self._owner = ""
        self._process = 0
        self._stop: threading.Event | None = None

    def try_acquire(self) -> bool:
        if self._stop is not None and self._process == os.getpid():
            return False
        owner = f"{os.getpid()}-{secrets.token_hex(8)}"
        if not self._table.take(self._name, owner, seconds=self._seconds):
            return False
        self._owner, self._process, self._stop = owner, os.getpid(), threading.Event()
        renewal = (self._stop, lambda: self._table.take(self._name, owner, seconds=self._seconds), self._seconds / 3)
        threading.Thread(target=_renew, args=renewal, name="nlconnect lease", daemon=True).start()
        return True

    def release(self) -> None:
        stop, self._stop = self._stop, None
        if stop is None:
            return
        stop.set()
        if self._process == os.getpid():  # a forked child does not give back what its parent holds
            self._table.give(self._name, self._owner)

    def __del__(self) -> None:
        with suppress(ConfigError):
            self.release()


def _renew(stop: threading.Event, take: Callable[[], bool], every: float) -> None:
    while not stop.wait(every):
        try:
            if not take():
                return
        except ConfigError:
            continue  # the database is away for a moment; the lease may outlast that


def lock_file(folder: Path, name: str) -> Path:
    """A file name that is safe on every system, readable, and different for different names."""
    readable = re.sub(r"[^A-Za-z0-9.-]+", "_", re.sub(r"[^\s/:]+@[^\s/:]+", "_", name))[:40]
    return folder / f"{readable}-{hashlib.sha256(name.encode()).hexdigest()[:16]}.lock"


def sweep(folder: Path, *, before: float) -> int:
    """Remove lock files that nobody holds and that were made before that moment; how many."""
    gone = 0
    for path in folder.glob("*.lock"):
        with suppress(OSError), _forks:
            if path.stat().st_mtime > before:
                continue
            with FileIO(os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0)), "r+") as file:
                if _take(file, wait=False):
                    path.unlink()
                    gone += 1
                    _give(file)
    return gone


def _is_there(file: FileIO) -> bool:
    """Whether the file still has its name: who swept it may have locked it first."""
    return os.fstat(file.fileno()).st_nlink > 0


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a kernel lock on `path` for a short piece of file work, waiting for it in the kernel."""
    private_folder(path.parent)
    with _open(path) as file:
        _take(file, wait=True)
        try:
            yield
        finally:
            _give(file)


def _open(path: Path) -> FileIO:
    try:
        return FileIO(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600), "r+")
    except OSError as error:
        raise ConfigError(
            f"the lock file {path} cannot be opened ({error.strerror or type(error).__name__})",
            hint=f"Give your user the right to write in {path.parent}, or name another state URL.",
        ) from error


_forks = threading.Lock()
_held: weakref.WeakSet[KernelLock] = weakref.WeakSet()


def _after_fork_in_child() -> None:
    for lock in list(_held):
        lock.forget()
    _held.clear()
    _forks.release()


if hasattr(os, "register_at_fork"):
    # No fork between taking a lock and noting it: the child would keep the lock of a killed parent.
    os.register_at_fork(before=_forks.acquire, after_in_parent=_forks.release, after_in_child=_after_fork_in_child)
