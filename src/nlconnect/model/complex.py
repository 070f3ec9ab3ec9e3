"""Complex values: what is made of several fields and comes within a record, such as an address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict

from nlconnect.model.catalogue import FieldType, TypeSpec
from nlconnect.model.record import MaskedValue, unchangeable


class Complex(BaseModel, frozen=True):
    """One value of a complex type: frozen, and silent about personal values.

    A part that the vendor left out is None. Unknown parts are kept in `model_extra`.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
        defer_build=True,
    )

    entity: ClassVar[TypeSpec]

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, value: object) -> None:
            raise unchangeable(name)

        def __delattr__(self, name: str) -> None:
            raise unchangeable(name)

    def __repr_args__(self) -> list[tuple[str | None, object]]:
        """The parts that are there; what the vendor added is not named, as nobody judged it."""
        by_name = self.entity.by_name
        return [
            (name, value if by_name[name].tag.may_be_shown else MaskedValue())
            for name, value in self.__dict__.items()
            if value is not None
        ]

    def __str__(self) -> str:
        return repr(self)


class OneValue(Complex, frozen=True):
    """A complex type whose parts make one value together, which is what a table has room for."""

    cell_type: ClassVar[FieldType]

    @classmethod
    def cell(cls, found: Mapping[str, object]) -> object:
        """That value, of the JSON object that came. Raises ValueError, TypeError or KeyError where there is none."""
        raise NotImplementedError

    @classmethod
    def parts(cls, value: object) -> Mapping[str, object]:
        """The parts of what people give for it, by wire name. Raises TypeError or ValueError for what it cannot be."""
        raise TypeError
