"""Every error nlconnect raises, grouped by what the caller can do next.

```
NlconnectError
 |- ConfigError        mend the settings
 |- QueryError         ask differently: the vendor cannot do this; nothing was sent
 |   |- DoubtfulMatch  say which record is meant: several could be, or what is known of it contradicts itself
 |- NotSelected        select the field, then read it
 |- CatalogueError     the catalogue or its overlay is wrong
 |- AuthError          the sign-in failed
 |   |- LoginRequired  a person has to sign in again
 |   |- RefreshLost    the answer that held the new token is gone; sign in again
 |   |- ScopeMissing   ask for the named permission
 |- PolicyRefused      the policy says no
 |   |- ApprovalRequired  a person has to approve
 |- ApiError           the vendor answered with a refusal
 |   |- NotFound |- Conflict |- Invalid |- Forbidden |- ServerError
 |   |- RateLimited |- BudgetExhausted
 |- TransportError     the network failed
 |   |- ConnectFailed  nothing was sent
 |   |- Interrupted    unknown how far the request came
 |- PartialFailure     some scopes could not be read; what the others gave is complete
 |- OutcomeUnknown     a write may or may not have happened: reconcile, never repeat
```

No text of an error carries a value from a record or a secret.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

_NAME_OF_EMAIL = re.compile(r"([^\s'\"<>@])[^\s'\"<>@]*@")

NO_SCOPE = "no scope"
"""What a scope without parts is called; a message needs no word for it."""


def masked(scope: str) -> str:
    """A scope for messages and logs: of an e-mail address no more than lets one recognise one's own, `j•••@acme.nl`."""
    return _NAME_OF_EMAIL.sub(r"\1•••@", scope)


class NlconnectError(Exception):
    """What failed, on which entity and scope, and what to do now.

    `scope` is as it was asked for; the text masks whose mailbox it is.
    """

    def __init__(
        self,
        message: str,
        *,
        connector: str | None = None,
        entity: str | None = None,
        scope: str | None = None,
        operation: str | None = None,
        request_id: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.connector = connector
        self.entity = entity
        self.scope = scope
        self.operation = operation
        self.request_id = request_id
        self.hint = hint

    def __str__(self) -> str:
        scope = masked(self.scope) if self.scope and self.scope != NO_SCOPE else None
        place = " ".join(part for part in (self.connector, self.entity, scope) if part)
        text = f"{place}: {self.message}" if place else self.message
        if self.request_id:
            text += f" (request {self.request_id})"
        return f"{text}\n{self.hint}" if self.hint else text


class ConfigError(NlconnectError):
    """The settings file, the environment or an argument is wrong."""


class QueryError(NlconnectError):
    """The vendor cannot do what the query asks; refused before anything was sent."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that an upsert could mean: its key, and what is the same and other in it. Its repr shows no value.

    `values` has what stands in the fields that were compared, by Python name: keep it as you keep the data.
    """

    key: tuple[int | str, ...] = field(repr=False)
    matched: tuple[str, ...]
    differs: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict, repr=False)


class DoubtfulMatch(QueryError):
    """It is not certain which record an upsert means; `candidates` lists those that it could be."""

    candidates: Sequence[Candidate] = ()

    @classmethod
    def of(cls, reason: str, candidates: Sequence[Candidate], *, entity: str, hint: str) -> Self:
        """With what matched in each of them; keys and values are attributes only."""
        found = "; ".join(
            f"{number}: {', '.join(one.matched) or 'nothing'} matches"
            + (f", {', '.join(one.differs)} differs" if one.differs else "")
            for number, one in enumerate(candidates, 1)
        )
        made = cls(f"{reason}; nothing was sent ({found})" if found else reason, entity=entity, hint=hint)
        made.candidates = tuple(candidates)
        return made


class NotSelected(NlconnectError, AttributeError):
    """The field was not fetched, which is not the same as empty. An AttributeError too, so `hasattr` works."""


class CatalogueError(NlconnectError):
    """A catalogue or overlay contradicts itself."""


class AuthError(NlconnectError):
    """Signing in failed."""


class LoginRequired(AuthError):
    """A person has to sign in (again): `nlconnect login`."""


class RefreshLost(AuthError):
    """A single-use refresh token was spent, and the answer with its successor never reached the store."""


class ScopeMissing(AuthError):
    """The app lacks a permission, which the message names."""


class PolicyRefused(NlconnectError):
    """The policy forbids the operation; `rule` names the rule that does."""

    rule: str = ""


class ApprovalRequired(PolicyRefused):
    """The policy asks for a person's approval first."""


class ApiError(NlconnectError):
    """The vendor refused; `status` is the HTTP status it answered with, `retry_after` how many seconds it asked for.

    `too_much` says that the answer would have been too large for the server, so that a smaller page may do.
    """

    status: int | None = None
    retry_after: float | None = None
    too_much: bool = False


class NotFound(ApiError):
    """No such record or resource, or it is hidden from this user."""


class Conflict(ApiError):
    """The record exists already, or changed meanwhile."""


class Invalid(ApiError):
    """The vendor refused the content; `fields` names the wire fields it blamed, if it said."""

    fields: Sequence[str] = ()


class Forbidden(ApiError):
    """A right, a licence or a module is missing."""


class ServerError(ApiError):
    """The vendor's server failed, or sent something that is no answer."""


class RateLimited(ApiError):
    """The vendor refused for the rate of calls, and waiting did not help."""


class BudgetExhausted(RateLimited):
    """No call is left for longer than waiting makes sense; `resets_at` is in seconds since 1970, UTC."""

    resets_at: float | None = None


class TransportError(NlconnectError):
    """The network failed."""


class ConnectFailed(TransportError):
    """No connection: nothing was sent, so repeating is safe."""


class Interrupted(TransportError):
    """The connection broke after the request may have left."""


class PartialFailure(NlconnectError):
    """Some scopes could not be read. Raised after all records of the others; `failures` has a reason for each."""

    failures: Sequence[NlconnectError] = ()

    @classmethod
    def of(cls, failures: Sequence[NlconnectError], *, total: int) -> Self:
        """Of so many scopes in all these failed, as its own hint tells."""
        hint = "\n".join(str(failure) for failure in failures)
        made = cls(f"{len(failures)} of {total} could not be read, the others are complete", hint=hint)
        made.failures = tuple(failures)
        return made


class OutcomeUnknown(NlconnectError):
    """A write may or may not have happened. Look it up before doing anything again."""
