"""The plugin in somebody else's pytest run."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

REACHING_OUT = """
    import socket

    def test_reaches_out():
        socket.create_connection(("example.test", 80), timeout=1)
"""


@pytest.fixture
def run(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project of its own, in a process of its own, so that what is loaded there can be seen."""
    pytester.makeini(
        "[pytest]\naddopts = -p no:asyncio -p no:xdist -p no:cacheprovider -p no:hypothesispytest -p no:respx\n"
    )
    return pytester


def test_the_plugin_is_found_and_imports_next_to_nothing(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import sys

        def test_light():
            assert "nlconnect.testing.plugin" in sys.modules
            assert not {"pydantic", "httpx", "sqlalchemy", "nlconnect.mock", "nlconnect_exact"} & set(sys.modules)
        """
    )
    run.runpytest_subprocess().assert_outcomes(passed=1)


def test_there_is_a_fixture_for_each_mock_that_is_installed(run: pytest.Pytester) -> None:
    run.makepyfile("def test_nothing(): pass")
    run.runpytest_subprocess("--fixtures", "-v").stdout.fnmatch_lines(["no_network*", "mock_exact*"])


def test_the_network_is_open_to_those_who_did_not_ask(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import socket

        def test_untouched():
            assert socket.getaddrinfo.__module__ == "socket"
            assert "nlconnect.testing.network" not in __import__("sys").modules
        """
    )
    run.runpytest_subprocess().assert_outcomes(passed=1)


@pytest.mark.parametrize("way", ["fixture", "marker", "setting"])
def test_the_guard_fails_a_test_that_reaches_out(run: pytest.Pytester, way: str) -> None:
    source = REACHING_OUT
    if way == "fixture":
        source = source.replace("reaches_out()", "reaches_out(no_network)")
    elif way == "marker":
        source = source.replace("def test", "import pytest\n\n    @pytest.mark.no_network\n    def test")
    run.makepyfile(source)
    result = run.runpytest_subprocess(*(["-o", "nlconnect_no_network=true"] if way == "setting" else []))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*may not use the network*example.test*"])


def test_the_guard_leaves_this_machine_alone_and_goes_when_the_test_ends(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import asyncio
        import socket

        import pytest

        def test_here(no_network):
            with socket.create_server(("127.0.0.1", 0)) as server:
                for host in ("127.0.0.1", "localhost"):
                    socket.create_connection((host, server.getsockname()[1])).close()

        @pytest.mark.parametrize("address", [("192.0.2.1", 9), ("2001:db8::1", 9)])
        def test_by_number(no_network, address):
            with socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET) as client:
                with pytest.raises(pytest.fail.Exception):
                    client.connect_ex(address)

        def test_asyncio(no_network):
            with pytest.raises(pytest.fail.Exception):
                asyncio.run(asyncio.open_connection("example.test", 80))

        def test_afterwards():
            assert socket.getaddrinfo.__module__ == "socket"
        """
    )
    run.runpytest_subprocess().assert_outcomes(passed=5)
