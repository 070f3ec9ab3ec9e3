"""Microsoft Graph as a value: sites, sign-in, limits, and the functions that speak to it."""

from __future__ import annotations

from nlconnect.connector import Connector, ScopePart
from nlconnect.connector import Site as Cloud  # a record of Graph is called Site
from nlconnect_graph import CATALOGUE
from nlconnect_graph.batch import BATCH
from nlconnect_graph.deltas import GraphDeltas
from nlconnect_graph.dialect import GraphDialect
from nlconnect_graph.limits import DIRECTORY, workload
from nlconnect_graph.notices import GraphNotices
from nlconnect_graph.paths import VERSION
from nlconnect_graph.rights import GraphRights
from nlconnect_graph.rules import RULES
from nlconnect_graph.schema import GraphSchema
from nlconnect_graph.sign_in import AUTH, SITES
from nlconnect_graph.uploads import GraphFileTarget
from nlconnect_graph.writing import GraphWriter

GRAPH = Connector(
    name="graph",
    title="Microsoft 365",
    sites={name: Cloud(f"{root}{VERSION}", login_url) for name, (root, login_url) in SITES.items()},
    auth=AUTH,
    limits=DIRECTORY,
    dialect=GraphDialect(),
    app_dialect=GraphDialect(person=False),
    workload=workload,
    batch=BATCH,
    files=GraphFileTarget(),
    app_files=GraphFileTarget(person=False),
    catalogue=CATALOGUE,
    deltas=GraphDeltas(),
    notices=GraphNotices(),
    schema=GraphSchema(),
    rights=GraphRights(),
    rules=RULES,
    writer=GraphWriter(),
    package=CATALOGUE.package,
    scope_parts={
        "mailbox": ScopePart(
            str, "Postvak", listed_by="directory.Users", value="userPrincipalName", label="displayName"
        ),
        "site": ScopePart(str, "Site"),
        "list": ScopePart(str, "Lijst", listed_by="sites.Lists", label="displayName"),
        "drive": ScopePart(str, "Bibliotheek"),
        "workbook": ScopePart(str, "Werkmap"),
    },
)
