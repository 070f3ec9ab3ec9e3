"""What AFAS has beside its connectors, from sections 4 and 6 of the fact sheet: no reference lists it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ANYTHING = ["user.content.free_text", 4, "reviewed"]
"""A file may hold whatever people put in it, and its name what it is about."""
_NOTHING = ["none", 0, "reviewed"]


def _plain(kind: str, label: str, label_nl: str) -> dict[str, Any]:
    return {"type": kind, "label": label, "label_nl": label_nl, "tag": _NOTHING}


_FILE: Mapping[str, Any] = {
    "filename": {"type": "string", "label": "File name", "label_nl": "Bestandsnaam", "tag": _ANYTHING},
    "mimetype": _plain("string", "Kind of file", "Soort bestand"),
    "filedata": {"type": "binary", "label": "File", "label_nl": "Bestand", "tag": _ANYTHING},
}
_CONTENT: Mapping[str, Any] = {name: _FILE[name] for name in ("mimetype", "filedata")}
_CONNECTOR = {
    "id": _plain("string", "Connector", "Connector"),
    "description": _plain("string", "Description", "Omschrijving"),
}
_COLUMN = {
    "id": _plain("string", "Column", "Kolom"),
    "fieldId": _plain("string", "Field", "Veld"),
    "dataType": _plain("string", "Kind of value", "Gegevenstype"),
    "label": _plain("string", "Label", "Label"),
    "length": _plain("int", "Length", "Lengte"),
    "controlType": _plain("int", "Kind of control (code)", "Soort invoerveld (code)"),
    "decimals": _plain("int", "Decimals", "Decimalen"),
    "decimalsFieldId": _plain("string", "Field with the decimals", "Veld met decimalen"),
}


def _function(name: str, record: str, path: str, title: str, fields: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "record": record,
        "wire": name,
        "service": "environment",
        "path": path,
        "kind": "function",
        "methods": ["GET"],
        "label": title,
        "fields": dict(fields),
        "key": [],
        **more,
    }


FUNCTIONS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "environment": {
        "CustomConnectors": _function(
            "CustomConnectors",
            "CustomConnector",
            "/metainfo",
            "Other connectors that this app may use",
            _CONNECTOR,
            key=["id"],
        ),
        "GetConnectors": _function(
            "GetConnectors", "GetConnector", "/metainfo", "Views that this app may use", _CONNECTOR, key=["id"]
        ),
        "ProfitVersion": _function(
            "ProfitVersion",
            "ProfitVersionRow",
            "/profitversion",
            "Version of Profit",
            {"version": _plain("string", "Version", "Versie")},
            permission="AppConnectorVersion",
        ),
        "UpdateConnectors": _function(
            "UpdateConnectors",
            "UpdateConnector",
            "/metainfo",
            "Update connectors that this app may use",
            _CONNECTOR,
            key=["id"],
        ),
        "ViewColumns": _function(
            "ViewColumns",
            "ViewColumn",
            "/metainfo/get/{connector}",
            "Columns of a view, as they are now",
            _COLUMN,
            key=["id"],
            parameters={"connector": "string"},
        ),
    },
    "files": {
        "Attachments": _function(
            "Attachments",
            "Attachment",
            "/subjectconnector/{subjectId}/{fileId}",
            "An attachment of a file item",
            _FILE,
            parameters={"subjectId": "int", "fileId": "string"},
            permission="AppConnectorSubject",
        ),
        "FileFields": _function(
            "FileFields",
            "FileField",
            "/fileconnector/{fileId}/{fileName}",
            "A file in a field",
            _FILE,
            parameters={"fileId": "string", "fileName": "string"},
            permission="AppConnectorFile",
        ),
        "Images": _function(
            "Images",
            "Image",
            "/imageconnector/{imageId}",
            "An image; format 0 is the original, 1 a thumbnail, 2 of medium size",
            _CONTENT,
            parameters={"imageId": "string", "format": "int"},
            optional_parameters=["format"],
            permission="AppConnectorImage",
        ),
        "Reports": _function(
            "Reports",
            "Report",
            "/reportconnector/{reportId}",
            "A report, with filters as AFAS writes them",
            _CONTENT,
            parameters={
                "reportId": "string",
                "filterfieldids": "string",
                "filtervalues": "string",
                "operatortypes": "string",
            },
            optional_parameters=["filterfieldids", "filtervalues", "operatortypes"],
            permission="AppConnectorReport",
        ),
    },
}
