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
    "needs": (
        "people have to say yes, since an account number changes",
        "mensen moeten ja zeggen: een rekeningnummer verandert",
    ),
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
    "col.outlet": ("Went to", "Ging naar"),
    "col.records": ("Records", "Records"),
    "col.outcome": ("Outcome", "Afloop"),
}


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **parts: object) -> str:
        english, dutch = WORDS[key]
        text = dutch if self.language == "nl" else english
        return text.format(**parts) if parts else text
