"""Copies of files and new teams go on after the answer: where they are watched, and how (fact sheet section 14)."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from nlconnect.connector import Request, Response
from nlconnect.connector.watching import Progress
from nlconnect_graph.paths import VERSION

ACCEPTED, SEE_OTHER = 202, 303
JSON = {"Accept": "application/json"}
RUNNING = frozenset({"notstarted", "inprogress", "running", "queued", "waiting", "updating"})
ENDED_WELL = frozenset({"completed", "succeeded"})
HOSTS = re.compile(
    r"(?:[\w-]+\.)*(?:sharepoint\.(?:com|us|cn)|sharepoint-mil\.us|svc\.ms|1drv\.com|onedrive\.com"
    r"|graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn)"
)
"""Where Microsoft keeps files; which of them shows how far a copy is, is told nowhere."""
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,63}")


def monitor_of(response: Response) -> Request | None:
    """Graph: a 202 with `Location`: of a copy at a host that wants no token, of a new team below the version.

    Raises ValueError for a host that is not the vendor's. The host that answered is trusted, too, such as that of a
    mock.
    """
    address = response.headers.get("location")
    if response.status != ACCEPTED or not address:
        return None
    if address.startswith("/teams"):  # below the version, where Graph itself answers
        return Request("GET", f"{response.url.partition(VERSION)[0]}{VERSION}{address}", JSON)
    host = urlsplit(address).hostname or ""
    if HOSTS.fullmatch(host.lower()) is None and urlsplit(response.url).netloc != urlsplit(address).netloc:
        raise ValueError("another host")
    return Request("GET", address, JSON)


def progress_of(response: Response) -> Progress:
    """Graph: `asyncJobStatus`, then 200 with the id of the copy, or 303 to the copy itself."""
    if response.status == SEE_OTHER:
        named = re.search(r"/items/([^/?]+)", response.headers.get("location", ""))
        return Progress("done", (named[1],) if named else None)
    if not response.is_success:
        raise ValueError("no status")
    told = json.loads(response.content)
    if not isinstance(told, dict):
        raise ValueError("no status")  # one kind of failure for the engine: the answer says nothing
    status, made = str(told.get("status", "")).lower(), told.get("resourceId") or told.get("targetResourceId")
    if status in ENDED_WELL:
        return Progress("done", (made,) if isinstance(made, str) else None)
    if status in RUNNING:
        return Progress("running")
    error = told.get("error")
    code = told.get("errorCode") or (error.get("code") if isinstance(error, dict) else None) or status
    return Progress("failed", reason=code if isinstance(code, str) and _CODE.fullmatch(code) else "")
