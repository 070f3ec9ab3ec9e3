"""Whether the log was changed since it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nlconnect.audit.chain import START, Head, Link, link_of


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. `complete` None: without a head or an anchor nobody can tell whether the end was cut off."""

    entries: int
    problems: Sequence[Problem]
    complete: bool | None
    unproven: Sequence[int] = ()
    """Entries before which the head was not to be found, so that more may have stood there once."""
    proven_to: int = 0
    """The last entry that a head or an anchor vouches for."""

    @property
    def is_sound(self) -> bool:
        return not self.problems

    def __str__(self) -> str:
        if self.problems:
            return "\n".join(str(problem) for problem in self.problems)
        if self.complete is None:
            end = "that the end is whole is not provable without the head or an anchor"
        elif self.proven_to < self.entries:
            end = f"the end is whole up to entry {self.proven_to}, and not provable behind it"
        else:
            end = "the end is whole"
        before = ", ".join(str(number) for number in self.unproven)
        more = f"; that nothing was cut off before entry {before} is not provable without an anchor" if before else ""
        return f"{self.entries} entries, none changed, removed, inserted or reordered; {end}{more}"


def files_of(path: Path) -> list[Path]:
    """The files of a log folder in order, or the one file."""
    return sorted(path.glob("audit-*.jsonl")) if path.is_dir() else [path] if path.exists() else []


def verify(path: Path, *, key: bytes, head: Head | None, anchors: Sequence[Head] = ()) -> Verification:
    """Check a log folder, or one month's file on its own, whose beginning is then taken as it stands.

    A head belongs to the folder, or to its newest file. Anchors are heads of earlier days that were kept elsewhere.
    """
    check = _Check(head, START if path.is_dir() else None, anchors)
    for file, number, line in _lines(path):
        check.see(link_of(line.removesuffix("\n"), key=key) if line.endswith("\n") else None, file, number)
    return check.result()


def _lines(path: Path) -> Iterator[tuple[str, int, str]]:
    for file in files_of(path):
        with file.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                yield file.name, number, line


@dataclass
class _Check:
    head: Head | None
    last: Head | None
    """The entry that the next one should follow; its code is empty after a damaged line."""
    anchors: Sequence[Head] = ()
    entries: int = 0
    problems: list[Problem] = field(default_factory=list)
    at_head: str | None = None
    place: tuple[str, int] = ("audit log", 0)
    unproven: list[int] = field(default_factory=list)

    def see(self, link: Link | None, file: str, number: int) -> None:
        self.place = (file, number)
        if link is None or not link.genuine:
            self._complain("this line is no entry" if link is None else f"entry {link.head.sequence} was changed")
            if link is not None or self.last is not None:
                self.last = Head(self.last.sequence + 1 if self.last else link.head.sequence if link else 0, "")
            return
        self.entries += 1
        if self.head is not None and link.head.sequence == self.head.sequence:
            self.at_head = link.head.mac
        if any(anchor.sequence == link.head.sequence and anchor.mac != link.head.mac for anchor in self.anchors):
            self._complain(f"entry {link.head.sequence} is not the one that was anchored")
        if link.headless:
            self.unproven.append(link.head.sequence)
        self._compare(link)

    def _compare(self, link: Link) -> None:
        last, sequence = self.last, link.head.sequence
        if last is None or sequence == last.sequence + 1:
            if last is not None and last.mac and link.previous != last.mac:
                self._complain(f"entry {sequence} follows another entry than the one before it")
        elif sequence <= last.sequence and last.mac:
            self._complain(f"entry {sequence} stands here again or out of order")
            return
        elif sequence > last.sequence + 1:
            self._complain(f"{_several(last.sequence + 1, sequence - 1)} missing")
        self.last = link.head

    def result(self) -> Verification:
        head, last = self.head, self.last or START
        proven = max((known.sequence for known in (*self.anchors, *([head] if head else ()))), default=0)
        if head is None and not self.anchors:
            return Verification(self.entries, tuple(self.problems), None, tuple(self.unproven))
        complete = last.sequence >= proven
        if not complete:
            self._complain(f"{_several(last.sequence + 1, proven)} missing at the end")
        elif head is not None and self.at_head not in (head.mac, None):
            self._complain(f"entry {head.sequence} is not the one that was acknowledged")
        anchored = max((anchor.sequence for anchor in self.anchors), default=0)
        unproven = tuple(number for number in self.unproven if number > anchored + 1)
        return Verification(self.entries, tuple(self.problems), complete, unproven, proven)

    def _complain(self, what: str) -> None:
        self.problems.append(Problem(*self.place, what))


def _several(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"
