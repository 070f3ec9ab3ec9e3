"""What refusals say, in English and in Dutch: what is wrong, and the one line of the policy that would allow it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A rule's reason, and the smallest change that would allow it, in both languages."""

    reason: str
    remedy: str
    reason_nl: str
    remedy_nl: str


def _add(key: str, value: str, purpose: str) -> tuple[str, str]:
    """The change to one list of a purpose."""
    return (
        f'Add "{value}" to {key} of [purposes.{purpose}].',
        f'Voeg "{value}" toe aan {key} van [purposes.{purpose}].',
    )


def unknown_purpose(name: str, near: str) -> Said:
    return Said(
        f"the policy knows no purpose {name!r}",
        f"{near} Or describe it under [purposes.{name}].",
        f"het beleid kent geen doel {name!r}",
        f"{near.replace('Did you mean', 'Bedoelt u').replace('There is:', 'Er is:')} "
        f"Of beschrijf het onder [purposes.{name}].",
    )


def no_purpose(known: str) -> Said:
    return Said(
        "there is a policy, so every call names a purpose",
        f"Name one: connect(..., purpose=...) or --purpose. There is: {known}. Or set own_use = true at the top of the "
        "policy, for people who look at their own company's data.",
        "er is een beleid, dus elke aanroep noemt een doel",
        f"Noem er een: connect(..., purpose=...) of --purpose. Er is: {known}. Of zet own_use = true boven in het "
        "beleid, voor mensen die de gegevens van hun eigen bedrijf bekijken.",
    )


def forbidden(what: str, pattern: str, where: str) -> Said:
    return Said(
        f"{what} is forbidden, and what is forbidden stays so",
        f'Take "{pattern}" out of forbid {where}, if that is what the house wants.',
        f"{what} is verboden, en wat verboden is blijft dat",
        f'Haal "{pattern}" uit forbid {where}, als het huis dat wil.',
    )


def other_system(system: str, purpose: str) -> Said:
    en, nl = _add("systems", system, purpose)
    return Said(f"this purpose has no business in {system}", en, f"dit doel heeft niets te zoeken in {system}", nl)


def other_scope(part: str, value: str, purpose: str) -> Said:
    return Said(
        f"this purpose does not hold in this {part}",
        f"Add {value} to {part} under [purposes.{purpose}.scopes].",
        f"dit doel geldt niet in deze {part}",
        f"Voeg {value} toe aan {part} onder [purposes.{purpose}.scopes].",
    )


def scope_not_named(part: str, purpose: str) -> Said:
    return Said(
        f"this purpose holds in some places only, and the connection names no {part}",
        f"Name one: connection.within({part}=...), or take {part} out of [purposes.{purpose}.scopes].",
        f"dit doel geldt alleen op sommige plaatsen, en de verbinding noemt geen {part}",
        f"Noem er een: connection.within({part}=...), of haal {part} uit [purposes.{purpose}.scopes].",
    )


def other_outlet(outlet: str, purpose: str) -> Said:
    en, nl = _add("outlets", outlet, purpose)
    return Said(
        f"this purpose does not let records go to {outlet!r}",
        en,
        f"dit doel laat geen records naar {outlet!r} gaan",
        nl,
    )


def far_outlet(outlet: str, region: str) -> Said:
    return Said(
        f"the outlet {outlet!r} stands in {region}, outside the European Economic Area, without a ground",
        f'Name the ground: transfer = "..." under [outlets.{outlet}].',
        f"de bestemming {outlet!r} staat in {region}, buiten de Europese Economische Ruimte, zonder grondslag",
        f'Noem de grondslag: transfer = "..." onder [outlets.{outlet}].',
    )


def other_entity(entity: str, purpose: str) -> Said:
    en, nl = _add("entities", entity, purpose)
    return Said(f"this purpose does not name {entity}", en, f"dit doel noemt {entity} niet", nl)


def other_verb(verb: str, purpose: str) -> Said:
    en, nl = _add("operations", verb, purpose)
    return Said(f"this purpose does not allow {_VERBS[verb][0]}", en, f"dit doel staat {_VERBS[verb][1]} niet toe", nl)


def other_category(field: str, category: str, purpose: str) -> Said:
    en, nl = _add("categories", category, purpose)
    return Said(
        f"{field} is {category}, which this purpose does not name",
        en,
        f"{field} is {category}, dat dit doel niet noemt",
        nl,
    )


