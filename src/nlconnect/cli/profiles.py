"""`profile`: logins and profiles in the settings file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from nlconnect.cli.examples import example

if TYPE_CHECKING:
    from nlconnect.config import Profile

ProfileName = Annotated[str, Argument(metavar="NAME", help="The profile.")]
AsJson = Annotated[bool, Option("--json", help="As JSON.")]

MOST_SHOWN = 25
"""Of what a profile may see; a tenant has thousands of mailboxes."""


def list_(*, as_json: AsJson = False) -> None:
    """List the profiles."""
    from nlconnect.cli.listing import show_rows
    from nlconnect.config import read_config

    config = read_config()
    rows = [_facts(profile, brief=True) for profile in config.profiles.values()]
    show_rows(rows, as_json=as_json, empty="No profiles yet: `nlconnect profile add NAME`.")


def show(name: ProfileName, *, as_json: AsJson = False) -> None:
    """Show a profile with its login; secrets by where they stand."""
    from nlconnect.cli.listing import show_facts, show_json
    from nlconnect.config import read_config

    config = read_config()
    facts = {**_facts(config.profile(name), brief=False), "settings_file": config.path}
    show_json(facts) if as_json else show_facts(facts)


def try_out(name: ProfileName, *, as_json: AsJson = False) -> None:
    """Try a profile: list the companies it may see, and the budget that is left."""
    from nlconnect.cli.companies import companies_of, listed_part
    from nlconnect.cli.listing import show_json, show_rows
    from nlconnect.cli.outcome import say
    from nlconnect.cli.progress import budget_line
    from nlconnect.client import connect
    from nlconnect.config import read_config
    from nlconnect.connector import connector_of
    from nlconnect.errors import ConfigError

    config = read_config()
    profile = config.profile(name)
    system = connector_of(profile)
    with connect(profile, config=config, outlet="terminal") as connection:
        companies = companies_of(connection, system)
        part = listed_part(system)
        own = profile.scope.get(part) if part else None
        status = connection.budget()
    if as_json:
        show_json({"profile": name, "companies": companies, "budget": {w.name: w.remaining for w in status.windows}})
    else:
        shown = companies[:MOST_SHOWN]
        show_rows([{**row, "own": "yes" if part and row[part] == own else None} for row in shown], as_json=False)
        if len(companies) > len(shown):
            say(f"... and {len(companies) - len(shown):,} more; --json shows all")
        left = f"left: {budget_line(status)}" if status.windows else "no fixed number of calls"
        say(f"{name} works; {left}")
    if part and own is not None and companies and own not in [row[part] for row in companies]:
        raise ConfigError(
            f"the profile names {part} {own}, which this login may not see",
            hint=f"Choose one of the above in [profiles.{name}], or sign in as somebody who may.",
        )


def remove(name: ProfileName) -> None:
    """Remove a profile from the settings file; its login stays."""
    from nlconnect.config import read_config, remove_profile

    config = read_config()
    config.profile(name)
    assert config.path is not None
    remove_profile(name, path=config.path)
    print(f"Removed {name} from {config.path}")


def add(
    name: ProfileName,
    *,
    source: Annotated[
        Path | None,
        Option("--from", metavar="FILE", help="What `nlconnect mock --info FILE` wrote: asks nothing more."),
    ] = None,
    login: Annotated[str | None, Option(metavar="LOGIN", help="Use this login, or call the new one so.")] = None,
    system: Annotated[str | None, Option(metavar="SYSTEM", help="Such as exact, afas or graph.")] = None,
    site: Annotated[str | None, Option(metavar="SITE", help="The system's environment, such as nl or be.")] = None,
    base_url: Annotated[str | None, Option(metavar="URL", help="Instead of a site: another address.")] = None,
    login_url: Annotated[str | None, Option(metavar="URL", help="Where to sign in, if not at the base URL.")] = None,
    client_id: Annotated[str | None, Option(metavar="ID", help="The app's client ID.")] = None,
    client_secret: Annotated[
        str | None, Option(metavar="env:NAME", help="Where the secret stands: env:NAME, keyring:NAME or file:PATH.")
    ] = None,
    redirect_uri: Annotated[str | None, Option(metavar="URL", help="As registered with the vendor.")] = None,
    certificate: Annotated[
        str | None, Option(metavar="FILE", help="Instead of a secret: private key and certificate, PEM.")
    ] = None,
    tenant: Annotated[str | None, Option(metavar="TENANT", help="Microsoft: the organisation's id or domain.")] = None,
    environment: Annotated[str | None, Option(metavar="N", help="AFAS: the participant number.")] = None,
    token: Annotated[str | None, Option(metavar="env:NAME", help="AFAS: where a classic token stands.")] = None,
    api_key: Annotated[str | None, Option(metavar="env:NAME", help="AFAS: where the API key stands.")] = None,
    api_token: Annotated[
        str | None, Option(metavar="env:NAME", help="AFAS: where the key of the environment stands.")
    ] = None,
    user: Annotated[str | None, Option(metavar="USER", help="AFAS: whom a code is mailed to.")] = None,
    grant: Annotated[
        str | None, Option(metavar="GRANT", help="The way of signing in, where what is given leaves a choice.")
    ] = None,
    scopes: Annotated[
        str | None, Option(metavar="SCOPES", help='Microsoft: what to ask a person for, such as "Mail.Read".')
    ] = None,
    division: Annotated[
        int | None, Option(metavar="N", help="The company; left out, it is asked after sign-in.")
    ] = None,
    purpose: Annotated[str | None, Option(metavar="P", help="What the profile is for.")] = None,
    file: Annotated[Path | None, Option(metavar="FILE", help="Another settings file.")] = None,
    policy: Annotated[
        bool | None,
        Option("--yes/--no-policy", help="A first policy without being asked whether, or none; on a terminal only."),
    ] = None,
) -> None:
    """Add a profile, and its login where that is new; asks what it is not told.

    The settings file is the one in use, else nlconnect.toml in the working folder. Where there is no policy yet and
    somebody can answer, it offers to write a first one in a minute.
    """
    from nlconnect.cli.adding import Wanted, add_to_settings

    given = {
        "system": system,
        "site": site,
        "base_url": base_url,
        "login_url": login_url,
        "client_id": client_id,
        "client_secret": client_secret,
        "redirect_uri": redirect_uri,
        "certificate": certificate,
        "tenant": tenant,
        "environment": environment,
        "token": token,
        "api_key": api_key,
        "api_token": api_token,
        "user": user,
        "grant": grant,
        "scopes": scopes,
    }
    wanted = Wanted(
        name=name,
        source=source,
        login=login,
        given={key: value for key, value in given.items() if value is not None},
        division=division,
        purpose=purpose,
        file=file,
        policy=policy,
    )
    add_to_settings(wanted)


def _facts(profile: Profile, *, brief: bool) -> dict[str, object]:
    login = profile.login
    facts: dict[str, object] = {
        "profile": profile.name,
        "system": login.system,
        "login": login.name,
        "scope": str(profile.scope),
        "purpose": profile.purpose or "own-use",
    }
    if brief:
        return facts
    return {
        **facts,
        "site": login.site,
        "base_url": login.base_url,
        "login_url": login.login_url,
        "client_id": login.client_id,
        "client_secret": str(login.client_secret) if login.client_secret else None,
        "redirect_uri": login.redirect_uri,
        "user": login.user,
        **{key: str(value) for key, value in login.extra.items()},
    }


app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Profiles and logins in the settings file.",
    epilog=example("nlconnect profile add acme-exact", "nlconnect profile list"),
)
app.command(
    "add",
    epilog=example(
        "nlconnect profile add acme-exact",
        "nlconnect profile add acme-exact --from mock.json",
        "nlconnect profile add acme-be --login kantoor --division 234567",
        "nlconnect profile add acme-exact --system exact --site nl --client-id ID --client-secret env:EXACT_SECRET \\",
        "    --redirect-uri https://example.com/exact --division 123456",
        "nlconnect profile add acme-afas --system afas --site production --environment 12345 --token env:AFAS_TOKEN",
        "nlconnect profile add acme-365 --system graph --site global --tenant acme.nl --client-id ID \\",
        "    --certificate acme.pem",
    ),
)(add)
app.command("list", epilog=example("nlconnect profile list --json"))(list_)
app.command("show", epilog=example("nlconnect profile show acme-exact"))(show)
app.command("test", epilog=example("nlconnect profile test acme-exact"))(try_out)
app.command("remove", epilog=example("nlconnect profile remove acme-exact"))(remove)
