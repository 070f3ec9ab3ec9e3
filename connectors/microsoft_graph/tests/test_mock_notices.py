"""Change notifications of a mock Graph: receivers that prove themselves, lives, and deliveries."""

from __future__ import annotations

import base64
import hmac
import json
from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jwt
from joserfc.jwk import KeySet

from nlconnect.mock.messages import Errand


class Receiver:
    """Somebody who listens; `status` is what they answer."""

    def __init__(self, graph: GraphCaller) -> None:
        self.status = 200
        self.heard: list[Errand] = []
        graph.mock.poster = self

    def __call__(self, errand: Errand) -> int:
        self.heard.append(errand)
        return self.status

    @property
    def told(self) -> list[dict[str, Any]]:
        return [entry for errand in self.heard if errand.content for entry in json.loads(errand.content)["value"]]


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


@pytest.fixture
def receiver(graph: GraphCaller) -> Receiver:
    return Receiver(graph)


def wish(graph: GraphCaller, **more: object) -> dict[str, object]:
    return {
        "changeType": "created,updated,deleted",
        "notificationUrl": "https://app.example.test/notices",
        "resource": f"{graph.mailbox}/messages",
        "expirationDateTime": "2026-11-24T08:00:00Z",
        "clientState": "secret",
        **more,
    }


def test_a_receiver_has_to_prove_itself_first(graph: GraphCaller, receiver: Receiver) -> None:
    made = graph.ask("POST", "/subscriptions", body=wish(graph))
    assert made.status_code == 201, made.text
    assert "validationToken=" in receiver.heard[0].url
    assert receiver.heard[0].headers["content-type"].startswith("text/plain")
    assert [row["id"] for row in graph.rows("/subscriptions")] == [made.json()["id"]]
    receiver.status = 500
    refused = graph.ask("POST", "/subscriptions", body=wish(graph))
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "ValidationError")
    assert len(graph.rows("/subscriptions")) == 1


def test_subscribers_are_told_what_changed(graph: GraphCaller, receiver: Receiver) -> None:
    graph.ask("POST", "/subscriptions", body=wish(graph))
    row = graph.mock.add("Messages", subject="Hallo")
    graph.mock.change("Messages", row["id"], subject="Dag")
    graph.mock.add("Users", display_name="Iemand", user_principal_name="iemand@voorbeeldgroep.test")
    assert graph.mock.deliver() == 2
    assert [entry["changeType"] for entry in receiver.told] == ["created", "updated"]
    first = receiver.told[0]
    assert (first["clientState"], first["resourceData"]["id"]) == ("secret", row["id"])
    assert graph.mock.deliver() == 0


def test_what_is_not_taken_comes_again(graph: GraphCaller, receiver: Receiver) -> None:
    graph.ask("POST", "/subscriptions", body=wish(graph))
    graph.mock.add("Messages", subject="Hallo")
    receiver.status = 503
    assert graph.mock.deliver() == 1
    assert graph.mock.deliver() == 0
    graph.mock.advance(31)
    receiver.status = 202
    assert graph.mock.deliver() == 1
    graph.mock.advance(600)
    assert graph.mock.deliver() == 0


def test_a_new_user_is_told_as_an_update(graph: GraphCaller, receiver: Receiver) -> None:
    graph.ask("POST", "/subscriptions", body=wish(graph, resource="/users", changeType="updated,deleted"))
    graph.mock.add("Users", display_name="Iemand", user_principal_name="iemand@voorbeeldgroep.test")
    graph.mock.deliver()
    assert [entry["changeType"] for entry in receiver.told] == ["updated"]


