"""Everything that is written down while something happens: logs, warnings, tracebacks, files."""

from __future__ import annotations

import io
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LOUD = ("nlconnect", "nlconnect_exact", "httpx", "httpx2", "httpcore", "httpcore2", "sqlalchemy", "asyncio", "tenacity")


class Watch:
    """What was told so far, as one text."""

    def __init__(self) -> None:
        self.log = io.StringIO()
        self.more: list[str] = []
        self.records = 0

    @property
    def text(self) -> str:
        return "\n".join([self.log.getvalue(), *self.more])

    def failure(self, error: BaseException) -> None:
        """All that a handler, a log or a person could show of it."""
        told = traceback.TracebackException.from_exception(error, capture_locals=False)
        self.more += ["".join(traceback.format_exception(error)), "".join(told.format())]
        seen: list[BaseException] = []
        pending: list[BaseException | None] = [error]
        while pending:
            one = pending.pop()
            if one is None or one in seen:
                continue
            seen.append(one)
            self.more += [str(one), repr(one), repr(one.args), repr(vars(one)), repr(getattr(one, "__notes__", ""))]
            pending += [one.__cause__, None if one.__suppress_context__ else one.__context__]
            pending += list(getattr(one, "failures", ()))

    def files(self, folder: Path, *, but: tuple[str, ...] = ()) -> None:
        """The raw bytes of every file below, and its name."""
        for path in sorted(folder.rglob("*")):
            self.more.append(path.name)
            if path.is_file() and path.name not in but:
                self.more.append(path.read_bytes().decode("latin-1"))
                self.more.append(path.read_bytes().decode("utf-8", "replace"))


class _Loud(logging.Handler):
    def __init__(self, watch: Watch) -> None:
        super().__init__(logging.DEBUG)
        self.watch = watch
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s %(threadName)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.watch.records += 1
        self.watch.log.write(f"{self.format(record)} {record.args!r}\n")


@contextmanager
def watching() -> Iterator[Watch]:
    """Make every logger say all it has, and keep warnings and what nobody caught."""
    watch = Watch()
    handler = _Loud(watch)
    loggers = [logging.getLogger(name) for name in ("", *LOUD)]
    levels = [logger.level for logger in loggers]
    hooks = sys.unraisablehook, threading.excepthook

    def unraisable(found: Any) -> None:
        watch.failure(found.exc_value)

    def in_thread(found: Any) -> None:
        watch.failure(found.exc_value)

    logging.getLogger().addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    sys.unraisablehook, threading.excepthook = unraisable, in_thread
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield watch
        watch.more += [f"{one.category} {one.message}" for one in warned]
    finally:
        sys.unraisablehook, threading.excepthook = hooks
        logging.getLogger().removeHandler(handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
