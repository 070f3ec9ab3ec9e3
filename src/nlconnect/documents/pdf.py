"""The text of a PDF, by pypdf."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nlconnect.errors import ConfigError, QueryError

if TYPE_CHECKING:
    from pypdf import Configuration, PdfReader

_MOST_PAGES = 100
_MOST_STEPS = 1_000_000
"""Of drawing, over all pages: a page of text takes some thousand."""
_MOST_TEXT = 400_000


class _Enough(Exception):  # no error: the reading stops
    """More steps than a file of this size needs."""


def text_of_pdf(content: bytes) -> str:
    """The text of its pages, hidden layers included; no forms, notes, attachments or scripts.

    Raises QueryError for a scan without text, and where a password is needed; ConfigError without the extra.
    """
    try:
        import pypdf
        from pypdf import apply_configuration
    except ImportError:
        raise ConfigError("reading a PDF needs pypdf", hint='Install it: pip install "nlconnect[documents]"') from None
    # Its warnings quote the file, and a log holds no values of anybody's files.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with apply_configuration(_bounds()):
            reader = pypdf.PdfReader(io.BytesIO(content), root_object_recovery_limit=1_000)
            if reader.is_encrypted and not reader.decrypt(""):
                raise QueryError("the file is locked with a password")
            text = "\n\n".join(_pages(reader))
    except QueryError:
        raise
    except _Enough:
        raise QueryError("the PDF takes more steps to draw than a text does") from None
    except Exception:  # noqa: BLE001  # a broken PDF makes pypdf fail in more ways than its own errors tell
        raise QueryError("the file is no readable PDF") from None
    if not text.strip():
        raise QueryError("the PDF has no text: it is probably a scan", hint="A person has to look at it.")
    return text


def _bounds() -> Configuration:
    """Tighter than those of pypdf, which is made for pictures, too; and no program is started to decode those."""
    from pypdf import Configuration

    return Configuration(
        maximum_declared_stream_length=20_000_000,
        array_based_stream_maximum_output_length=20_000_000,
        zlib_maximum_output_length=20_000_000,
        zlib_maximum_recovery_input_length=1_000_000,
        lzw_maximum_output_length=5_000_000,
        run_length_maximum_output_length=20_000_000,
        stream_decoding_work_maximum_length=60_000_000,
        stream_parsing_work_maximum_count=_MOST_STEPS,
        page_tree_maximum_entries=10_000,
        page_tree_maximum_page_entries=20_000,
        xform_maximum_invocations_per_extraction=500,
        jbig2dec_binary=None,
    )


def _pages(reader: PdfReader) -> Iterator[str]:
    steps = length = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS:
            raise _Enough

    for number, page in enumerate(reader.pages):
        if number >= _MOST_PAGES or length > _MOST_TEXT:
            return
        text = page.extract_text(visitor_operand_before=count)
        length += len(text)
        yield text
