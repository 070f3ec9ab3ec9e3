"""Every way out: what it puts out of a planted entity, as one text."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import pickle
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from nlconnect.audit import Verification
from nlconnect.audit.breach import report
from nlconnect.cli.breach import lines_of
from nlconnect.cli.grid import Grid
from nlconnect.client import Connection
from nlconnect.connector import EntitySpec, FieldSpec, Query, Record, collection_of
from nlconnect.errors import NlconnectError, PolicyRefused, QueryError
from nlconnect.model.outcome import Difference
from nlconnect.model.privacy import MASKED_AT_LEVEL, Personal, TagStatus
from nlconnect.outlets import open_outlet
from tests.canary.marks import Mark
from tests.canary.vendor import PlantedMock, spelt

LOUD = ("nlconnect", "httpx", "httpx2", "httpcore", "httpcore2", "sqlalchemy", "asyncio", "tenacity")
WIDE = "100000"
NEWEST = 50
"""Entries of the log that the report of a breach is made of, which are those of the entity in hand."""
POLICY, PURPOSE = Path(__file__).with_name("policy.toml"), "debiteuren"
STRANGE = {"exact": "/api/v1/{division}/elders/Dingen", "afas": "/connectors/Dingen", "graph": "/v1.0/dingen"}
"""A path that no catalogue knows: it is not named by an entity, so what stands in it might be told."""


@dataclass(frozen=True)
class Way:
    """One way out. `allows` says which canaries the policy lets through."""

    name: str
    puts_out: Callable[[Probe], str | None]
    """All of it as one text; None where there is no such way out of this entity."""
    allows: Callable[[Mark], bool] = lambda mark: False
    shows_unknown: bool = False
    """A field that no catalogue knows has a cell here, too; elsewhere it may not come out either."""


class Probe:
    """One planted entity, and a connection to read it with."""

    def __init__(self, mock: PlantedMock, entity: EntitySpec, marks: Sequence[Mark], folder: Path) -> None:
        self.mock, self.entity, self.folder = mock, entity, folder
        mock.plant(marks)
        self.asked = self._askable()
        self.marks = [mark for mark in marks if mark.can_be_planted and mark.spec in self.asked]

    def _askable(self) -> tuple[FieldSpec, ...]:
        """All fields, or those that come unasked where a vendor gives no more; none of what cannot be read."""
        for fields in (self.entity.values, self.entity.defaults):
            self.asked = tuple(fields)
            with contextlib.suppress(QueryError):
                list(self.connection().read(self.query))
                return self.asked
        return ()

    def connection(self, outlet: str = "return", *, purpose: str | None = None) -> Connection:
        if purpose is None:
            return self.mock.connect(outlet=outlet)
        self.mock.policy = POLICY
        try:
            return self.mock.connect(outlet=outlet, purpose=purpose)
        finally:
            self.mock.policy = None

    @property
    def query(self) -> Query[Record]:
        """All fields, with what the entity demands and the parents that its path needs."""
        query = collection_of(self.mock.connector.package, self.entity).all()
        needs = {need for path in self.entity.paths for need in path.needs} - {"id"}
        parents: dict[str, str | int | bool] = {
            **dict.fromkeys(needs, "x"),
            **{name: _argument(kind) for name, kind in self.entity.parameters.items()},
        }
        query = query.of(**parents) if parents else query
        return replace(query, selected=tuple(spec.name for spec in self.asked))

    def read_on(self) -> None:
        """A read of two pages, the second behind a link with everything in it; then a file that has no end."""
        self.mock.mode = "linked"
        with contextlib.suppress(NlconnectError):
            list(self.connection().read(self.query))
        self.mock.mode = "page"
        with contextlib.suppress(NlconnectError):
            self.connection().download(self.query, "1", to=self.folder / "fetched")

    def refused(self, mode: str = "refusal") -> NlconnectError | None:
        """The error of a read that the vendor refuses, repeating everything; or of its second page."""
        self.mock.forget_refusals()
        self.mock.mode = mode
        try:
            list(self.connection().read(self.query))
        except NlconnectError as error:
            return error
        finally:
            self.mock.mode = "page"
        return None


class Beside(Probe):
    """A planted record that comes along with one of `parent`."""

    def __init__(
        self, mock: PlantedMock, parent: EntitySpec, name: str, *, marks: Sequence[Mark], folder: Path
    ) -> None:
        self.mock, self.entity, self.folder, self.name = mock, parent, folder, name
        mock.plant_inside(parent, parent.by_name[name].wire, marks)
        self.asked = self._askable()
        child = parent.target_of(name)
        brought = child.defaults if child is not None and self.asked else ()
        self.marks = [mark for mark in marks if mark.can_be_planted and mark.spec in brought and mark.spec.is_value]

    @property
    def query(self) -> Query[Record]:
        """The keys, and what comes along."""
        return super().query.expand(self.name)

    def _askable(self) -> tuple[FieldSpec, ...]:
        self.asked = tuple(self.entity.by_wire[wire] for wire in self.entity.key)
        with contextlib.suppress(QueryError):
            list(self.connection().read(self.query))
            return self.asked
        return ()


def _argument(kind: str) -> str | int | bool:
    known: dict[str, str | int | bool] = {"int": 1, "int64": 1, "bool": True, "guid": str(UUID(int=1))}
    return known.get(kind, "x")


def visible(mark: Mark) -> bool:
    """What `own-use` lets a terminal and a file show."""
    return mark.spec.tag.effective_level < MASKED_AT_LEVEL


def named(mark: Mark) -> bool:
    """What the policy beside this file lets its purpose see: ids of records, and what is financial but for accounts."""
    tag = mark.spec.tag
    category = tag.category or ""
    financial = category.startswith("user.financial") and category != "user.financial.bank_account"
    return tag.status is not TagStatus.UNREVIEWED and (financial or category.startswith("user.unique_id"))


def table(probe: Probe) -> str:
    """The grid of a terminal wide enough for all columns."""
    batches = probe.connection("terminal").batches(probe.query)
    grid = Grid(batches.columns, dutch=False, chosen=True)
    for batch in batches:
        grid.add(batch)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), _wide():
        grid.show()
    return out.getvalue()


def file_of(kind: str) -> Callable[[Probe], str]:
    def written(probe: Probe) -> str:
        path = probe.folder / f"rows.{kind}"
        batches = probe.connection("file").batches(probe.query)
        with open_outlet(path, batches.columns) as outlet:
            for batch in batches:
                outlet.write(batch)
        return _read(path)

    return written


def _read(path: Path) -> str:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(
                book.read(name).decode() for name in book.namelist() if "sheet" in name or "Strings" in name
            )
    if path.suffix == ".parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.ParquetFile(path).read().to_pylist())
    return path.read_text("utf-8")


def shown(probe: Probe) -> str:
    """What a person sees who prints what they have: records, pages, batches, rows, queries, plans."""
    told = [shown_in_pages(probe)]
    for batch in probe.connection("file").batches(probe.query):
        told += [repr(batch), repr(batch.structs)]
    return "\n".join(told)


def shown_in_pages(probe: Probe) -> str:
    """The same of records and pages alone."""
    told: list[str] = []
    for page in probe.connection().pages(probe.query):
        told += [
            repr(page),
            str(page.records),
            *(f"{record!r} {record} {record.__repr_args__()}" for record in page.records),
        ]
    return "\n".join(told)


def returned(probe: Probe) -> str:
    """What a script gets under a purpose: every value of every record, also as JSON."""
    return "\n".join([*map(whole, under_the_purpose(probe)), *_kept_up(probe), *_by_key(probe)])


def _kept_up(probe: Probe) -> Iterator[str]:
    """What a copy gets that is kept up to date."""
    with contextlib.suppress(NlconnectError):
        query = replace(probe.query, selected=None, expanded=())
        for batch in probe.connection(purpose=PURPOSE).sync(query, consumer="canary", full=True):
            yield from map(whole, batch.records)
            yield f"{batch.deleted} {batch!r}"


def _by_key(probe: Probe) -> Iterator[str]:
    """The same record looked up, alone and with others."""
    connection, query = probe.connection(purpose=PURPOSE), replace(probe.query, selected=None)
    key = tuple("1" for _ in probe.entity.key)
    with contextlib.suppress(NlconnectError):
        yield whole(connection.get(query, key if len(key) > 1 else "1"))
    with contextlib.suppress(NlconnectError):
        yield from map(whole, connection.get_many(query, [key if len(key) > 1 else "1"]))


def whole(record: Record) -> str:
    """All that a record holds, and those that came along with it."""
    inside = (one for value in vars(record).values() if isinstance(value, list) for one in value)
    told = (whole(one) for one in inside if isinstance(one, Record))
    return "\n".join([f"{vars(record)} {record.model_extra} {record.model_dump_json()}", *told])


def pickled_records(probe: Probe) -> str:
    """Records that go to another process under a purpose."""
    packed = pickle.dumps(under_the_purpose(probe))
    return packed.decode("latin-1") + "\n".join(map(whole, pickle.loads(packed)))


def under_the_purpose(probe: Probe) -> list[Record]:
    connection = probe.connection(purpose=PURPOSE)
    try:
        return list(connection.read(probe.query))
    except PolicyRefused:  # it names what may not be seen: then what the purpose gets without naming anything
        with contextlib.suppress(PolicyRefused):  # there may be nothing at all of it for this purpose
            return list(connection.read(replace(probe.query, selected=None)))
    return []


def file_under_the_purpose(probe: Probe) -> str:
    """A file under a purpose."""
    path = probe.folder / "purpose.jsonl"
    with contextlib.suppress(PolicyRefused):  # also while it is read, where nothing of it may be seen
        batches = probe.connection("file", purpose=PURPOSE).batches(probe.query)
        with open_outlet(path, batches.columns) as outlet:
            for batch in batches:
                outlet.write(batch)
        return _read(path)
    return ""


def reports(probe: Probe) -> str:
    """The report of a breach over all that was done so far, and what a plan shows of a change of everything."""
    entries = [json.loads(line) for line in _files(probe.mock.folder / "audit").splitlines()[-NEWEST:]]
    found = report(entries, begins="2000-01-01T00:00", ends="2999-01-01T00:00")
    lines = lines_of(found, Verification(len(entries), (), True), names={}, dutch=True)
    changed = [Difference(mark.spec.name, None, spelt(mark), mark.spec.tag) for mark in probe.marks]
    previewed = [part.line(_nobody) for part in changed]
    return "\n".join([*lines, str(found.facts), repr(found), *map(repr, changed), *previewed])


def _nobody(tag: Personal) -> bool:
    return tag.may_be_shown


def failures(probe: Probe) -> str:
    """All that a handler, a log or a person could show of an error, and of those behind it."""
    errors = (probe.refused(), probe.refused("linked refusal"))
    return "\n".join(line for error in errors if error is not None for line in all_of(error))


def all_of(error: BaseException) -> Iterator[str]:
    yield from traceback.format_exception(error)
    seen: list[BaseException] = []
    pending: list[BaseException | None] = [error]
    while pending:
        one = pending.pop()
        if one is None or one in seen:
            continue
        seen.append(one)
        yield from (str(one), repr(one), repr(one.args), repr(vars(one)), repr(getattr(one, "__notes__", "")))
        pending += [one.__cause__, None if one.__suppress_context__ else one.__context__]


def pickled(probe: Probe) -> str:
    """An error that crosses to another process, which is what happens to those of workers."""
    error = probe.refused()
    return pickle.dumps((error.args, vars(error))).decode("latin-1") if error is not None else ""


def logs(probe: Probe) -> str:
    """Every logger at DEBUG, of a read, a refusal, and a request with everything in its address."""
    with _listening() as heard:
        with contextlib.suppress(NlconnectError):
            list(probe.connection().read(probe.query))
        probe.read_on()
        probe.refused()
        asked_in_address(probe)
    return heard.getvalue()


def asked_in_address(probe: Probe) -> None:
    """What is looked for in a free request, in its path and in its query."""
    wanted = ",".join(spelt(mark) for mark in probe.marks)
    path = f"{STRANGE[probe.mock.name]}('{wanted}')"
    with contextlib.suppress(NlconnectError):
        probe.connection().request("GET", path, params={"$filter": f"Name eq '{wanted}'"})


def audit(probe: Probe) -> str:
    """The files of the audit log after a read, a file, a refusal and a free request."""
    before = _files(probe.mock.folder / "audit")
    with contextlib.suppress(NlconnectError):
        list(probe.connection().read(probe.query))
    probe.read_on()
    probe.refused()
    asked_in_address(probe)
    return _files(probe.mock.folder / "audit").removeprefix(before)


def elsewhere(probe: Probe) -> str:
    """What is sent to another host, where a next link leads there."""
    probe.mock.mode = "stray"
    probe.mock.strayed.clear()
    try:
        with contextlib.suppress(NlconnectError):
            list(probe.connection().read(probe.query))
    finally:
        probe.mock.mode = "page"
    return "\n".join(probe.mock.strayed)


def _files(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.jsonl")))


@contextlib.contextmanager
def _wide() -> Iterator[None]:
    import os

    kept = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = WIDE
    try:
        yield
    finally:
        os.environ.pop("COLUMNS") if kept is None else os.environ.update(COLUMNS=kept)


@contextlib.contextmanager
def _listening() -> Iterator[io.StringIO]:
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s %(args)s"))
    loggers = [logging.getLogger(name) for name in LOUD]
    levels = [logger.level for logger in loggers]
    root = logging.getLogger()
    root.addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.removeHandler(handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
