"""The server as a protected resource: whose tokens open it, whose do not, and what becomes of them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from nlconnect.agents import Toolbox
from nlconnect.agents.serving import Place
from nlconnect.auth.issuer import AGAIN_SECONDS, KEPT_SECONDS, Issuer
from nlconnect.config import Config, McpSettings, Settings
from nlconnect.errors import AuthError, ConnectFailed
from nlconnect.mcp.authorization import protected
from nlconnect.mcp.server import http_app, server_of
from nlconnect.mock.clock import MockClock
from nlconnect.mock.system import Setting
from nlconnect.model.wire import Request, Response
from nlconnect.testing.signed_in import SignedInMock

RESOURCE = "https://assistent.voorbeeld.test/mcp"
ISSUER = "https://login.voorbeeld.test/huis"
GUARD = McpSettings(resource=RESOURCE, issuer=ISSUER, scopes=("nlconnect.use",))
METADATA = "/.well-known/oauth-protected-resource/mcp"
LISTING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/list",
    "params": {
        "_meta": {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": {"name": "tester", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    },
}
HEADERS = {
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": "tools/list",
}
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, auto_kid=False)
ANOTHER = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"}, auto_kid=False)


@dataclass
class LocalIssuer:
    """An authorization server that answers in process, and the port that leads to it."""

    clock: MockClock = field(default_factory=MockClock)
    keys: list[RSAKey] = field(default_factory=lambda: [KEY])
    asked: list[str] = field(default_factory=list)
    metadata: dict[str, object] = field(default_factory=lambda: {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"})

    async def send(self, request: Request) -> Response:
        self.asked.append(request.url)
        documents: dict[str, object] = {
            f"{ISSUER}/keys": KeySet(list(self.keys)).as_dict(private=False),
            "https://login.voorbeeld.test/.well-known/oauth-authorization-server/huis": self.metadata,
        }
        if request.url not in documents:
            return self._answer(404, {})
        return self._answer(200, documents[request.url])

    def _answer(self, status: int, document: object) -> Response:
        now = self.clock.now()
        return Response(status, {}, json.dumps(document).encode(), "", now, now)

    def token(self, *, key: Any = KEY, algorithm: str = "RS256", kid: str = "one", **claims: object) -> str:
        now = int(self.clock.now())
        usual: dict[str, Any] = {
            "iss": ISSUER,
            "aud": RESOURCE,
            "sub": "u-1",
            "client_id": "c-1",
            "iat": now,
            "exp": now + 600,
            "scope": "nlconnect.use other",
        }
        wanted = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return jwt.encode({"alg": algorithm, "kid": kid, "typ": "at+jwt"}, wanted, key, algorithms=[algorithm])


@pytest.fixture
def issuer() -> LocalIssuer:
    return LocalIssuer()


@pytest.fixture
def mock() -> Iterator[SignedInMock]:
    found = SignedInMock("exact", setting=Setting(records=60))
    yield found
    found.close()


@pytest.fixture
def toolbox(mock: SignedInMock) -> Iterator[Toolbox]:
    config = Config(path=None, settings=Settings(), profiles={"acme": replace(mock.profile, name="acme")})
    with Toolbox(
        config=config, store=mock.store, open_connection=lambda profile, **options: mock.connect(**options)
    ) as found:
        yield found


@asynccontextmanager
async def served(toolbox: Toolbox, issuer: LocalIssuer) -> AsyncIterator[httpx.AsyncClient]:
    app = protected(server_of(toolbox), GUARD, port=issuer)  # type: ignore[arg-type]  # all that it uses of one
    async with app.router.lifespan_context(app):  # type: ignore[attr-defined]  # starlette's
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://assistent.voorbeeld.test") as client:
            yield client


def bearer(token: str) -> dict[str, str]:
    return {**HEADERS, "Authorization": f"Bearer {token}"}


async def test_a_token_of_the_issuer_for_this_resource_opens_it(toolbox: Toolbox, issuer: LocalIssuer) -> None:
    async with served(toolbox, issuer) as client:
        answer = await client.post("/mcp", json=LISTING, headers=bearer(issuer.token()))
        assert answer.status_code == 200
        assert [tool["name"] for tool in answer.json()["result"]["tools"]][:2] == ["systems", "find"]
        listed = await client.post("/mcp", json=LISTING, headers=bearer(issuer.token(aud=["x", RESOURCE])))
        assert listed.status_code == 200


async def test_who_asks_without_a_token_is_told_where_they_come_from(toolbox: Toolbox, issuer: LocalIssuer) -> None:
    async with served(toolbox, issuer) as client:
        refused = await client.post("/mcp", json=LISTING, headers=HEADERS)
        assert refused.status_code == 401
        told = refused.headers["www-authenticate"]
        assert told.startswith("Bearer ")
        assert f'resource_metadata="https://assistent.voorbeeld.test{METADATA}"' in told
        document = (await client.get(METADATA)).json()
    assert document["resource"] == RESOURCE
    assert document["authorization_servers"] == [ISSUER]
    assert document["scopes_supported"] == ["nlconnect.use"]
    assert document["bearer_methods_supported"] == ["header"]
    assert issuer.asked == [], "nobody is asked about a token that is not there"


def _changed(token: str) -> str:
    head, _, signature = token.split(".")
    claims = {"iss": ISSUER, "aud": RESOURCE, "exp": 9_999_999_999, "scope": "nlconnect.use"}
    return f"{head}.{coded(claims)}.{signature}"


def _with_a_secret(token: str) -> str:
    """What a careless reader checks with the public key, which everybody has, as if it were a secret."""
    signed = f"{coded({'alg': 'HS256', 'kid': 'one'})}.{token.split('.')[1]}"
    made = hmac.new(KEY.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def coded(claims: Mapping[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()


BAD: dict[str, Callable[[LocalIssuer], str]] = {
    "for another resource": lambda i: i.token(aud="https://other.test/mcp"),
    "for a longer address": lambda i: i.token(aud=f"{RESOURCE}.evil.test"),
    "for nobody": lambda i: i.token(aud=None),
    "of another issuer": lambda i: i.token(iss="https://evil.test"),
    "of nearly the issuer": lambda i: i.token(iss=f"{ISSUER}/"),
    "of no issuer": lambda i: i.token(iss=None),
    "expired": lambda i: i.token(exp=int(i.clock.now()) - 60),
    "without an end": lambda i: i.token(exp=None),
    "not good yet": lambda i: i.token(nbf=int(i.clock.now()) + 600),
    "signed with another key": lambda i: i.token(key=ANOTHER),
    "signed with a key that nobody has": lambda i: i.token(key=ANOTHER, kid="two"),
    "signed with the public key as a secret": lambda i: _with_a_secret(i.token()),
    "not signed": lambda i: f"{coded({'alg': 'none'})}.{i.token().split('.')[1]}.",
    "altered": lambda i: _changed(i.token()),
    "no token": lambda i: "abc",
    "empty": lambda i: "",
    "too long": lambda i: "a" * 20_000,
}


@pytest.mark.parametrize("what", BAD)
async def test_no_other_token_opens_it(toolbox: Toolbox, issuer: LocalIssuer, what: str) -> None:
    async with served(toolbox, issuer) as client:
        answer = await client.post("/mcp", json=LISTING, headers=bearer(BAD[what](issuer)))
        assert answer.status_code == 401
        assert "resource_metadata=" in answer.headers["www-authenticate"]


async def test_a_token_without_the_scope_is_told_which_one_it_lacks(toolbox: Toolbox, issuer: LocalIssuer) -> None:
    async with served(toolbox, issuer) as client:
        answer = await client.post("/mcp", json=LISTING, headers=bearer(issuer.token(scope="other")))
        assert answer.status_code == 403
        assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]
        assert "nlconnect.use" in answer.headers["www-authenticate"]
        entra = issuer.token(scope=None, scp=["nlconnect.use"])
        assert (await client.post("/mcp", json=LISTING, headers=bearer(entra))).status_code == 200


async def test_a_token_in_the_address_counts_for_nothing(toolbox: Toolbox, issuer: LocalIssuer) -> None:
    async with served(toolbox, issuer) as client:
        answer = await client.post("/mcp", params={"access_token": issuer.token()}, json=LISTING, headers=HEADERS)
        assert answer.status_code == 401


async def test_another_name_for_this_machine_and_another_page_are_refused(
    toolbox: Toolbox, issuer: LocalIssuer
) -> None:
    """A page that pointed its own name at us, with a token and all."""
    headers = bearer(issuer.token())
    async with served(toolbox, issuer) as client:
        elsewhere = await client.post("/mcp", json=LISTING, headers={**headers, "Host": "evil.test"})
        assert elsewhere.status_code == 421
        page = await client.post("/mcp", json=LISTING, headers={**headers, "Origin": "https://evil.test"})
        assert page.status_code == 403
        own = await client.post("/mcp", json=LISTING, headers={**headers, "Origin": "https://assistent.voorbeeld.test"})
        assert own.status_code == 200


async def test_a_token_goes_no_further(toolbox: Toolbox, issuer: LocalIssuer, mock: SignedInMock) -> None:
    """The systems behind are asked with logins of their own."""
    token, seen = issuer.token(), []
    handle = mock.handle

    def listening(request: Request) -> object:
        seen.append(f"{request.url} {request.headers} {request.content!r}")
        return handle(request)

    mock.handle = listening  # type: ignore[method-assign, assignment]  # it listens first
    question = {"profile": "acme", "entity": "cashflow.Receivables"}
    asked = {**LISTING, "method": "tools/call", "params": {**LISTING["params"], "name": "count", "arguments": question}}  # type: ignore[dict-item]  # a table
    async with served(toolbox, issuer) as client:
        headers = {**bearer(token), "Mcp-Method": "tools/call", "Mcp-Name": "count"}
        answer = await client.post("/mcp", json=asked, headers=headers)
    assert answer.json()["result"]["structuredContent"]["count"] >= 0
    assert seen
    assert not any(token in one or token.rsplit(".", 1)[1] in one for one in seen)


async def test_keys_are_kept_a_while_and_new_ones_are_found(issuer: LocalIssuer) -> None:
    asked = Issuer(ISSUER, audience=RESOURCE, send=issuer.send, clock=issuer.clock)
    await asked.bearing(issuer.token())
    await asked.bearing(issuer.token())
    assert len(issuer.asked) == 2, "where its keys are, and the keys"
    issuer.keys = [ANOTHER]
    issuer.clock.advance(AGAIN_SECONDS)
    assert (await asked.bearing(issuer.token(key=ANOTHER, kid="two"))).subject == "u-1"
    with pytest.raises(AuthError):
        await asked.bearing(issuer.token())
    before = len(issuer.asked)
    for number in range(20):
        with pytest.raises(AuthError):
            await asked.bearing(issuer.token(key=ANOTHER, kid=f"made up {number}"))
    assert len(issuer.asked) == before, "made-up keys do not make us ask on"
    issuer.clock.advance(KEPT_SECONDS)
    await asked.bearing(issuer.token(key=ANOTHER, kid="two"))
    assert len(issuer.asked) > before


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.test", "jwks_uri": f"{ISSUER}/keys"},
        {"issuer": ISSUER, "jwks_uri": "http://login.voorbeeld.test/keys"},
        {"issuer": ISSUER},
        {},
    ],
)
async def test_keys_are_taken_from_the_issuer_itself_and_encrypted(
    issuer: LocalIssuer, metadata: dict[str, object]
) -> None:
    issuer.metadata = metadata
    asked = Issuer(ISSUER, audience=RESOURCE, send=issuer.send, clock=issuer.clock)
    with pytest.raises(AuthError, match="says nowhere"):
        await asked.bearing(issuer.token())
    assert f"{ISSUER}/keys" not in issuer.asked


async def test_an_issuer_that_cannot_be_reached_opens_nothing(toolbox: Toolbox, issuer: LocalIssuer) -> None:
    async def down(request: Request) -> Response:
        raise ConnectFailed("no way there")

    token = issuer.token()
    issuer.send = down  # type: ignore[method-assign]  # it is down
    async with served(toolbox, issuer) as client:
        assert (await client.post("/mcp", json=LISTING, headers=bearer(token))).status_code == 401


async def test_who_asks_is_in_the_trail_and_has_files_and_texts_of_their_own(
    toolbox: Toolbox, mock: SignedInMock, issuer: LocalIssuer
) -> None:
    invoices = {"profile": "acme", "entity": "salesinvoice.SalesInvoices"}
    written = len(mock.audit)
    async with served(toolbox, issuer) as client:

        async def ask(who: str, verb: str, **arguments: object) -> dict[str, Any]:
            params = {**LISTING["params"], "name": verb, "arguments": arguments}  # type: ignore[dict-item]  # a dict
            asked = {**LISTING, "method": "tools/call", "params": params}
            headers = {**bearer(issuer.token(sub=who)), "Mcp-Method": "tools/call", "Mcp-Name": verb}
            answer = await client.post("/mcp", json=asked, headers=headers)
            found: dict[str, Any] = answer.json()["result"]
            return found["structuredContent"]  # type: ignore[no-any-return]  # JSON

        await ask("anna", "read", **invoices, select=["journal_description"], limit=3)
        await ask("anna", "file", do="make", title="Omzet", ask={**invoices, "sum": ["amount_dc"]})
        await ask("anna", "find", words="omzet")
        assert (await ask("anna", "status", profile="acme"))["untrusted_text_seen"] is True
        assert len((await ask("anna", "file", do="list"))["rows"]) == 1
        assert (await ask("boris", "status", profile="acme"))["untrusted_text_seen"] is False
        assert "rows" not in await ask("boris", "file", do="list")
    entries = mock.audit[written:]
    assert len({entry["user"] for entry in entries}) == 1, "every entry has who asked, as the same mark"
    assert {entry["agent"] for entry in entries} == {"agent"}
    assert "anna" not in str(entries)


async def test_the_settings_put_the_issuer_in_the_place_of_the_token_that_is_printed(toolbox: Toolbox) -> None:
    place = Place("127.0.0.1", 8765, "printed", GUARD)
    assert "printed" not in place.opens_for
    assert ISSUER in place.opens_for
    assert "nlconnect.use" in place.opens_for
    assert "printed" in replace(place, guard=None).opens_for
    transport = httpx.ASGITransport(http_app(toolbox, place))
    async with httpx.AsyncClient(transport=transport, base_url="https://assistent.voorbeeld.test") as client:
        refused = await client.post("/mcp", json=LISTING, headers=HEADERS)
        assert refused.status_code == 401
        assert METADATA in refused.headers["www-authenticate"]
