"""`permissions`: one page for the administrator with what to grant, why, and how to keep it narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

if TYPE_CHECKING:
    from nlconnect.asking.question import Question
    from nlconnect.config import Config, Profile
    from nlconnect.connector import Connector, FieldSpec
    from nlconnect.connector.rights import Need, RightsPage, SignedInAs


def permissions(
    profile: Annotated[str, Argument(metavar="PROFILE", help="A profile of the settings file.")],
    entities: Annotated[
        list[str] | None,
        Argument(metavar="ENTITY", help="What is read; the saved pulls of the profile without. Entity:field,field."),
    ] = None,
    *,
    write: Annotated[
        list[str] | None, Option("--write", metavar="ENTITY", help="What is written; may be repeated.")
    ] = None,
    as_json: Annotated[bool, Option("--json", help="As JSON.")] = False,
) -> None:
    """Say what to ask the administrator for, and why.

    The least that the profile's saved pulls, or the entities named, need: scopes, permissions in Entra, connectors and
    columns; and how to narrow them to the mailboxes and sites of the profile. Nothing is sent.
    """
    from nlconnect.cli.listing import show_json
    from nlconnect.config import read_config
    from nlconnect.connector import connector_of

    config = read_config()
    chosen = config.profile(profile)
    system = connector_of(chosen)
    needs = needs_of(config, chosen, system, entities=entities or (), written=write or ())
    signed_in_as = _signed_in_as(config, chosen)
    page = _page(system, needs, signed_in_as)
    if as_json:
        show_json(_document(chosen, system, page, signed_in_as))
    else:
        _print(chosen, system, page, signed_in_as)


def needs_of(
    config: Config,
    profile: Profile,
    system: Connector,
    *,
    entities: tuple[str, ...] | list[str] = (),
    written: tuple[str, ...] | list[str] = (),
) -> list[Need]:
    """What the saved pulls of a profile read; or the entities named, as `Entity` or `Entity:field,field`."""
    from nlconnect.asking.question import Question, words
    from nlconnect.connector.rights import Need
    from nlconnect.errors import ConfigError

    asked: list[tuple[Question, str]] = []
    for text in entities:
        name, _, fields = text.partition(":")
        asked.append((Question(profile=profile.name, entity=name, select=words(fields)), "you"))
    if not entities:
        asked = [
            (Question.of_pull(pull), f"pull {pull.name}")
            for pull in config.pulls.values()
            if pull.profile == profile.name
        ]
    needs = [
        Need(system.catalogue.entity(question.entity), _fields(question, system), reason, profile.scope)
        for question, reason in asked
    ]
    for text in written:
        entity = system.catalogue.entity(text)
        writable = tuple(field for field in entity.values if not field.read_only)
        needs.append(Need(entity, writable, "you", profile.scope, writes=True))
    if not needs:
        raise ConfigError(
            f"the profile {profile.name!r} has no saved pulls",
            hint=f"Name what you read: `nlconnect permissions {profile.name} ENTITY`, or save a pull.",
        )
    return needs


def _fields(question: Question, system: Connector) -> tuple[FieldSpec, ...]:
    """Every field that a read is about: selected, compared or sorted by."""
    from nlconnect.asking.question import visible
    from nlconnect.model.query import fields_of

    query = visible(question.query(system))
    entity = query.entity
    selected = [entity.field(name.partition(".")[0]) for name in query.selected or ()]
    compared = [field for condition in query.conditions for field in fields_of(condition)]
    sorted_by = [order.field for order in query.ordering]
    whole = [field.within or field for field in (*compared, *sorted_by)]
    return tuple(dict.fromkeys([*selected, *whole]))


def _signed_in_as(config: Config, profile: Profile) -> SignedInAs:
    """An app by itself where the login's grant is the app's own; a person otherwise, and where it is not known yet."""
    from nlconnect.auth import GrantKind
    from nlconnect.engine.opening import Opening
    from nlconnect.errors import ConfigError

    try:
        grant = Opening(profile, config=config).app.grant
    except ConfigError:
        return "person"
    return "app" if grant in (GrantKind.CLIENT_CREDENTIALS, GrantKind.STATIC) else "person"


def _page(system: Connector, needs: list[Need], signed_in_as: SignedInAs) -> RightsPage:
    """In the system's own words, or by the catalogue alone."""
    from nlconnect.connector.rights import Right, RightsPage, merged, reason_of

    if system.rights is not None:
        return system.rights.page(needs, signed_in_as=signed_in_as)
    named = [
        Right(need.entity.permission or need.entity.qualified_name, "permission", (reason_of(need),)) for need in needs
    ]
    return RightsPage(where=f"the settings of the app at {system.title}", rights=merged(named))


def _document(profile: Profile, system: Connector, page: RightsPage, signed_in_as: SignedInAs) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "profile": profile.name,
        "system": system.name,
        "scope": str(profile.scope),
        "signed_in_as": signed_in_as,
        **asdict(page),
    }


def _print(profile: Profile, system: Connector, page: RightsPage, signed_in_as: SignedInAs) -> None:
    """One page in plain words, ready to be mailed."""
    from nlconnect.cli.listing import printable

    who = "an app by itself" if signed_in_as == "app" else "a person who signs in"
    print(f"# What {profile.name} needs of {system.title}\n")
    print(f"For {who}, in {profile.scope}. To be granted in {page.where}.\n")
    print("## Grant\n")
    for right in page.rights:
        print(f"- {printable(right.name)} ({right.kind})")
        for reason in right.reasons:
            print(f"  - {printable(reason)}")
    if page.restrictions:
        print("\n## Keep it narrow\n")
        for restriction in page.restrictions:
            print(f"- {printable(restriction.what)}: {printable(restriction.how)}")
    if page.remarks:
        print("\n## Good to know\n")
        for remark in page.remarks:
            print(f"- {printable(remark)}")
