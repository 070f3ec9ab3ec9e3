"""The register of processing as a page for people, and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from nlconnect.policy import Language
from nlconnect.privacy.register import Destination, Kind, Processing, Register, Source

COLUMNS = (
    "purpose",
    "legal_basis",
    "subjects",
    "categories",
    "grounds",
    "systems",
    "entities",
    "operations",
    "outlets",
    "recipients",
    "transfers",
    "agents",
    "retention",
    "measures",
    "lacks",
)


def table_of(register: Register) -> list[dict[str, str]]:
    """A row for each purpose, as texts, under names that stay the same in both languages."""
    return [{name: text.replace("\n", "; ") for name, text in row.items()} for row in _rows(register)]


def csv_of(register: Register) -> str:
    """The table with Dutch or English headers, semicolons between, for a spreadsheet."""
    words, text = WORDS[register.language], io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([words["controller"], *(words[column] for column in COLUMNS)])
    for row in table_of(register):
        writer.writerow([_plain(register.controller), *(_plain(row[column]) for column in COLUMNS)])
    return text.getvalue()


def markdown_of(register: Register) -> str:
    """The page, a chapter for each purpose; what is not said is told last."""
    words = WORDS[register.language]
    lines = [f"# {words['title']}", "", f"{words['controller']}: {register.controller}", "", words["about"], ""]
    if register.own_use:
        lines += [words["own_use"], ""]
    for one, row in zip(register.processings, _rows(register), strict=True):
        lines += [f"## {one.title}", "", f"| {words['what']} | |", "|---|---|"]
        lines += [f"| {words[name]} | {_cell(row[name])} |" for name in COLUMNS[1:] if row[name]]
        lines.append("")
    return "\n".join([*lines, words["limits"], ""])


def _rows(register: Register) -> list[dict[str, str]]:
    """As the table, with several things of one cell on lines of their own."""
    return [dict(zip(COLUMNS, _texts(one, register.language), strict=True)) for one in register.processings]


def _texts(one: Processing, language: Language) -> Sequence[str]:
    words = WORDS[language]
    people = [*one.recipients, *(name for place in one.destinations for name in place.recipients)]
    return (
        f"{one.title} ({one.name})",
        one.legal_basis,
        _listed(one.subjects),
        _listed(_said_of_kind(kind, words) for kind in one.kinds),
        _listed(f"{kind.title}: {kind.ground}" for kind in one.kinds if kind.ground),
        _listed(_said_of_source(source, words) for source in one.sources),
        _listed(one.entities),
        _listed(words[f"verb {verb}"] for verb in one.operations),
        _listed(_said_of_place(place) for place in one.destinations),
        _listed(dict.fromkeys(people)),
        _listed(_said_of_transfer(place, words) for place in one.destinations if place.transfer or place.is_far),
        _listed(one.agents),
        _term(one.retention, language),
        _listed(_measures(one, words)),
        _listed(one.lacks),
    )


def _said_of_kind(kind: Kind, words: Mapping[str, str]) -> str:
    marks = [words[name] for name in ("special", "criminal", "national_id") if getattr(kind, name)]
    return f"{kind.title} ({', '.join([kind.key, *marks])})"


def _said_of_source(source: Source, words: Mapping[str, str]) -> str:
    return f"{source.title} ({words[f'left out {source.minimised}']})"


def _said_of_place(place: Destination) -> str:
    return f"{place.title} ({place.region})" if place.region else place.title


def _said_of_transfer(place: Destination, words: Mapping[str, str]) -> str:
    return f"{place.title}, {place.region}: {place.transfer or words['no ground']}"


def _measures(one: Processing, words: Mapping[str, str]) -> Iterable[str]:
    yield words["default deny"]
    if one.masked:
        yield f"{words['masked']} {', '.join(one.masked)}"
    if one.closed:
        yield f"{words['closed']} {', '.join(one.closed)}"
    if one.budgets:
        yield f"{words['budgets']} {', '.join(f'{unit} {most}' for unit, most in one.budgets.items())}"
    yield words["kept sealed"]
    yield words["audited"]


def _term(text: str, language: Language) -> str:
    number, _, unit = text.partition(" ")
    return f"{number} {_UNITS_NL.get(unit.removesuffix('s'), unit)}" if language == "nl" and unit else text


_UNITS_NL = {"day": "dagen", "week": "weken", "month": "maanden", "year": "jaar"}


def _listed(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def _plain(text: str) -> str:
    """A spreadsheet takes text that begins so for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "Register of processing (GDPR art. 30), as far as nlconnect processes",
        "about": "Made from the policy that nlconnect enforces: what does not stand here, it refuses.",
        "own_use": "Beside these purposes people may look at their own company's data for themselves, as the policy "
        "says (`own_use`): levels 4 and 5 stay masked, and nothing is written. That is not described further.",
        "limits": "What is not in here: what people do in the systems themselves and with files that were written; the "
        "name of a data protection officer and of joint controllers; and the agreements with the vendors of the "
        "systems, who process on your behalf. Add these yourself.",
        "controller": "Controller",
        "what": "What",
        "purpose": "Purpose",
        "legal_basis": "Legal basis",
        "subjects": "Whose data",
        "categories": "Categories of data",
        "grounds": "Grounds for what the law closes",
        "systems": "Systems",
        "entities": "Entities",
        "operations": "Operations",
        "outlets": "Where it goes",
        "recipients": "Recipients",
        "transfers": "Transfers outside the EEA",
        "agents": "Assistants",
        "retention": "Kept",
        "measures": "Measures",
        "lacks": "Not yet said",
        "special": "special category, art. 9",
        "criminal": "criminal, art. 10",
        "national_id": "national number",
        "no ground": "NO GROUND NAMED",
        "left out source": "what the purpose may not see is never sent",
        "left out here": "what the purpose may not see comes along and is cut here at once",
        "left out unknown": "where what it may not see is left out depends on the entity",
        "default deny": "everything that the policy does not name is refused",
        "masked": "masked:",
        "closed": "closed whatever is asked:",
        "budgets": "at most a day:",
        "kept sealed": "what nlconnect itself keeps is encrypted and has a term (nlconnect state list)",
        "audited": "every operation is in a log that shows when it was changed (nlconnect audit verify)",
        "verb read": "read",
        "verb create": "create",
        "verb update": "change",
        "verb delete": "delete",
        "verb call": "carry out actions, such as sending a mail",
        "verb download": "download files",
        "verb raw": "requests of one's own",
    },
    "nl": {
        "title": "Register van verwerkingen (art. 30 AVG), voor zover nlconnect verwerkt",
        "about": "Gemaakt uit het beleid dat nlconnect afdwingt: wat hier niet staat, weigert het.",
        "own_use": "Naast deze doelen mogen mensen de gegevens van hun eigen bedrijf voor zichzelf bekijken, zoals het "
        "beleid zegt (`own_use`): niveau 4 en 5 blijven gemaskeerd, en er wordt niets geschreven. Meer staat daar niet "
        "over in.",
        "limits": "Wat hier niet in staat: wat mensen in de systemen zelf verrichten en met bestanden die zijn "
        "geschreven; wie de functionaris gegevensbescherming is en met wie u gezamenlijk verantwoordelijk bent; en de "
        "verwerkersovereenkomsten met de leveranciers van de systemen. Vul dat zelf aan.",
        "controller": "Verwerkingsverantwoordelijke",
        "what": "Wat",
        "purpose": "Doel",
        "legal_basis": "Grondslag",
        "subjects": "Betrokkenen",
        "categories": "Categorieën van gegevens",
        "grounds": "Gronden voor wat de wet sluit",
        "systems": "Systemen",
        "entities": "Entiteiten",
        "operations": "Handelingen",
        "outlets": "Waar het heen gaat",
        "recipients": "Ontvangers",
        "transfers": "Doorgifte buiten de EER",
        "agents": "Assistenten",
        "retention": "Bewaartermijn",
        "measures": "Maatregelen",
        "lacks": "Nog niet gezegd",
        "special": "bijzonder, art. 9",
        "criminal": "strafrechtelijk, art. 10",
        "national_id": "nationaal nummer",
        "no ground": "GEEN GROND GENOEMD",
        "left out source": "wat het doel niet mag zien wordt nooit verstuurd",
        "left out here": "wat het doel niet mag zien komt mee en wordt hier meteen weggesneden",
        "left out unknown": "waar wegvalt wat het doel niet mag zien hangt van de entiteit af",
        "default deny": "alles wat het beleid niet noemt wordt geweigerd",
        "masked": "gemaskeerd:",
        "closed": "gesloten, wat er ook gevraagd wordt:",
        "budgets": "hoogstens per dag:",
        "kept sealed": "wat nlconnect zelf bewaart is versleuteld en heeft een termijn (nlconnect state list)",
        "audited": "alles wat gebeurt staat in een logboek dat laat zien of het gewijzigd is (nlconnect audit verify)",
        "verb read": "lezen",
        "verb create": "aanmaken",
        "verb update": "wijzigen",
        "verb delete": "verwijderen",
        "verb call": "acties uitvoeren, zoals een mail versturen",
        "verb download": "bestanden ophalen",
        "verb raw": "eigen verzoeken",
    },
}
