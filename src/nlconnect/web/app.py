"""The page itself: what waits, one plan in full, yes or no, what was used and done, and the stop button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from nlconnect.agents.switch import ALL, Switch
from nlconnect.approvals import Book, Decision, KeyFile, decided
from nlconnect.approvals.keys import key_path
from nlconnect.engine.intent import Ledger
from nlconnect.errors import NlconnectError, PolicyRefused
from nlconnect.model.ports import Clock, Store
from nlconnect.policy import Policy
from nlconnect.web.door import COOKIE, Door
from nlconnect.web.looks import OPEN, cards, demanded, lines, moment, plain, said, title
from nlconnect.web.overview import Link, deeds, purses, when
from nlconnect.web.words import Language, Words

if TYPE_CHECKING:
    from starlette.requests import Request

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
HOSTS = ("127.0.0.1", "localhost", "[::1]")
TRAIL = 50
"""The newest entries that the page of the trail shows."""
HERE = {f"{name}.html": f"/{name}" for name in ("budgets", "connections", "agents", "audit")} | {"front.html": "/"}
SHOWN = ("at", "operation", "entity", "purpose", "agent", "outlet", "records", "outcome")

_pages = Environment(loader=PackageLoader("nlconnect.web", "pages"), autoescape=select_autoescape(default=True))


@dataclass(frozen=True)
class Desk:
    """What the page works with. `audit` gives the newest entries of the trail, the newest first."""

    store: Store
    clock: Clock
    keys: Path
    door: Door
    language: Language = "nl"
    audit: Callable[[], Iterable[Mapping[str, object]]] = tuple
    policy: Policy | None = None
    connections: Callable[[], Sequence[Link]] = tuple

    @property
    def book(self) -> Book:
        return Book(self.store, policy=self.policy)

    @property
    def words(self) -> Words:
        return Words(self.language)

    def approvers(self) -> list[str]:
        """Those whose key lies on this machine."""
        known = self.book.approvers()
        return sorted(path.stem for path in self.keys.glob("*.pem") if path.stem in known)


def page_of(desk: Desk) -> Starlette:
    """The application, to be served on loopback."""
    page = _Page(desk)
    return Starlette(
        routes=[
            Route("/", page.front),
            Route("/plan/{plan}", page.plan),
            Route("/plan/{plan}", page.decide, methods=["POST"]),
            Route("/budgets", page.budgets),
            Route("/connections", page.connections),
            Route("/agents", page.agents),
            Route("/agents", page.stop, methods=["POST"]),
            Route("/audit", page.audit),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
    )


class _Page:
    """What is answered at each address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def front(self, request: Request) -> Response:
        desk = self._desk
        if desk.door.opens(request.query_params.get("key")):
            answer = RedirectResponse("/", status_code=303, headers=HEADERS)
            answer.set_cookie(COOKIE, desk.door.cookie, httponly=True, samesite="strict")
            return answer
        if not _is_in(request, desk):
            return _closed(desk)
        waiting, settled = cards(desk.book, desk.words, now=desk.clock.now())
        stopped = Switch(desk.store).stopped_since("") is not None
        return _shown("front.html", desk, waiting=waiting, decided=settled, stopped=stopped)

    async def plan(self, request: Request) -> Response:
        if not _is_in(request, self._desk):
            return _closed(self._desk)
        return _plan_page(self._desk, request.path_params["plan"])

    async def decide(self, request: Request) -> Response:
        form = await _form(request, self._desk)
        if form is None:
            return _closed(self._desk)
        plan_id = request.path_params["plan"]
        try:
            _decide(self._desk, plan_id, form)
        except NlconnectError as refused:
            return _plan_page(self._desk, plan_id, told=refused.message, status=403)
        return RedirectResponse(f"/plan/{plan_id}", status_code=303, headers=HEADERS)

    async def budgets(self, request: Request) -> Response:
        desk = self._desk
        if not _is_in(request, desk):
            return _closed(desk)
        found = purses(desk.policy, desk.store, desk.words, now=desk.clock.now())
        return _shown("budgets.html", desk, purses=found)

    async def connections(self, request: Request) -> Response:
        desk = self._desk
        if not _is_in(request, desk):
            return _closed(desk)
        found = await run_in_threadpool(desk.connections)
        return _shown("connections.html", desk, links=found, moment=moment)

    async def agents(self, request: Request) -> Response:
        desk = self._desk
        if not _is_in(request, desk):
            return _closed(desk)
        entries = await run_in_threadpool(lambda: list(desk.audit()))
        found = purses(desk.policy, desk.store, desk.words, now=desk.clock.now())
        told = deeds(entries, desk.policy, Switch(desk.store), found)
        return _shown("agents.html", desk, agents=told, count=f"{len(entries):,}", lists=bool(_agents(desk)))

    async def stop(self, request: Request) -> Response:
        form = await _form(request, self._desk)
        if form is None:
            return _closed(self._desk)
        name = form.get("agent") or ALL
        if form.get("do") == "stop":
            Switch(self._desk.store).stop(name, now=self._desk.clock.now())
        else:
            Switch(self._desk.store).start(name)
        return RedirectResponse("/" if name == ALL else "/agents", status_code=303, headers=HEADERS)

    async def audit(self, request: Request) -> Response:
        if not _is_in(request, self._desk):
            return _closed(self._desk)
        newest = await run_in_threadpool(lambda: list(islice(self._desk.audit(), TRAIL)))
        rows = [_row(entry, self._desk.words) for entry in newest]
        return _shown("audit.html", self._desk, rows=rows, columns=SHOWN)


