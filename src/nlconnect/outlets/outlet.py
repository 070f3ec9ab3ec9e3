"""An outlet: takes batches of rows, and keeps the file only when all of them were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import TracebackType
from typing import Protocol, Self

from nlconnect.errors import ConfigError
from nlconnect.model.table import Batch
from nlconnect.outlets.target import Target


class Format(Protocol):
    """Writes one kind of file to the target it was made with. `remarks` counts what the format could not hold."""

    @property
    def remarks(self) -> Counter[str]: ...

    def write(self, batch: Batch) -> None: ...

    def finish(self) -> None:
        """Write what stands at the end of the file."""
        ...

    def drop(self) -> None:
        """Free what is held; the file will not be kept."""
        ...


class Outlet:
    """Write batches, then `close` to keep the file or `abort` to leave the old one as it was.

    As a context manager it closes after the last batch and aborts on any exception, Ctrl-C included. Raises
    ConfigError where the file cannot be written, such as on a full disk.
    """

    def __init__(self, target: Target, form: Format) -> None:
        self._target = target
        self._form = form
        self._open = True
        self.rows = 0

    @property
    def remarks(self) -> Mapping[str, int]:
        """What the format could not hold as it came, with how many cells that were."""
        return self._form.remarks

    def write(self, batch: Batch) -> None:
        """Add rows. They may lie in memory until `close`."""
        if not self._open:
            raise ConfigError(f"{self._target.name} was closed already")
        try:
            self._form.write(batch)
        except BaseException as error:
            self.abort()
            raise self._explained(error) from error
        self.rows += batch.count

    def close(self) -> None:
        """Finish the file and put it in its place in one step. Closing twice is fine."""
        if not self._open:
            return
        try:
            self._form.finish()
            self._target.keep()
        except BaseException as error:
            self.abort()
            raise self._explained(error) from error
        self._open = False

    def abort(self) -> None:
        """Throw away what was written; a file that stood there before stays whole."""
        if self._open:
            self._open = False
            try:
                self._form.drop()
            finally:
                self._target.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.abort()

    def _explained(self, error: BaseException) -> BaseException:
        if not isinstance(error, OSError) or isinstance(error, BrokenPipeError):
            return error
        reason = error.strerror or type(error).__name__
        return ConfigError(f"{self._target.name} cannot be written: {reason}", hint=self._target.untouched)