def special_category(field: str, category: str, article: str, purpose: str) -> Said:
    table, ground = f"[[purposes.{purpose}.exceptions]]", f'category = "{category}", ground = "..."'
    return Said(
        f"{field} is {category}, which {article} closes, and no exception is named",
        f"Only where the law gives a ground: name it under {table}: {ground}.",
        f"{field} is {category}, dat {article} afsluit, en er is geen uitzondering genoemd",
        f"Alleen als de wet een grond geeft: noem die onder {table}: {ground}.",
    )


def masked_by_choice(field: str, mask: str, where: str) -> Said:
    return Said(
        f"{field} is shown as {mask}, since the policy says so for {where}",
        f'Take "{where}" out of the masks, if the purpose needs the value itself.',
        f"{field} wordt getoond als {mask}, omdat het beleid dat zegt voor {where}",
        f'Haal "{where}" uit de masks, als het doel de waarde zelf nodig heeft.',
    )


def filter_on(field: str, *, masked: bool) -> Said:
    state, state_nl = ("masked", "gemaskeerd") if masked else ("not shown", "niet getoond")
    return Said(
        f"{field} is {state} for this purpose, and a condition or order on it would tell what it holds",
        f"Ask without it{', or by equality only' if masked else ''}; or let the purpose see {field}.",
        f"{field} is voor dit doel {state_nl}, en een voorwaarde of volgorde erop verraadt wat erin staat",
        f"Vraag zonder{', of alleen op gelijkheid' if masked else ''}; of laat het doel {field} zien.",
    )


def nothing_left(entity: str, purpose: str) -> Said:
    return Said(
        f"this purpose may see nothing of {entity}",
        f"Add the categories it needs to [purposes.{purpose}]; nlconnect policy explain tells which there are.",
        f"dit doel mag niets zien van {entity}",
        f"Voeg de categorieën die het nodig heeft toe aan [purposes.{purpose}]; nlconnect policy explain noemt ze.",
    )


def key_is_hidden(field: str, purpose: str) -> Said:
    return Said(
        f"{field} tells records apart, and this purpose may not see it, so no copy can be kept",
        f'Show it as a pseudonym: its category in categories, and "pseudonym" in masks, of [purposes.{purpose}].',
        f"{field} houdt records uit elkaar, en dit doel mag het niet zien, dus een kopie is niet bij te houden",
        f'Toon het als pseudoniem: zijn categorie in categories, en "pseudonym" in masks, van [purposes.{purpose}].',
    )


def over_budget(what: str, *, most: str, left: str, holder: str, name: str) -> Said:
    what_nl = {"calls": "aanroepen", "subjects": "betrokkenen", "recipients": "ontvangers", "euros": "euro"}
    who, who_nl = ("agent", "deze agent") if holder == "agent" else ("purpose", "dit doel")
    place = f"[{holder}s.{name}.budget]"
    return Said(
        f"this {who} may take {most} {what} a day, and this is more than the {left} that are left of today",
        f"Go on tomorrow, ask for less, or raise {what} under {place}.",
        f"{who_nl} mag {most} {what_nl.get(what, what)} per dag, en dit is meer dan de {left} die er vandaag nog zijn",
        f"Ga morgen verder, vraag minder, of verhoog {what} onder {place}.",
    )


def unknown_agent(name: str) -> Said:
    return Said(
        f"the policy lists its agents, and {name!r} is none of them",
        f"Describe it under [agents.{name}]: a title, and the purposes it works for.",
        f"het beleid noemt zijn agents, en {name!r} is daar niet bij",
        f"Beschrijf hem onder [agents.{name}]: een title, en de purposes waarvoor hij werkt.",
    )


def not_its_purpose(purpose: str, agent: str) -> Said:
    return Said(
        f"the agent {agent!r} does not work for {purpose!r}",
        f'Add "{purpose}" to purposes of [agents.{agent}].',
        f"de agent {agent!r} werkt niet voor {purpose!r}",
        f'Voeg "{purpose}" toe aan purposes van [agents.{agent}].',
    )


def only_by_plan(agent: str) -> Said:
    return Said(
        f"the agent {agent!r} writes by a plan that a person saw, and this is none",
        "Plan the change instead.",
        f"de agent {agent!r} schrijft met een plan dat een mens gezien heeft, en dit is er geen",
        "Maak een plan van de wijziging.",
    )


_VERBS = {
    "read": ("reading", "lezen"),
    "create": ("creating records", "aanmaken"),
    "update": ("changing records", "wijzigen"),
    "delete": ("deleting records", "verwijderen"),
    "call": ("calling actions of the vendor", "acties van de leverancier"),
    "download": ("fetching files, which nobody can mask", "bestanden ophalen, die niemand kan maskeren"),
    "raw": (
        "requests of one's own making, whose answers nobody can mask",
        "eigen verzoeken, waarvan niemand het antwoord kan maskeren",
    ),
}