def serve(desk: Desk, *, port: int) -> None:
    """Serve on this machine until interrupted."""
    import uvicorn

    uvicorn.run(page_of(desk), host="127.0.0.1", port=port, log_level="warning", access_log=False)


def _decide(desk: Desk, plan_id: str, form: Mapping[str, str]) -> None:
    """A signed yes or no to what the page showed: the digest that stood there, not whatever is stored by now."""
    request = desk.book.request(plan_id)
    who, now = form.get("who", ""), desk.clock.now()
    if who not in desk.approvers():
        raise PolicyRefused("this is no approver with a key on this machine (rule: a person approves)")
    granted = form.get("do") == "approve"
    reason = form.get("reason", "")[:500]
    decision = Decision(plan_id, form.get("digest", ""), who, granted, reason, now, request.expires_at)
    signed = decided(decision, KeyFile(key_path(desk.keys, who)), passphrase=form.get("passphrase", ""))
    desk.book.decide(signed, now=now)


def _plan_page(desk: Desk, plan_id: str, *, told: str = "", status: int = 200) -> Response:
    words = desk.words
    try:
        request = desk.book.request(plan_id)
    except NlconnectError:
        return _shown("gone.html", desk, status=404)
    plan = Ledger(desk.store).plan(plan_id)
    if plan is None:
        standing = desk.book.standing_of(request, now=desk.clock.now())
        return _shown("gone.html", desk, status=200 if request.outcome else 404, standing=said(standing, words))
    standing = desk.book.standing(plan, now=desk.clock.now())
    return _shown(
        "plan.html",
        desk,
        status=status,
        told=told,
        request=request,
        title=title(plan, words),
        sent=plan.request,
        lines=lines(plan, words),
        warnings=[plain(warning) for warning in plan.warnings],
        digest=plan.fingerprint(),  # of what is shown, whatever the plan says of itself
        worth=plan.worth,
        demanded=demanded(request, words),
        standing=said(standing, words),
        is_open=standing.state in OPEN,
        is_waiting=standing.state == "waiting",
        approvers=desk.approvers(),
    )


def _row(entry: Mapping[str, object], words: Words) -> dict[str, str]:
    told = {name: str(entry.get(name, "") or "")[:80] for name in SHOWN}
    return {**told, "at": when(entry), "outcome": words.outcome(told["outcome"])}


def _agents(desk: Desk) -> Mapping[str, object]:
    return desk.policy.agents if desk.policy is not None else {}


def _is_in(request: Request, desk: Desk) -> bool:
    return desk.door.knows(request.cookies.get(COOKIE))


async def _form(request: Request, desk: Desk) -> dict[str, str] | None:
    """The fields of a form from a page of ours; None for any other."""
    if not _is_in(request, desk):
        return None
    found = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return found if desk.door.accepts(found.get("form")) else None


def _closed(desk: Desk) -> Response:
    return _shown("closed.html", desk, status=401)


def _shown(page: str, desk: Desk, *, status: int = 200, **values: object) -> HTMLResponse:
    here = HERE.get(page, "")
    text = _pages.get_template(page).render(words=desk.words, form=desk.door.form, here=here, **values)
    return HTMLResponse(text, status_code=status, headers=HEADERS)
