"""What is written to: a file that appears in one step, or a stream that belongs to somebody else."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO, cast

from nlconnect.errors import ConfigError

PRIVATE = 0o600


class Target(Protocol):
    """`file` takes the bytes; `untouched` tells a person what became of the old content."""

    name: str
    file: BinaryIO
    untouched: str

    def keep(self) -> None: ...

    def discard(self) -> None: ...


class FileTarget:
    """Written beside its place, readable by its owner only, and renamed over it by `keep`.

    The new file takes over the permissions of the one it replaces, and a link keeps pointing to it.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self.name = str(path)
        self.untouched = "The file that stood there before is unchanged." if path.exists() else "No file was left."
        if self.path.is_dir():
            raise ConfigError(f"{self.name} is a folder", hint="Name a file in it.")
        self.part = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}.part")
        try:
            self.file = _open_part(self.part)
        except OSError as error:
            raise ConfigError(
                f"{self.name} cannot be written: {error.strerror or type(error).__name__}",
                hint=f"Does the folder {self.path.parent} exist, and may you write in it?",
            ) from error

    def keep(self) -> None:
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        with suppress(FileNotFoundError):
            self.part.chmod(stat.S_IMODE(self.path.stat().st_mode))
        self.part.replace(self.path)

    def discard(self) -> None:
        with suppress(OSError):  # closing writes what is buffered, which a full disk refuses again
            self.file.close()
        self.part.unlink(missing_ok=True)


class StreamTarget:
    """A stream such as standard output: what was written is gone, and closing is not ours to do."""

    def __init__(self, stream: TextIO) -> None:
        self.name = getattr(stream, "name", "the stream")
        self.untouched = "A part of the rows was written."
        self.file = cast("BinaryIO", getattr(stream, "buffer", None) or _Encoded(stream))
        self._stream = stream

    def keep(self) -> None:
        self.file.flush()

    def discard(self) -> None:
        return None


class _Encoded:
    """Bytes to a stream that takes text only, such as StringIO."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, content: bytes) -> int:
        self._stream.write(content.decode())
        return len(content)

    def flush(self) -> None:
        self._stream.flush()


def _open_part(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE), "w+b", buffering=1 << 18)
