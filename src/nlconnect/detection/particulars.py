"""What people tell of themselves in a letter or a curriculum vitae: age, origin, belief, health, family, and name.

By the label at the start of a line, or by words that say it; Dutch and English. It finds what is usual, and not
everything that can be: what may not be seen at all has to be kept out in other ways, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlconnect.detection.detectors import Finding
from nlconnect.detection.installed import found

_LABELS = {
    "user.name": "naam|volledige naam|voornaam|voornamen|achternaam|roepnaam|name|full name|first name"
    "|last name|surname",
    "user.contact.address": "adres|woonadres|address|home address",
    "user.contact.address.city": "woonplaats|city|place of residence",
    "user.demographic.date_of_birth": "geboortedatum|geb\\.? ?datum|datum van geboorte|geboren|leeftijd|date of birth"
    "|birth ?date|dob|born|age",
    "user.demographic.place_of_birth": "geboorteplaats|geboorteland|land van herkomst|place of birth|birthplace"
    "|country of birth",
    "user.demographic.nationality": "nationaliteit|staatsburgerschap|nationality|citizenship|paspoort|passport"
    "|verblijfsstatus|verblijfsvergunning|residence permit",
    "user.demographic.gender": "geslacht|sekse|gender|sex|aanhef|pronouns",
    "user.demographic.marital_status": "burgerlijke staat|gezinssituatie|gezin|kinderen|marital status|family|children",
    "user.demographic.religious_belief": "godsdienst|geloof|geloofsovertuiging|levensovertuiging|religie|religion",
    "user.demographic.race_ethnicity": "etniciteit|afkomst|etnische achtergrond|huidskleur|ethnicity"
    "|ethnic origin|race",
    "user.demographic.political_opinion": "politieke voorkeur|politieke overtuiging|political views|political party",
    "user.demographic.sexual_orientation": "geaardheid|seksuele geaardheid|sexual orientation",
    "user.workplace.trade_union": "vakbond|lidmaatschap vakbond|trade union",
    "user.health_and_medical": "gezondheid|gezondheidstoestand|medische gegevens|handicap|beperking|beperkingen|ziekte"
    "|health|disability|medical",
    "user.content.self_image": "foto|pasfoto|photo|picture",
}
_WORDS = {
    "user.demographic.date_of_birth": r"ik ben \d{1,2} jaar(?! ervaring)|\d{2} jaar (?:oud|jong)|(?:i am|i'm) \d{2}"
    r"(?: years old)?|aged \d{2}|(?:ben )?geboren (?:op|in|te) [^\n.;]{1,60}|(?:was )?born (?:on|in) [^\n.;]{1,60}",
    "user.demographic.nationality": r"(?:[\w-]{3,30} )?nationaliteit|(?:[\w-]{3,30} )?nationality"
    r"|(?:[\w-]{3,30} )?paspoort|verblijfsvergunning|werkvergunning|work permit|statushouder",
    "user.demographic.marital_status": r"(?:on)?gehuwd|(?:on)?getrouwd|gescheiden|weduwe|weduwnaar|samenwonend"
    r"|alleenstaand\w{0,2}|married|divorced|widowed|(?:moeder|vader|mother|father) (?:van|of) [^\n.;,]{1,30}",
    "user.demographic.religious_belief": r"moslim\w{0,4}|islam\w{0,8}|christ(?:en|elijk|ian)\w{0,4}|katholiek\w{0,2}"
    r"|protestant\w{0,3}|gereformeerd\w{0,2}|hervormd\w{0,2}|jood|joods\w{0,2}|hindoe\w{0,6}|boeddhis\w{0,6}|muslim\w{0,2}"
    r"|catholic\w{0,4}|jewish|hindu\w{0,4}|buddhis\w{0,2}|moskee|kerkenraad",
    "user.demographic.political_opinion": r"lid van (?:de )?(?:vvd|pvda|cda|d66|pvv|sp|groenlinks|sgp|christenunie|denk"
    r"|bbb|volt|fvd|ja21|partij[\w ]{0,30})",
    "user.demographic.sexual_orientation": r"homo(?:seksue\w{1,5})?|lesbisch\w{0,2}|biseksue\w{1,5}|transgender\w{0,2}"
    r"|gay",
    "user.workplace.trade_union": r"(?:lid van|kaderlid van|aangesloten bij) (?:de |het )?(?:fnv|cnv|vcp"
    r"|vakbond\w{0,10})",
    "user.health_and_medical.disability": r"handicap\w{0,3}|slecht(?:ziend|horend)\w{0,2}|rolstoel\w{0,10}|autis\w{1,6}"
    r"|adhd|dyslexie|dyslectisch\w{0,2}|wajong\w{0,2}|wia|chronisch\w{0,2} [\w-]{1,30}|disab(?:led|ility)|wheelchair",
}
_TITLED = re.compile(
    r"^[ \t]*(?:curriculum vitae|cv|r[eé]sum[eé])(?: van| of|:| -)?[ \t]+(?P<name>[^\n]{2,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = re.compile(
    r"(?:groet(?:en)?|hoogachtend|regards|sincerely|yours faithfully),?[ \t]*\n{1,4}[ \t]*(?P<name>[^\n]{2,60})",
    re.IGNORECASE,
)
_LINES = {
    category: re.compile(rf"^[ \t*•-]{{0,4}}(?:{labels})[ \t]*(?::|=|\t|[ ]{{2,}})[^\n]*", re.IGNORECASE | re.MULTILINE)
    for category, labels in _LABELS.items()
}
_SAID = {category: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for category, words in _WORDS.items()}


class Particulars:
    """A detector for texts of applicants; see `Detector`."""

    def findings(self, text: str, *, name: str = "") -> Iterable[Finding]:
        """Whole lines with such a label, and elsewhere the words that say it."""
        return [*self._lines(text), *self._said(text), *self._names(text)]

    def _lines(self, text: str) -> Iterator[Finding]:
        for category, pattern in _LINES.items():
            yield from (found(category, *match.span()) for match in pattern.finditer(text))

    def _said(self, text: str) -> Iterator[Finding]:
        for category, pattern in _SAID.items():
            yield from (found(category, *match.span()) for match in pattern.finditer(text))

    def _names(self, text: str) -> Iterator[Finding]:
        for pattern in (_TITLED, _SIGNED):
            yield from (found("user.name", *match.span("name")) for match in pattern.finditer(text))


PARTICULARS = Particulars()
