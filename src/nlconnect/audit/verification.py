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
class Gap:
    """Entries that are not there, from one number to another, and the code that the next one names before it."""

    file: str
    line: int
    first: int
    last: int
    previous: str

    def problems(self, pruned: Head) -> list[Problem]:
        """What is wrong with it, given up to where the log itself says that it was pruned."""
        if self.last > pruned.sequence:
            text = f"{_several(max(self.first, pruned.sequence + 1), self.last)} missing"
        elif self.last == pruned.sequence and self.previous != pruned.mac:
            text = f"entry {self.last + 1} follows another entry than the last one that was pruned"
        else:
            return []
        return [Problem(self.file, self.line, text)]


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
    last: int = 0
    """The number of the last entry."""
    pruned_to: int = 0
    """Up to here entries were taken away because they were old: the log itself says so, under its key."""

    @property
    def is_sound(self) -> bool:
        return not self.problems

    def __str__(self) -> str:
        if self.problems:
            return "\n".join(str(problem) for problem in self.problems)
        if self.complete is None:
            end = "that the end is whole is not provable without the head or an anchor"
        elif self.proven_to < self.last:
            end = f"the end is whole up to entry {self.proven_to}, and not provable behind it"
        else:
            end = "the end is whole"
        before = ", ".join(str(number) for number in self.unproven)
        more = f"; that nothing was cut off before entry {before} is not provable without an anchor" if before else ""
        cut = f"; pruned up to entry {self.pruned_to}, as the log says itself" if self.pruned_to else ""
        return f"{self.entries} entries, none changed, removed, inserted or reordered; {end}{cut}{more}"


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
    found: list[Problem | Gap] = field(default_factory=list)
    pruned: Head = Head(0, "")
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
        if link.pruned is not None and self.pruned.sequence < link.pruned.sequence < link.head.sequence:
            self.pruned = link.pruned
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
            self.found.append(Gap(*self.place, last.sequence + 1, sequence - 1, link.previous))
        self.last = link.head

    def result(self) -> Verification:
        head, last = self.head, self.last or START
        proven = max((known.sequence for known in (*self.anchors, *([head] if head else ()))), default=0)
        complete = last.sequence >= proven if head is not None or self.anchors else None
        if complete is False:
            self._complain(f"{_several(last.sequence + 1, proven)} missing at the end")
        elif head is not None and self.at_head not in (head.mac, None):
            self._complain(f"entry {head.sequence} is not the one that was acknowledged")
        if any(one.sequence == self.pruned.sequence and one.mac != self.pruned.mac for one in self.anchors):
            self._complain(f"entry {self.pruned.sequence}, up to which was pruned, is not the one that was anchored")
        anchored = max((anchor.sequence for anchor in self.anchors), default=0)
        return Verification(
            self.entries,
            tuple(self._problems()),
            complete,
            tuple(number for number in self.unproven if number > anchored + 1),
            proven,
            last.sequence,
            self.pruned.sequence,
        )

    def _problems(self) -> Iterator[Problem]:
        """Gaps are judged at the end: the entry that explains one stands behind it."""
        for one in self.found:
            yield from one.problems(self.pruned) if isinstance(one, Gap) else [one]

    def _complain(self, what: str) -> None:
        self.found.append(Problem(*self.place, what))


def _several(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"
