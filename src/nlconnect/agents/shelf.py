"""Files that an agent had made of answers: it gets a handle, and never the content."""

from __future__ import annotations

import json
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace

from nlconnect.agents.labels import TRUSTED, Label, packed, unpacked
from nlconnect.errors import QueryError
from nlconnect.model.file import File, attach
from nlconnect.model.ports import Clock, Store

KIND = "agent-file"
KEPT = 86_400.0
LARGEST = 900_000
"""Bytes: a plan keeps small files itself, so that what people approved is what is sent."""
HANDLE = re.compile(r"file:([A-Za-z0-9_-]{12})")
PUT_IN = re.compile(r"\{file:([A-Za-z0-9_-]{12})\}")
"""Where a text has a file's content in its midst."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, who made it for what, and what it was made of in words.

    `label` says who may have written what stands in it, and `named` who may have had a hand in its name and its making.
    """

    name: str
    agent: str
    purpose: str
    told: str
    label: Label
    named: Label = TRUSTED
    is_markup: bool = False
    content: bytes = field(default=b"", repr=False)
    handle: str = ""

    def file(self) -> File:
        """To go along with what is sent."""
        return attach(self.content, name=self.name)


class Shelf:
    """The files of a day, sealed in the state store. An agent finds those that it made itself for the same purpose."""

    def __init__(self, store: Store, *, agent: str, clock: Clock) -> None:
        self._store = store
        self._agent = agent
        self._clock = clock

    def keep(self, kept: Kept) -> Kept:
        """Put it there, and what it is found by. Raises QueryError for what is too large."""
        if len(kept.content) > LARGEST:
            raise QueryError(f"the file would be larger than {LARGEST:,} bytes", hint="Ask for fewer rows or columns.")
        key = secrets.token_urlsafe(9)
        document = {
            "name": kept.name,
            "agent": kept.agent,
            "purpose": kept.purpose,
            "told": kept.told,
            "label": packed(kept.label).decode(),
            "named": packed(kept.named).decode(),
            "is_markup": kept.is_markup,
            "content": b64encode(kept.content).decode(),
        }
        self._store.put(KIND, key, json.dumps(document).encode(), expires_at=self._clock.now() + KEPT)
        return replace(kept, handle=f"file:{key}")

    def find(self, handle: str, *, purpose: str) -> Kept:
        """Raises QueryError where this agent made no such file for this purpose, or it is gone."""
        match = HANDLE.fullmatch(handle)
        found = None if match is None else self._loaded(match[1])
        if found is None or found.agent != self._agent or found.purpose != purpose:
            raise QueryError(
                "there is no such file", hint="Make it for the purpose that you work for; it is kept a day."
            )
        return found

    def all(self) -> list[Kept]:
        """Those of this agent, by name."""
        found = (self._loaded(key) for key in self._store.keys(KIND))
        return sorted(
            (kept for kept in found if kept is not None and kept.agent == self._agent),
            key=lambda kept: (kept.name, kept.handle),
        )

    def _loaded(self, key: str) -> Kept | None:
        document = self._store.get(KIND, key)
        if document is None:
            return None
        found = json.loads(document)
        label, named = (unpacked(found.pop(name).encode()) for name in ("label", "named"))
        content = b64decode(found.pop("content"))
        return Kept(**found, label=label, named=named, content=content, handle=f"file:{key}")
