"""Values of a JSON body as rows hold them, refused as Exact refuses them."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from nlconnect.model.catalogue import FieldSpec
from nlconnect_exact.mock.state import DUTCH

_WIRE_DATE = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
_TYPES = {
    "string": "String",
    "guid": "Guid",
    "int": "Int32",
    "int64": "Int64",
    "decimal": "Double",
    "float": "Double",
    "bool": "Boolean",
    "date": "DateTime",
    "datetime": "DateTime",
    "binary": "Byte[]",
}


class NotConverted(Exception):
    """A value does not fit its property; the message is Exact's. `status` is 400 for binary content, else 500."""

    def __init__(self, spec: FieldSpec) -> None:
        kind = _TYPES[spec.type]
        super().__init__(f"Error in converting value for property '{spec.wire}' to type '{kind}'")
        self.status = 400 if spec.type == "binary" else 500


def converted(spec: FieldSpec, value: object) -> object:
    """The value in the form of the rows. Raises NotConverted."""
    if value is None:
        return None
    try:
        return _convert(spec, value)
    except (ValueError, TypeError, ArithmeticError, binascii.Error):
        raise NotConverted(spec) from None


def _convert(spec: FieldSpec, value: object) -> object:
    match spec.type:
        case "string":
            text = _text(value)
            return text.rjust(spec.padded) if spec.padded else text
        case "guid":
            return str(UUID(_text(value)))
        case "int" | "int64":
            if isinstance(value, bool) or not isinstance(value, int):
                raise TypeError
            return value
        case "decimal" | "float":
            if isinstance(value, bool) or not isinstance(value, int | Decimal):
                raise TypeError
            return Decimal(value)
        case "bool":
            if not isinstance(value, bool):
                raise TypeError
            return value
        case "date" | "datetime":
            return moment(_text(value))
        case "binary":
            return base64.b64decode(_text(value), validate=True)
    raise TypeError


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def moment(text: str) -> datetime:
    """Exact: a text without a zone is Dutch wall clock; a trailing Z is accepted and shifts the value."""
    if found := _WIRE_DATE.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]) / 1000, UTC).replace(tzinfo=None)
    parsed = datetime.fromisoformat(text)
    return parsed.astimezone(DUTCH).replace(tzinfo=None) if parsed.tzinfo is not None else parsed
