"""What Microsoft wants to be allowed: the least permissions in Entra ID, and how to narrow them (section 15)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlconnect.connector.rights import Need, Restriction, Right, RightsPage, SignedInAs, merged, reason_of
from nlconnect.model.catalogue import FieldSpec

LEAST = {"person": "delegated", "app": "application"}
MAILBOXES = ("Mail.", "Calendars.", "Contacts.", "MailboxSettings.", "MailboxFolder.")
SITES = ("Sites.", "Files.")
ONLY_PERSONS = ("onenote",)
"""OneNote gives nothing to an app by itself since 31 March 2025, although tables still list it."""
VERBS = {"readbasic": 0, "read": 1, "readwrite": 2, "manage": 3, "fullcontrol": 4}

BODIES = frozenset({"body", "bodyPreview", "uniqueBody", "attachments", "extensions"})
"""What the basic permissions for mail and calendars leave out (Microsoft's description of them; not in our facts)."""
_BASIC = re.compile(r"^(?P<resource>Mail|Calendars)\.ReadBasic(\.All)?$")


@dataclass(frozen=True, slots=True)
class GraphRights:
    """Delegated for a person, application for an app by itself: never both."""

    def page(self, needs: Sequence[Need], *, signed_in_as: SignedInAs) -> RightsPage:
        """The least permissions for all the reads and writes together."""
        kind = LEAST[signed_in_as]
        found: list[Right] = []
        remarks: list[str] = []
        for need in needs:
            names = _least(need, kind)
            found += [Right(name, kind, (reason_of(need, fields),)) for name, fields in names.items()]
            if not names:
                remarks.append(f"No {kind} permission gives {need.entity.qualified_name}.")
            if signed_in_as == "app" and need.entity.module in ONLY_PERSONS:
                remarks.append(f"{need.entity.qualified_name}: no app by itself, only a person who signed in.")
        rights = _without_smaller(merged(found))
        if signed_in_as == "person":
            remarks.append("A person never reaches more than they may see themselves.")
        if any(right.name.startswith("AuditLog.") for right in rights):
            remarks.append("Sign-ins need Entra ID P1 or P2, and for a person a reader role.")
        return RightsPage(
            where="Entra ID, the app registration, API permissions of Microsoft Graph; an administrator consents",
            rights=rights,
            restrictions=_restrictions(rights, needs) if signed_in_as == "app" else (),
            remarks=tuple(dict.fromkeys(remarks)),
        )


def _least(need: Need, kind: str) -> Mapping[str, Sequence[FieldSpec]]:
    """The permissions of the entity and of its fields, each with the fields that ask for it."""
    held = need.entity.permissions
    least = (held.write_least if need.writes else held.read_least).get(kind, ())
    names: dict[str, list[FieldSpec]] = {}
    if least:  # of several, each suffices
        names[_with_bodies(least[0], need.fields)] = []
    for field in need.fields:
        for name in () if need.writes else field.permissions:
            names.setdefault(name, []).append(field)
    return names


def _with_bodies(name: str, fields: Sequence[FieldSpec]) -> str:
    basic = _BASIC.match(name)
    return f"{basic['resource']}.Read" if basic and any(field.wire in BODIES for field in fields) else name


def _without_smaller(rights: Sequence[Right]) -> tuple[Right, ...]:
    """A permission that a larger one of the same resource includes is left out; its reasons go to the larger."""
    kept: list[Right] = []
    for right in sorted(rights, key=lambda one: -_size(one.name)):
        larger = next((place for place, one in enumerate(kept) if _includes(one.name, right.name)), None)
        if larger is None:
            kept.append(right)
        else:
            kept[larger] = merged([kept[larger], Right(kept[larger].name, right.kind, right.reasons)])[0]
    return tuple(sorted(kept, key=lambda one: one.name))


def _includes(large: str, small: str) -> bool:
    """`Mail.ReadWrite` includes `Mail.Read`, and `User.Read.All` includes `User.ReadBasic.All`."""
    same = large.partition(".")[0] == small.partition(".")[0]
    return same and _size(large) >= _size(small) and _reaches_all(large) >= _reaches_all(small)


def _size(name: str) -> int:
    return VERBS.get(name.split(".")[1].lower(), -1) if "." in name else -1


def _reaches_all(name: str) -> bool:
    """Exchange: permissions of an app have no `.All`, but for the basic one, and reach every mailbox all the same."""
    return name.endswith(".All") and not name.startswith(MAILBOXES)


def _restrictions(rights: Sequence[Right], needs: Sequence[Need]) -> tuple[Restriction, ...]:
    found: list[Restriction] = []
    names = [right.name for right in rights]
    mail = [name for name in names if name.startswith(MAILBOXES)]
    if mail:
        mailboxes = sorted({str(need.scope["mailbox"]) for need in needs if "mailbox" in need.scope})
        roles = ", ".join(f'"Application {name.removesuffix(".All")}"' for name in mail)
        found.append(
            Restriction(
                f"which mailboxes: {', '.join(mailboxes) or 'name them in the profile'}",
                f"RBAC for Applications in Exchange Online: a service principal, a management scope that holds only "
                f"these mailboxes, and the roles {roles}. Do not grant {', '.join(mail)} in Entra as well: both add "
                "up, and the one in Entra reaches every mailbox. It acts after 30 minutes to 2 hours.",
            )
        )
    sites = [name for name in names if name.startswith(SITES)]
    if sites:
        chosen = sorted({str(need.scope["site"]) for need in needs if "site" in need.scope})
        role = "write" if any("Write" in name or "Manage" in name for name in sites) else "read"
        found.append(
            Restriction(
                f"which sites: {', '.join(chosen) or 'name them in the profile'}",
                f"Grant Sites.Selected instead of {', '.join(sites)}, and then the role {role} on each site: POST "
                '/sites/{id}/permissions with {"roles": ["' + role + '"], "grantedToIdentities": [...]} by somebody '
                "with Sites.FullControl.All. Sites.Selected by itself gives nothing.",
            )
        )
    if any(name.startswith("OnlineMeetings.") for name in names):
        found.append(
            Restriction("whose meetings", "An application access policy of Teams (CsApplicationAccessPolicy) for them.")
        )
    return tuple(found)
