"""`audit breach` in words: the report a privacy officer needs within 72 hours, in English and in Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect.audit import Verification
    from nlconnect.audit.breach import Flow, Report

ENGLISH = {
    "title": "What nlconnect did with personal data",
    "period": "Period",
    "log": "Log",
    "whole": "unchanged and whole",
    "unproven": "unchanged; that its end is whole is not provable",
    "changed": "CHANGED OR CUT: this report cannot be relied on (nlconnect audit verify)",
    "since": "known from",
    "total": "In all",
    "operations": "operations",
    "records": "records",
    "subjects": "at most {} people (different keys of records)",
    "categories": "Categories, the gravest first",
    "level": "level",
    "special": "special category (GDPR art. 9)",
    "criminal": "criminal (GDPR art. 10)",
    "national_id": "national number (BSN)",
    "unreviewed": "fields that nobody has reviewed: anything may have been in them",
    "flows": "What went where, and by whom",
    "by": "by",
    "for": "for",
    "refused": "refused",
    "unfinished": "without an end in the log: some of it may have happened",
    "uncounted": "whose data is not all known (a raw request, a file, a large read without a policy, an older entry)",
    "none": "Nothing was done in this period.",
    "limits": "What this cannot tell: what people did in the systems themselves or with other programs, what was done "
    "with a file afterwards, and what was never logged because the log was put aside. Whether there is a breach, how "
    "grave it is and whom to tell is for people to judge. The authority (in the Netherlands the Autoriteit "
    "Persoonsgegevens) is told within 72 hours of becoming aware (GDPR art. 33).",
}
DUTCH = {
    "title": "Wat nlconnect met persoonsgegevens deed",
    "period": "Periode",
    "log": "Logboek",
    "whole": "ongewijzigd en volledig",
    "unproven": "ongewijzigd; dat er aan het eind niets ontbreekt is niet aantoonbaar",
    "changed": "GEWIJZIGD OF AFGEKNIPT: op dit overzicht valt niet te bouwen (nlconnect audit verify)",
    "since": "bekend vanaf",
    "total": "In totaal",
    "operations": "handelingen",
    "records": "records",
    "subjects": "ten hoogste {} betrokkenen (verschillende sleutels van records)",
    "categories": "Categorieën, de zwaarste eerst",
    "level": "niveau",
    "special": "bijzonder persoonsgegeven (AVG art. 9)",
    "criminal": "strafrechtelijk (AVG art. 10)",
    "national_id": "nationaal nummer (BSN)",
    "unreviewed": "velden die niemand heeft beoordeeld: er kan van alles in hebben gestaan",
    "flows": "Wat waarheen ging, en door wie",
    "by": "door",
    "for": "voor",
    "refused": "geweigerd",
    "unfinished": "zonder einde in het logboek: een deel kan gebeurd zijn",
    "uncounted": "van wie is niet geheel bekend (los verzoek, bestand, veel gelezen zonder beleid, oude regel)",
    "none": "In deze periode is niets gedaan.",
    "limits": "Wat hier niet in staat: wat mensen in de systemen zelf of met andere programma's deden, wat er daarna "
    "met een bestand gebeurde, en wat nooit is vastgelegd omdat het logboek opzij was gezet. Of er een datalek is, hoe "
    "ernstig het is en wie het moet horen, beoordelen mensen. Een melding bij de Autoriteit Persoonsgegevens gaat "
    "binnen 72 uur na ontdekking de deur uit (AVG art. 33).",
}


def lines_of(report: Report, checked: Verification, *, names: Mapping[str, str], dutch: bool) -> list[str]:
    """The report as lines; `names` are people of this machine by their mark."""
    words = DUTCH if dutch else ENGLISH
    state = "changed" if not checked.is_sound else "unproven" if checked.complete is None else "whole"
    lines = [
        words["title"],
        f"{words['period']}: {_local(report.begins)} - {_local(report.ends)}",
        f"{words['log']}: {words[state]}; {words['since']} {_local(report.known_from) or '-'}",
    ]
    if not report.flows:
        return [*lines, words["none"], "", words["limits"]]
    facts = report.facts
    counted = f"{facts['operations']} {words['operations']}, {facts['records']} {words['records']}"
    lines.append(f"{words['total']}: {counted}, {words['subjects'].format(facts['subjects_at_most'])}")
    lines += ["", f"{words['categories']}:", *_categories(report, words, dutch=dutch)]
    lines += ["", f"{words['flows']}:"]
    for flow in report.flows:
        lines += _flow(flow, words, names)
    return [*lines, "", words["limits"]]


def _categories(report: Report, words: Mapping[str, str], *, dutch: bool) -> Sequence[str]:
    lines = []
    for category in report.categories:
        marks = {"special": category.art9, "criminal": category.art10, "national_id": category.national_id}
        told = "".join(f", {words[name].upper()}" for name, is_so in marks.items() if is_so)
        name = category.description_nl if dutch else category.description.rstrip(".")
        lines.append(f"  {words['level']} {category.level}  {category.key}: {name}{told}")
    if report.unreviewed:
        lines.append(f"  {words['level']} 4  {words['unreviewed']}")
    return lines or ["  -"]


def _flow(flow: Flow, words: Mapping[str, str], names: Mapping[str, str]) -> Sequence[str]:
    place = flow.place
    who = names.get(place["actor"], place["actor"])
    when = f"{_local(flow.first)} - {_local(flow.last)}"
    where = f" ({', '.join(sorted(flow.scopes))})" if flow.scopes else ""
    counted = f"{flow.operations} {words['operations']}, {flow.records} {words['records']}"
    troubles = [
        f"      {number} {words[name]}"
        for name, number in (("refused", flow.refused), ("unfinished", flow.unfinished), ("uncounted", flow.uncounted))
        if number
    ]
    return [
        f"  {place['system']} {place['entity']}{where}: {place['operation']} -> {place['outlet']}",
        f"      {counted}, {words['subjects'].format(len(flow.subjects))}",
        f"      {words['by']} {who} ({place['profile']}), {words['for']} {place['purpose']}, {when}",
        *([f"      {', '.join(sorted(flow.categories))}"] if flow.categories else []),
        *troubles,
    ]


def in_utc(text: str, *, end: bool) -> str:
    """A moment that a person wrote, as entries have it; a bare day as `end` includes that day. Raises ValueError."""
    from datetime import timedelta

    moment = datetime.fromisoformat(text)
    if end and len(text.strip()) == len("2026-01-01"):
        moment += timedelta(days=1)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _local(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else ""
