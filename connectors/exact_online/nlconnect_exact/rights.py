"""What Exact wants to be allowed: scopes of the app, and rights of the person (fact sheet sections 2 and 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlconnect.connector.rights import Need, Restriction, Right, RightsPage, SignedInAs, merged, reason_of

COMPANIES = Restriction(
    "which companies the app may reach",
    "A registered app that is published lets the person choose companies in the consent form; a private app of your "
    "own reaches all companies of that person.",
)


SILENT = (
    "The person who signs in needs the right to see the same data: without it lists come back empty, and nothing says "
    "so. `nlconnect doctor PROFILE` asks for it."
)


@dataclass(frozen=True, slots=True)
class ExactRights:
    """A scope for each service, to read or to manage; the person's own rights come on top."""

    def page(self, needs: Sequence[Need], *, signed_in_as: SignedInAs) -> RightsPage:
        """Exact: a person always signs in, so what they may not see is an empty list."""
        found, unknown = [], []
        for need in needs:
            if need.entity.permission is None:
                unknown.append(need.entity.qualified_name)
                continue
            verb = "manage" if need.writes else "read"
            found.append(Right(f"{need.entity.permission}: {verb}", "scope", (reason_of(need),)))
        rights = merged(found)
        managed = {right.name.removesuffix(": manage") for right in rights if right.name.endswith(": manage")}
        remarks = [SILENT]
        if unknown:
            remarks.append(f"Of {', '.join(dict.fromkeys(unknown))} Exact does not say which scope it wants.")
        return RightsPage(
            where="App Centre of Exact Online, the scopes of the app",
            rights=tuple(one for one in rights if one.name.removesuffix(": read") not in managed),
            restrictions=(COMPANIES,),
            remarks=tuple(remarks),
        )
