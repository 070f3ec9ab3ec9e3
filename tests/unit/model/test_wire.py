"""What an answer says of itself."""

from __future__ import annotations

import pytest

from nlconnect.model.wire import Response


def answer(content: bytes, media_type: str = "application/json") -> Response:
    return Response(200, {"content-type": media_type}, content, "https://vendor.example/x", 0.0, 0.0)


@pytest.mark.parametrize(
    "response",
    [
        answer(b"", "text/html; charset=utf-8"),
        answer(b"{}", "application/xhtml+xml"),
        answer(b"<!DOCTYPE html><title>Onderhoud</title>"),
        answer(b"\xef\xbb\xbf\n <HTML lang=nl>"),
    ],
)
def test_a_page_for_people_is_known_by_its_type_or_by_its_beginning(response: Response) -> None:
    assert response.is_web_page


@pytest.mark.parametrize("content", [b"", b'{"html": "<html>"}', b"<htmlish/>", b"<feed/>"])
def test_data_is_no_web_page_whatever_it_holds(content: bytes) -> None:
    assert not answer(content).is_web_page
