"""Members, owners and managers: references, written at an address of their own (fact sheet section 13)."""

from __future__ import annotations

from uuid import UUID

from nlconnect.connector import Request, Scope
from nlconnect.connector.writer import Draft, json_body
from nlconnect.errors import QueryError
from nlconnect.model.change import Clear
from nlconnect_graph.paths import Values, address, filled, item_way

HEADERS = {"Accept": "application/json"}
SENT = {"Content-Type": "application/json"}
OBJECT = "/directoryObjects/{id}"
"""Whatever it is: a user, a group, a device."""


def link_request(draft: Draft, *, base_url: str) -> Request:
    """Added with POST where there are many and set with PUT where there is one; always to `/$ref`.

    Without that ending a DELETE would delete the person, not the membership.
    """
    entity, values = draft.entity, Values(draft.parameters, Scope())
    ((spec, value),) = draft.values.items()
    assert draft.key is not None
    path, filling = item_way(entity, draft.key, values, person=False)
    many = spec.type == "collection"
    which = "" if isinstance(value, Clear) else _object_id(str(value), draft, spec.name)
    under = address(base_url, f"{filled(path, filling)}/{spec.wire}")
    if draft.verb == "link":
        body = json_body({"@odata.id": address(base_url, filled(OBJECT, {"id": which}))})
        return Request("POST" if many else "PUT", f"{under}/$ref", {**HEADERS, **SENT}, body)
    return Request("DELETE", f"{under}/{which}/$ref" if many else f"{under}/$ref", HEADERS)


def _object_id(key: str, draft: Draft, name: str) -> str:
    """Members are listed by their object ids, so that another name would never be found among them."""
    try:
        return str(UUID(key))
    except ValueError:
        raise QueryError(
            f"{name} is named by an object id",
            entity=draft.entity.name,
            hint="Name people by what you know of them: ref(user_principal_name=...).",
        ) from None
