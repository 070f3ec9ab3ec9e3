"""What each verb takes. A model pays for every word on every turn: what arguments mean is said once, at `read`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nlconnect.errors import QueryError

MOST_ROWS = 500

ProfileName = Annotated[str, Field(description="A profile that systems lists.")]
EntityName = Annotated[str, Field(description="Such as crm.Accounts; find and describe help.")]
Words = Annotated[list[str], Field(description="Field names; all that may be seen when left out.")]
Conditions = Annotated[
    list[str],
    Field(description="All must hold, e.g. \"amount_dc >= 100 and due_date < '2026-11-01'\", \"status == 'open'\"."),
]
Places = Annotated[
    dict[str, str | int],
    Field(description='Where, e.g. {"division": 123} or {"division": "all"}; the profile\'s own when left out.'),
]
Parents = Annotated[dict[str, str | int], Field(description="Parameters or parents that describe names.")]


class Asked(BaseModel):
    """Strict: an argument that no verb has is a misunderstanding, and better told than dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Systems(Asked):
    pass


class Find(Asked):
    words: Annotated[str, Field(description="English or Dutch, e.g. openstaande posten.", max_length=200)]
    profile: str | None = None
    limit: Annotated[int, Field(ge=1, le=30)] = 8


class Describe(Asked):
    profile: str
    entity: EntityName


class Read(Asked):
    profile: ProfileName
    entity: EntityName
    select: Words = []
    where: Conditions = []
    order_by: Annotated[list[str], Field(description="Fields; a minus sorts from high to low.")] = []
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="Rows of an answer; more gives the next.")] = 50
    scope: Places = {}
    of: Parents = {}


class More(Asked):
    cursor: Annotated[str, Field(description="Of the answer before.", max_length=40)]


class Get(Asked):
    profile: str
    entity: str
    key: Annotated[str, Field(description="Commas between the parts of a composite one.", max_length=500)]
    select: list[str] = []
    scope: dict[str, str | int] = {}
    of: dict[str, str | int] = {}


class Count(Asked):
    profile: str
    entity: str
    where: list[str] = []
    scope: dict[str, str | int] = {}
    of: dict[str, str | int] = {}


class Total(Asked):
    profile: str
    entity: str
    sum: Annotated[list[str], Field(description="Fields with numbers.")] = []
    group_by: Annotated[list[str], Field(description="Fields; a date also by :week or :month.", max_length=3)] = []
    where: list[str] = []
    scope: dict[str, str | int] = {}
    of: dict[str, str | int] = {}


class Plan(Asked):
    profile: str
    entity: str
    verb: Literal["create", "update", "upsert", "ensure", "delete", "call", "link"]
    values: Annotated[
        dict[str, object],
        Field(
            description='By field name; {"ref": {"code": "8000"}} refers to a record; lines as lists; files as '
            '"attachments": ["file:..."], or {file:...} in HTML.'
        ),
    ] = {}
    key: Annotated[str | None, Field(description="Of the record, for update and delete.", max_length=500)] = None
    match: Annotated[
        list[str],
        Field(description="For upsert, ensure (keeps what is there): code; alike:vat_number; origin:afas/debtor=1"),
    ] = []
    clear: Annotated[list[str], Field(description="Fields to empty.")] = []
    about: Annotated[
        dict[str, str], Field(description="Of what is sent: profile, entity and key of the invoice or order.")
    ] = {}
    scope: dict[str, str | int] = {}
    of: dict[str, str | int] = {}


class Apply(Asked):
    profile: str
    plan: Annotated[str, Field(max_length=40)]
    scope: dict[str, str | int] = {}


class File(Asked):
    do: Literal["list", "read", "make"]
    ask: Annotated[
        dict[str, object],
        Field(description="make: as read or total; list: as read; read: as get."),
    ] = {}
    kind: Annotated[Literal["xlsx", "table", "bars"], Field(description="To attach; the others to put in HTML.")] = (
        "xlsx"
    )
    title: Annotated[str, Field(max_length=80)] = ""
    chart: Annotated[dict[str, str], Field(description='{"by": column, "of": column}')] = {}
    name: Annotated[str, Field(description="Of the file, where its kind is not told.", max_length=200)] = ""
    offset: Annotated[int, Field(ge=0)] = 0


class MadeOf(Read):
    """A read for a file, which has room for more rows than an answer."""

    limit: Annotated[int, Field(ge=1, le=5_000)] = 5_000


class Status(Asked):
    profile: str
    plan: Annotated[str | None, Field(description="How it stands with this plan.", max_length=40)] = None


def misunderstood(name: str, error: ValidationError) -> QueryError:
    """Which argument is wrong and why, without its value."""
    faults = [f"{'.'.join(map(str, fault['loc'])) or 'arguments'}: {fault['msg'].lower()}" for fault in error.errors()]
    return QueryError(
        f"{name} was asked wrongly: {'; '.join(faults[:5])}", hint=f"The input schema of {name} says how."
    )