def test_lives_are_short_at_least_and_long_at_most(graph: GraphCaller, receiver: Receiver) -> None:
    soon = graph.ask("POST", "/subscriptions", body=wish(graph, expirationDateTime="2026-11-23T08:05:00Z"))
    assert soon.json()["expirationDateTime"] == "2026-11-23T08:45:00Z"
    for wrong in ("2026-11-22T08:00:00Z", "2026-12-24T08:00:00Z"):
        body = wish(graph, expirationDateTime=wrong)
        assert graph.ask("POST", "/subscriptions", body=body).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"changeType": "moved"},
        {"notificationUrl": "http://app.example.test/"},
        {"clientState": "x" * 129},
        {"resource": "/nothing"},
        {"includeResourceData": True},
        {"resource": "/teams/x/channels/y/messages", "expirationDateTime": "2026-11-24T08:00:00Z"},
    ],
)
def test_what_is_wrong_with_a_subscription_is_refused(
    graph: GraphCaller, receiver: Receiver, wrong: dict[str, object]
) -> None:
    assert graph.ask("POST", "/subscriptions", body=wish(graph, **wrong)).status_code == 400


def test_a_subscription_is_renewed_and_ended(graph: GraphCaller, receiver: Receiver) -> None:
    path = f"/subscriptions/{graph.ask('POST', '/subscriptions', body=wish(graph)).json()['id']}"
    renewed = graph.ask("PATCH", path, body={"expirationDateTime": "2026-11-26T08:00:00Z"})
    assert (renewed.status_code, renewed.json()["expirationDateTime"]) == (200, "2026-11-26T08:00:00Z")
    assert graph.ask("PATCH", path, body={"resource": "/users"}).status_code == 400
    assert graph.ask("POST", f"{path}/reauthorize").status_code == 204
    assert graph.ask("DELETE", path).status_code == 204
    graph.mock.add("Messages", subject="Hallo")
    assert graph.mock.deliver() == 0


def test_a_subscription_that_is_over_is_told_nothing(graph: GraphCaller, receiver: Receiver) -> None:
    graph.ask("POST", "/subscriptions", body=wish(graph))
    graph.mock.advance(2 * 86_400)
    graph.mock.add("Messages", subject="Hallo")
    assert graph.mock.deliver() == 0


def test_events_of_a_subscriptions_life_go_to_their_own_address(graph: GraphCaller, receiver: Receiver) -> None:
    body = wish(graph, lifecycleNotificationUrl="https://app.example.test/life")
    graph.ask("POST", "/subscriptions", body=body)
    graph.service.notices.lifecycle("reauthorizationRequired", graph.mock.clock.now())
    graph.mock.deliver()
    assert receiver.heard[-1].url == "https://app.example.test/life"
    assert receiver.told[0]["lifecycleEvent"] == "reauthorizationRequired"


def test_what_changed_can_be_in_the_notice_for_the_receiver_only(graph: GraphCaller, receiver: Receiver) -> None:
    pem = str(graph.info["certificate"])
    key = load_pem_private_key(pem.partition("-----BEGIN CERTIFICATE-----")[0].encode(), None)
    assert isinstance(key, RSAPrivateKey)
    lines = pem.rpartition("-----BEGIN CERTIFICATE-----")[2].splitlines()[1:-1]
    rich = {
        "includeResourceData": True,
        "encryptionCertificate": "".join(lines),
        "encryptionCertificateId": "mine",
        "resource": f"{graph.mailbox}/messages?$select=subject",
    }
    made = graph.ask("POST", "/subscriptions", body=wish(graph, **rich, expirationDateTime="2026-11-23T20:00:00Z"))
    assert made.status_code == 201, made.text
    graph.mock.add("Messages", subject="Geheim")
    graph.mock.deliver()
    body = json.loads(receiver.heard[-1].content)
    sealed = body["value"][0]["encryptedContent"]
    secret = key.decrypt(base64.b64decode(sealed["dataKey"]), OAEP(MGF1(SHA1()), SHA1(), None))
    data = base64.b64decode(sealed["data"])
    assert hmac.digest(secret, data, "sha256") == base64.b64decode(sealed["dataSignature"])
    decryptor, unpadder = Cipher(AES(secret), CBC(secret[:16])).decryptor(), PKCS7(128).unpadder()
    plain = unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()
    assert json.loads(plain)["subject"] == "Geheim"
    keys = KeySet.import_key_set(graph.http.get(f"{graph.info['login_url']}/discovery/v2.0/keys").json())
    proof = jwt.decode(body["validationTokens"][0], keys, algorithms=["RS256"]).claims
    assert (proof["aud"], proof["azp"][:8]) == (graph.info["client_id"], "0bf30f3b")
