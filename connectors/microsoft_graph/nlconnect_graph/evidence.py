"""What the actions of Graph leave behind: a message in another folder, a draft that is none, a licence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from nlconnect.connector import EntitySpec, Record, collection_of
from nlconnect.connector.evidence import Evidence, Happened
from nlconnect.model.outcome import Json

RESPONSES: Mapping[str, str] = {
    "event.accept": "accepted",
    "event.tentativelyAccept": "tentativelyAccepted",
    "event.decline": "declined",
}
ABOUT: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "message.move": ("mail.Messages", "message", ("parent_folder_id",)),
    "message.send": ("mail.Messages", "message", ("is_draft",)),
    "mailFolder.move": ("mail.MailFolders", "mail_folder", ("parent_folder_id",)),
    "event.cancel": ("calendar.Events", "event", ("is_cancelled",)),
    **dict.fromkeys(RESPONSES, ("calendar.Events", "event", ("response_status",))),
    "user.assignLicense": ("directory.Users", "user", ("assigned_licenses",)),
    "deletedItem.restore": ("directory.DeletedObjects", "deleted", ()),
}
"""By the action: the record that shows it, the parameter that names it, and the fields that tell."""
LONGEST_NAME = 30
"""Characters: well-known names of folders, such as `archive`, are shorter, and ids of folders much longer."""

Given = Mapping[str, Json]


def evidence_of(entity: EntitySpec, parameters: Mapping[str, object], given: Given) -> Evidence | None:
    """What shows it. A folder that goes by a well-known name stands in a message by its id, which tells nothing."""
    if entity.wire not in ABOUT or entity.catalogue is None:
        return None
    name, parameter, fields = ABOUT[entity.wire]
    about = entity.catalogue.entity(name)
    happened = _TOLD[entity.wire](entity, given)
    if happened is None:
        return None
    query = collection_of(entity.catalogue.package, about).select(about.by_wire[about.key[0]].name, *fields)
    stands = {"destination_id": "parent_folder_id"} if "parent_folder_id" in fields else {}
    return Evidence(query, str(parameters[parameter]), happened, stands)


def _moved(entity: EntitySpec, given: Given) -> Happened | None:
    folder = given.get("destination_id")
    if not isinstance(folder, str) or len(folder) <= LONGEST_NAME:
        return None
    return lambda record: None if record is None else getattr(record, "parent_folder_id", None) == folder


def _sent(entity: EntitySpec, given: Given) -> Happened:
    """Graph: the copy among the sent items keeps the id that lasts, and is no draft."""

    def happened(record: Record | None) -> bool | None:
        is_draft = getattr(record, "is_draft", None)
        return None if is_draft is None else not is_draft

    return happened


def _called_off(entity: EntitySpec, given: Given) -> Happened:
    """Graph: whose meeting it was may not find it in the calendar any more."""
    return lambda record: True if record is None else getattr(record, "is_cancelled", None)


def _answered(entity: EntitySpec, given: Given) -> Happened:
    def happened(record: Record | None) -> bool | None:
        status = getattr(record, "response_status", None)
        return None if status is None else getattr(status, "response", None) == RESPONSES[entity.wire]

    return happened


def _licensed(entity: EntitySpec, given: Given) -> Happened:
    added = {str(row.get("skuId")).lower() for row in _listed(given.get("add_licenses"))}
    removed = {str(sku).lower() for sku in _listed(given.get("remove_licenses"))}

    def happened(record: Record | None) -> bool | None:
        licences = getattr(record, "assigned_licenses", None)
        if licences is None:
            return None
        held = {str(one.sku_id).lower() for one in licences}
        return added <= held and not removed & held

    return happened


def _restored(entity: EntitySpec, given: Given) -> Happened:
    return lambda record: record is None


def _listed(text: Json) -> list[dict[str, object]]:
    """A list, as a plan keeps it."""
    found = json.loads(text) if isinstance(text, str) else []
    return found if isinstance(found, list) else []


_TOLD: Mapping[str, Callable[[EntitySpec, Given], Happened | None]] = {
    "message.move": _moved,
    "message.send": _sent,
    "mailFolder.move": _moved,
    "event.cancel": _called_off,
    **dict.fromkeys(RESPONSES, _answered),
    "user.assignLicense": _licensed,
    "deletedItem.restore": _restored,
}
