"""What the page says, in English and in Dutch."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "nl"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Approvals", "Goedkeuren"),
    "waiting": ("Waiting for you", "Wacht op u"),
    "decided": ("Decided", "Besloten"),
    "nothing": ("Nothing is waiting.", "Er wacht niets."),
    "until": ("until", "tot"),
    "asked_by": ("asked by", "gevraagd door"),
    "for": ("for", "voor"),
    "what": ("What would happen", "Wat er zou gebeuren"),
    "field": ("Field", "Veld"),
    "before": ("Now", "Nu"),
    "after": ("Then", "Straks"),
    "empty": ("nothing", "niets"),
    "recipients": ("It is sent to", "Het wordt gestuurd aan"),
    "mind": ("Mind", "Let op"),
    "needs": ("{people} people have to say yes: {why}", "{people} mensen moeten ja zeggen: {why}"),
    "why.account": ("an account number changes", "een rekeningnummer verandert"),
    "why.euros": ("it is about a large amount", "het gaat om een groot bedrag"),
    "why.recipients": ("it is sent to many", "het gaat naar veel ontvangers"),
    "wait": (
        "After the last yes it waits for {hours} hours. Meanwhile anybody can still say no.",
        "Na het laatste ja wacht het nog {hours} uur. Intussen kan iedereen nog nee zeggen.",
    ),
    "worth": ("Amount", "Bedrag"),
    "budgets": ("Budgets", "Budgetten"),
    "today": ("Used today (UTC), and what is left", "Vandaag gebruikt (UTC), en wat er nog is"),
    "no_budgets": (
        "The policy names no budgets: [purposes.NAME.budget] and [agents.NAME.budget].",
        "Het beleid noemt geen budgetten: [purposes.NAAM.budget] en [agents.NAAM.budget].",
    ),
    "purpose": ("Purpose", "Doel"),
    "agent": ("Agent", "Agent"),
    "left": ("{left} left", "nog {left}"),
    "of": ("{used} of {most}", "{used} van {most}"),
    "unit.calls": ("Calls", "Aanroepen"),
    "unit.records": ("Records", "Records"),
    "unit.subjects": ("People and companies", "Personen en bedrijven"),
    "unit.recipients": ("Recipients", "Ontvangers"),
    "unit.euros": ("Euros", "Euro"),
    "unit.bytes": ("Bytes", "Bytes"),
    "connections": ("Connections", "Verbindingen"),
    "no_connections": (
        "No profile yet. In a terminal: nlconnect profile add",
        "Nog geen profiel. In een terminal: nlconnect profile add",
    ),
    "link.signed_in": ("signed in", "aangemeld"),
    "link.untried": ("not tried yet", "nog niet geprobeerd"),
    "link.refused": ("refused by the system", "geweigerd door het systeem"),
    "link.needed": ("somebody has to sign in", "iemand moet zich aanmelden"),
    "link.wrong": ("the settings are not right", "de instellingen kloppen niet"),
    "since": ("since", "sinds"),
    "good_until": ("good until {until} if left unused", "goed tot {until} als niemand het gebruikt"),
    "sign_in_with": ("In a terminal: nlconnect login {login}", "In een terminal: nlconnect login {login}"),
    "no_agents": ("No agent has done anything yet.", "Er heeft nog geen agent iets gedaan."),
    "of_log": (
        "From the newest {count} entries of the audit log.",
        "Uit de nieuwste {count} regels van het logboek.",
    ),
    "last": ("last seen {last} UTC", "laatst gezien {last} UTC"),
    "did": (
        "{calls} calls, {records} records, {writes} writes carried out, {refused} refused",
        "{calls} aanroepen, {records} records, {writes} keer geschreven, {refused} keer geweigerd",
    ),
    "works_for": ("works for {purposes}", "werkt voor {purposes}"),
    "unlisted": ("not in the policy", "staat niet in het beleid"),
    "is_stopped": ("stopped", "staat stil"),
    "stop_one": ("Stop this agent", "Stop deze agent"),
    "start_one": ("Let it go on", "Laat hem verdergaan"),
    "times": ("Times", "Aantal"),
    "outcome.done": ("done", "gedaan"),
    "outcome.planned": ("planned", "voorgesteld"),
    "outcome.begun": ("begun", "begonnen"),
    "outcome.refused": ("refused", "geweigerd"),
    "outcome.asked": ("waits for a yes", "wacht op ja"),
    "outcome.wrong": ("asked wrongly", "verkeerd gevraagd"),
    "outcome.missing": ("not there", "niet gevonden"),
    "outcome.rejected": ("refused by the system", "geweigerd door het systeem"),
    "outcome.unknown": ("not known", "onbekend"),
    "who": ("Who are you?", "Wie bent u?"),
    "passphrase": ("Your passphrase", "Uw wachtwoordzin"),
    "approve": ("Approve exactly this", "Keur precies dit goed"),
    "reject": ("Reject", "Wijs af"),
    "reason": ("Why not? The agent is told.", "Waarom niet? De agent krijgt dit te horen."),
    "back": ("Back", "Terug"),
    "request": ("Request", "Verzoek"),
    "no_key": (
        "Nobody on this machine can approve yet. In a terminal: nlconnect approvals key NAME",
        "Niemand op deze machine kan nog goedkeuren. In een terminal: nlconnect approvals key NAAM",
    ),
    "gone": ("This plan is not kept any more.", "Dit plan is niet bewaard gebleven."),
    "agents": ("Agents", "Agents"),
    "stop_button": ("The stop button", "De stopknop"),
    "stop": ("Stop all agents", "Stop alle agents"),
    "start": ("Let agents go on", "Laat agents verdergaan"),
    "stopped": ("All agents are stopped.", "Alle agents staan stil."),
    "working": ("Agents may work.", "Agents mogen werken."),
    "audit": ("What was done", "Wat er gedaan is"),
    "sign_in": (
        "Open the address that nlconnect web printed: it has the key to this page.",
        "Open het adres dat nlconnect web toonde: daarin zit de sleutel van deze pagina.",
    ),
    "state.waiting": ("waits for {lacking} more yes", "wacht nog op {lacking} keer ja"),
    "state.cooling": (
        "approved by {names}, may be carried out from {until} on",
        "goedgekeurd door {names}, mag worden uitgevoerd vanaf {until}",
    ),
    "state.granted": ("approved by {names}", "goedgekeurd door {names}"),
    "state.rejected": ("rejected by {names}: {reason}", "afgewezen door {names}: {reason}"),
    "state.expired": ("expired", "verlopen"),
    "state.settled": ("carried out: {reason}", "uitgevoerd: {reason}"),
    "verb.create": ("New", "Nieuw"),
    "verb.update": ("Change", "Wijzigen"),
    "verb.delete": ("Delete", "Verwijderen"),
    "verb.call": ("Do", "Uitvoeren"),
    "verb.link": ("Link", "Koppelen"),
    "verb.unlink": ("Unlink", "Ontkoppelen"),
    "col.at": ("When", "Wanneer"),
    "col.operation": ("What", "Wat"),
    "col.entity": ("Of what", "Waarvan"),
    "col.purpose": ("Purpose", "Doel"),
    "col.agent": ("Agent", "Agent"),
    "col.outlet": ("Went to", "Ging naar"),
    "col.records": ("Records", "Records"),
    "col.outcome": ("Outcome", "Afloop"),
}


OUTCOMES = {
    "done": "done",
    "Done": "done",
    "allow": "planned",
    "begun": "begun",
    "PolicyRefused": "refused",
    "ApprovalRequired": "asked",
    "deny": "refused",
    "QueryError": "wrong",
    "NotFound": "missing",
    "Rejected": "rejected",
    "Unknown": "unknown",
}
"""What the log calls an outcome, for which there are words."""


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **parts: object) -> str:
        english, dutch = WORDS[key]
        text = dutch if self.language == "nl" else english
        return text.format(**parts) if parts else text

    def number(self, value: int | str) -> str:
        """With points in Dutch, where English has commas."""
        text = f"{value:,}" if isinstance(value, int) else value
        return text.translate(_POINTS) if self.language == "nl" else text

    def outcome(self, logged: str) -> str:
        """What the log calls an outcome, in words where there are some."""
        return self(f"outcome.{OUTCOMES[logged]}") if logged in OUTCOMES else logged


_POINTS = str.maketrans({",": ".", ".": ","})
