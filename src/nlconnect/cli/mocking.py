"""`mock`: vendors' systems on loopback, with made-up companies in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nlconnect.config import Login

PORT_BASE = 8750
FEW, LONGEST = 12, 200
"""How long a list and a text may be to be shown."""


def mock(
    systems: Annotated[list[str] | None, Argument(metavar="SYSTEMS", help="Which systems; all when left out.")] = None,
    *,
    records: Annotated[
        int | None, Option(min=1, metavar="N", help="Rows of each big table; a small set without.")
    ] = None,
    seed: Annotated[int, Option(metavar="S", help="Other companies, the same each time for one seed.")] = 1,
    latency_ms: Annotated[float, Option(min=0, metavar="N", help="How much later every answer comes.")] = 0.0,
    quota: Annotated[
        str, Option(metavar="real|off|N/SECONDS", help="The vendor's limits, none, or your own.")
    ] = "real",
    fault: Annotated[
        list[str] | None, Option(metavar="SPEC", help="Trouble, such as 429:every=20 or cut-after:nth=3; repeatable.")
    ] = None,
    port_base: Annotated[
        int, Option(min=0, max=65_000, metavar="P", help="The first port; 0 takes free ones.")
    ] = PORT_BASE,
    info: Annotated[
        Path | None, Option(metavar="FILE", help="Write addresses and credentials there, once it answers.")
    ] = None,
    config: Annotated[Path | None, Option(metavar="FILE", help="Write a settings file that points here.")] = None,
    interactive: Annotated[bool, Option("--interactive", help="Show the sign-in pages instead of consenting.")] = False,
) -> None:
    """Serve mock systems on this machine until Ctrl-C.

    Everything lives in memory: companies, tokens and limits begin anew at each start.
    """
    from nlconnect.cli.outcome import demand
    from nlconnect.errors import ConfigError
    from nlconnect.mock.registry import mocks
    from nlconnect.mock.serving import Offer, run, write_info
    from nlconnect.mock.system import Setting

    demand("uvicorn")
    setting = Setting(seed=seed, records=records, quota=quota, interactive=interactive)
    offer = Offer(
        systems=tuple(systems) if systems else tuple(mocks()),
        setting=setting,
        latency_ms=latency_ms,
        faults=tuple(fault or ()),
        port_base=port_base,
    )

    def ready(found: Mapping[str, Mapping[str, object]]) -> None:
        if config is not None:
            write_settings(config, found)
        if info is not None:
            write_info(info, found)
        _announce(found, config=config, info_file=info)

    try:
        run(offer, ready=ready)
    except OSError as error:
        raise ConfigError(
            f"the mock cannot listen from port {port_base} on: {error.strerror or type(error).__name__}",
            hint="Does one run already? Choose other ports with --port-base P; 0 takes free ones.",
        ) from None


def write_settings(path: Path, info: Mapping[str, Mapping[str, object]]) -> None:
    """A settings file with a profile `mock-SYSTEM` for each system. Raises ConfigError rather than spoil another's."""
    from nlconnect.config import Profile, add_login, add_profile, read_file
    from nlconnect.engine.opening import login_of_mock, scope_of_mock
    from nlconnect.errors import ConfigError

    if path.exists():
        if not all(name.startswith("mock-") for name in read_file(path).logins):
            raise ConfigError(f"{path} holds other logins and was left alone", hint="Name another file.")
        path.unlink()
    for system, facts in info.items():
        login = login_of_mock(f"mock-{system}", system, facts)
        add_login(login, path=path)
        add_profile(Profile(name=login.name, login=login, scope=scope_of_mock(system, facts)), path=path)


def _announce(info: Mapping[str, Mapping[str, object]], *, config: Path | None, info_file: Path | None = None) -> None:
    from nlconnect.engine.opening import login_of_mock

    for system, facts in info.items():
        print("  ".join([system, str(facts["base_url"]), *_places(facts)]))
        if config is None:
            print("".join(f"  {name}  {fact}\n" for name, fact in _credentials(facts).items()), end="")
            print(f"\n# for nlconnect.toml\n{_as_toml(login_of_mock(f'mock-{system}', system, facts), facts)}")
    if config is not None:
        print(f"Settings in {config}; with NLCONNECT_CONFIG={config}: nlconnect login mock-{next(iter(info))}")
    if info_file is not None:
        print(f"Addresses and credentials in {info_file}: nlconnect profile add NAME --from {info_file}")
    print("Ctrl-C ends it.", flush=True)


def _places(facts: Mapping[str, object]) -> list[str]:
    """What there is to read in: companies, or a person's mailbox."""
    listed = {name: _several(fact) for name, fact in facts.items() if isinstance(fact, list) and len(fact) <= FEW}
    return [f"{name} {told}" for name, told in listed.items()]


def _credentials(facts: Mapping[str, object]) -> dict[str, str]:
    """Everything else that fits on a line; made up, so no secret. What does not is in the information file."""
    texts = {name: str(fact) for name, fact in facts.items() if isinstance(fact, int | str) and name != "base_url"}
    return {name: text for name, text in texts.items() if len(text) <= LONGEST and "\n" not in text}


def _as_toml(login: Login, facts: Mapping[str, object]) -> str:
    import json

    from nlconnect.config import texts_of
    from nlconnect.engine.opening import scope_of_mock

    lines = [f"[logins.{login.name}]"]
    lines += [f"{key} = {json.dumps(value)}" for key, value in texts_of(login).items()]
    lines += ["", f"[profiles.{login.name}]", f'login = "{login.name}"']
    scope = scope_of_mock(login.system, facts)
    lines += [f"{part} = {json.dumps(value)}" for part, value in scope.items()]
    return "\n".join(lines) + "\n"


def _several(values: object) -> str:
    return ", ".join(map(str, values)) if isinstance(values, list) else str(values or "")
