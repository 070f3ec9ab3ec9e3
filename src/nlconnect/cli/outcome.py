"""How a command ends: one or two plain lines on standard error, and an exit code by what to do next."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typer import Exit

from nlconnect.errors import (
    ApiError,
    AuthError,
    ConfigError,
    DoubtfulMatch,
    NlconnectError,
    OutcomeUnknown,
    PartialFailure,
    PolicyRefused,
    QueryError,
    RateLimited,
    TransportError,
)

DONE, OUR_FAULT, USAGE, SIGN_IN, POLICY, VENDOR, BUDGET, UNKNOWN, NETWORK, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 7, 8, 130
DEBUG = "NLCONNECT_DEBUG"

EXTRAS = {
    "duckdb": "duckdb",
    "keyring": "keyring",
    "openpyxl": "excel",
    "psycopg": "postgres",
    "pyarrow": "parquet",
    "starlette": "mock",
    "uvicorn": "mock",
    "xlsxwriter": "excel",
}
"""Which extra installs what may be missing."""

MOST_FAILURES = 5

_CALL = re.compile(r"(\w?)\.(within|of)\((\w+=[^()]*)\)")
_OPTIONS = {"within": "--in", "of": "--of"}

_CODES: tuple[tuple[type[NlconnectError], int], ...] = (
    (ConfigError, USAGE),
    (QueryError, USAGE),
    (AuthError, SIGN_IN),
    (PolicyRefused, POLICY),
    (RateLimited, BUDGET),
    (ApiError, VENDOR),
    (OutcomeUnknown, UNKNOWN),
    (TransportError, NETWORK),
)


def exit_code_of(error: NlconnectError) -> int:
    """The exit code that stands for this error; of several, that of the first."""
    if isinstance(error, PartialFailure) and error.failures:
        return exit_code_of(error.failures[0])
    return next((code for kind, code in _CODES if isinstance(error, kind)), OUR_FAULT)


@contextmanager
def plain_ending() -> Iterator[None]:
    """Turn whatever goes wrong inside into lines for people and an exit code. NLCONNECT_DEBUG shows all of it."""
    try:
        yield
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _silence(sys.stdout.fileno())
        raise Exit(DONE) from None
    except NlconnectError as error:
        _debug()
        say(f"nlconnect: {_steerless(_as_options(_told(error)))}")
        if isinstance(error, DoubtfulMatch) and sys.stderr.isatty():
            _list(error)
        raise Exit(exit_code_of(error)) from None
    except KeyboardInterrupt:
        _debug()
        say("nlconnect: interrupted; no file was changed")
        raise Exit(INTERRUPTED) from None
    except OSError as error:
        _debug()
        place = f" ({error.filename})" if isinstance(error.filename, str) else ""
        say(f"nlconnect: {error.strerror or type(error).__name__}{place}; a file that stood there is as it was")
        raise Exit(OUR_FAULT) from None
    except ImportError as error:
        if (error.name or "").partition(".")[0].startswith("nlconnect"):
            raise _fault_of_ours(error) from None
        _debug()
        extra = EXTRAS.get((error.name or "").partition(".")[0])
        say(f"nlconnect: a part that this needs is not installed ({error.name})")
        if extra is not None:
            say(f'Install it with: pip install "nlconnect[{extra}]"')
        raise Exit(OUR_FAULT) from None
    except Exception as error:
        if os.environ.get(DEBUG) or type(error).__module__.partition(".")[0] == "typer":
            raise
        raise _fault_of_ours(error) from None


def _list(doubt: DoubtfulMatch) -> None:
    """The keys of the candidates, for who sits there: a file of messages is no place for them."""
    for number, candidate in enumerate(doubt.candidates, 1):
        say(_steerless(f"  {number}: --key {','.join(str(part) for part in candidate.key)}"))


def _fault_of_ours(error: Exception) -> Exit:
    """Its message may hold values of records, so only the kind and the place are told."""
    _debug()
    last = traceback.extract_tb(error.__traceback__)[-1]
    say(f"nlconnect: a fault of ours: {type(error).__name__} in {Path(last.filename).name}, line {last.lineno}")
    say(f"Please report it, with what `{DEBUG}=1` shows of it; look that through for personal data first.")
    return Exit(OUR_FAULT)


def say(text: str) -> None:
    """A line for people, on standard error."""
    try:
        print(text, file=sys.stderr, flush=True)
    except BrokenPipeError:
        _silence(sys.stderr.fileno())


def demand(*libraries: str) -> None:
    """Raise ImportError for the first of them that is not installed, without loading any."""
    from importlib.util import find_spec

    for library in libraries:
        if find_spec(library) is None:
            raise ModuleNotFoundError(f"{library} is not installed", name=library)


def _told(error: NlconnectError) -> str:
    """Of many failures only the first few: they are often alike."""
    if not isinstance(error, PartialFailure) or not error.failures:
        return str(error)
    lines = [error.message, *(str(one) for one in error.failures[:MOST_FAILURES])]
    more = len(error.failures) - MOST_FAILURES
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


def _as_options(text: str) -> str:
    """What is said for Python, `.within(site=..., list=...)`, as this command line takes it."""

    def options(call: re.Match[str]) -> str:
        before = f"{call[1]} " if call[1] else ""
        return before + " ".join(f"{_OPTIONS[call[2]]} {part}" for part in call[3].split(", "))

    return _CALL.sub(options, text)


def _steerless(text: str) -> str:
    """Without what would steer a terminal: names in it may come from a file or a vendor."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def _debug() -> None:
    if os.environ.get(DEBUG):
        traceback.print_exc()


def _silence(descriptor: int) -> None:
    """Nothing that is still in a buffer may complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
