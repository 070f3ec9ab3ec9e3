"""Records: what a read gives back. Pydantic models, frozen, and silent about personal values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self, get_args

from pydantic import BaseModel, ConfigDict

from nlconnect.errors import NotSelected
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.scope import Scope

MASK = "•••"
"""What stands in the place of a value that may not be shown."""

_NOWHERE = Scope()


class Record(BaseModel, frozen=True):
    """One record of a vendor's entity.

    A field that was not selected is not empty: reading it raises NotSelected. Unknown fields of the vendor are
    kept in `model_extra`. `repr` shows only values that were judged not personal.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
        defer_build=True,
    )
    __slots__ = ("_scope",)

    entity: ClassVar[EntitySpec]
    _scope: ClassVar[Scope]  # a slot of each record; said so, it is no field to pydantic or a type checker

    @property
    def scope(self) -> Scope:
        """Where this record came from, such as its division; empty for a record you made yourself."""
        try:
            return self._scope
        except AttributeError:
            return _NOWHERE

    @classmethod
    def enum_of(cls, name: str) -> type[IntEnum | StrEnum]:
        """The enumeration class of a field that has named values."""
        found: Any = cls.model_fields[name].annotation
        while inside := get_args(found):
            found = inside[0]
        enum: type[IntEnum | StrEnum] = found
        return enum

    def model_post_init(self, context: object, /) -> None:
        """Forget the defaults: a field that was not given is absent, which is not the same as empty."""
        for name in self.__dict__.keys() - self.__pydantic_fields_set__:
            del self.__dict__[name]

    if not TYPE_CHECKING:  # only reached for absent fields, and always raises; a wrong name is found by the checker

        def __getattr__(self, name: str) -> object:
            spec = type(self).entity.by_name.get(name) if "entity" in type(self).__dict__ else None
            if spec is not None:
                raise NotSelected(
                    f"{name} was not selected, so its value is unknown",
                    entity=type(self).entity.name,
                    hint=f"Add it to .select(..., {name!r})" if spec.is_value else f"Add .expand({name!r}).",
                )
            raise AttributeError(f"{type(self).__name__!r} has no field {name!r}")

        def __setattr__(self, name: str, value: object) -> None:
            raise unchangeable(name)

        def __delattr__(self, name: str) -> None:
            raise unchangeable(name)

    def __repr_args__(self) -> list[tuple[str | None, object]]:
        by_name = self.entity.by_name if "entity" in type(self).__dict__ else {}
        shown: list[tuple[str | None, object]] = []
        for name, value in self.__dict__.items():
            spec = by_name.get(name)
            visible = spec is not None and spec.is_value and spec.tag.may_be_shown
            shown.append((name, value if visible or value is None else MaskedValue()))
        return shown

    def __str__(self) -> str:
        return repr(self)

    def __copy__(self) -> Self:
        return self._at_home(super().__copy__())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self._at_home(super().__deepcopy__(memo))

    def __getstate__(self) -> dict[Any, Any]:
        return {**super().__getstate__(), "_scope": self.scope}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        scope = state.pop("_scope", _NOWHERE)
        super().__setstate__(state)
        object.__setattr__(self, "_scope", scope)

    def _at_home(self, copied: Self) -> Self:
        """Pydantic copies what it knows of, and a slot is not among that."""
        object.__setattr__(copied, "_scope", self.scope)
        return copied


def unchangeable(name: str) -> AttributeError:
    """Pydantic's own refusal would repeat the value."""
    return AttributeError(f"{name}: a record cannot be changed; make another with .model_copy(update={{...}})")


class MaskedValue:
    """What stands in a repr where a value may not."""

    def __repr__(self) -> str:
        return MASK


def wire_values(record: Record) -> Mapping[str, object]:
    """The fields that are present, by wire name."""
    return {record.entity.by_name[name].wire: value for name, value in record.__dict__.items()}
