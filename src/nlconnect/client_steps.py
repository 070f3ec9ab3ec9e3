"""How the faces step through coroutines: a blocking one to its end at once, an asynchronous one by awaiting."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Coroutine, Generator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from nlconnect.engine.operation import Operation
    from nlconnect.model.page import Page
    from nlconnect.model.record import Record

R = TypeVar("R", bound="Record")
T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    from nlconnect.transport.blocking import run_blocking

    return run_blocking(work)


def records_of(operation: Operation[R]) -> Generator[R, None, None]:
    try:
        while (records := run(operation.stream())) is not None:
            yield from records
    finally:
        run(operation.end("stopped"))


def pages_of(operation: Operation[R]) -> Generator[Page[R], None, None]:
    try:
        while (page := run(operation.page())) is not None:
            yield page
    finally:
        run(operation.end("stopped"))


async def records_async(operation: Operation[R]) -> AsyncGenerator[R, None]:
    try:
        while (records := await operation.stream()) is not None:
            for record in records:
                yield record
    finally:
        await operation.end("stopped")


async def pages_async(operation: Operation[R]) -> AsyncGenerator[Page[R], None]:
    try:
        while (page := await operation.page()) is not None:
            yield page
    finally:
        await operation.end("stopped")
