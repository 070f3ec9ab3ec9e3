"""What the three companies sell and buy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """Something sold: price and cost in cents, excluding VAT."""

    number: int
    code: str
    name: str
    group: str
    unit: str
    cents: int
    cost_cents: int
    vat: str
    ledger: str

    @property
    def is_hours(self) -> bool:
        return self.unit == "uur"


@dataclass(frozen=True, slots=True)
class Expense:
    """A kind of purchase: what it is booked on, and what it costs about, in cents."""

    name: str
    ledger: str
    vat: str
    low: int
    high: int


_TECHNIQUE = (
    ("Montage-uur", "DIENST", "uur", 6850, "VH"),
    ("Service-uur spoed", "DIENST", "uur", 9500, "VH"),
    ("Voorrijkosten", "DIENST", "stuk", 4250, "VH"),
    ("Cv-ketel 24 kW", "MATERIAAL", "stuk", 124900, "VH"),
    ("Cv-ketel 28 kW", "MATERIAAL", "stuk", 139900, "VH"),
    ("Warmtepomp 6 kW", "MATERIAAL", "stuk", 389500, "VH"),
    ("Radiator 600x1200", "MATERIAAL", "stuk", 18995, "VH"),
    ("Thermostaat", "MATERIAAL", "stuk", 14950, "VH"),
    ("Koperbuis 15 mm", "MATERIAAL", "meter", 795, "VH"),
    ("Koperbuis 22 mm", "MATERIAAL", "meter", 1145, "VH"),
    ("Groepenkast", "MATERIAAL", "stuk", 28750, "VH"),
    ("Zonnepaneel 430 Wp", "MATERIAAL", "stuk", 11900, "VN"),
    ("Omvormer 5 kW", "MATERIAAL", "stuk", 89900, "VN"),
    ("Isolatie woning", "DIENST", "m2", 2235, "VL"),
    ("Onderhoudsbeurt ketel", "DIENST", "stuk", 11900, "VH"),
    ("Kabel 3x2,5", "MATERIAAL", "meter", 189, "VH"),
)
_WHOLESALE = (
    ("Koffiebonen 1 kg", "LEVENSMIDDELEN", "stuk", 1349, "VL"),
    ("Thee assorti doos 100", "LEVENSMIDDELEN", "doos", 875, "VL"),
    ("Suikersticks doos 1000", "LEVENSMIDDELEN", "doos", 1195, "VL"),
    ("Bloem 25 kg", "LEVENSMIDDELEN", "zak", 1899, "VL"),
    ("Olijfolie 5 l", "LEVENSMIDDELEN", "blik", 3795, "VL"),
    ("Mineraalwater krat", "LEVENSMIDDELEN", "krat", 999, "VL"),
    ("Sinaasappelsap 12 x 1 l", "LEVENSMIDDELEN", "doos", 2145, "VL"),
    ("Kaas jong belegen 12 kg", "LEVENSMIDDELEN", "stuk", 11250, "VL"),
    ("Servetten doos 2400", "NONFOOD", "doos", 3295, "VH"),
    ("Vaatwasmiddel 10 l", "NONFOOD", "stuk", 2895, "VH"),
    ("Bekers karton 1000", "NONFOOD", "doos", 4150, "VH"),
    ("Afvalzakken rol", "NONFOOD", "rol", 425, "VH"),
    ("Espressomachine", "NONFOOD", "stuk", 189500, "VH"),
    ("Onderhoud espressomachine", "DIENST", "stuk", 14500, "VH"),
    ("Emballage", "NONFOOD", "stuk", 750, "VN"),
    ("Bezorgkosten", "DIENST", "stuk", 1250, "VH"),
)
_ADVICE = (
    ("Advies senior", "UREN", "uur", 14500, "VH"),
    ("Advies medior", "UREN", "uur", 11250, "VH"),
    ("Advies junior", "UREN", "uur", 8500, "VH"),
    ("Projectleiding", "UREN", "uur", 12500, "VH"),
    ("Workshop dagdeel", "DIENST", "stuk", 95000, "VH"),
    ("Training per deelnemer", "DIENST", "stuk", 39500, "VH"),
    ("Reiskosten", "DIENST", "km", 37, "VH"),
    ("Abonnement kennisbank", "DIENST", "maand", 4950, "VH"),
    ("Handboek gedrukt", "MATERIAAL", "stuk", 4495, "VL"),
    ("Handboek digitaal", "MATERIAAL", "stuk", 2995, "VL"),
    ("Advies buiten Nederland", "UREN", "uur", 13500, "VN"),
    ("Rapportage", "DIENST", "stuk", 125000, "VH"),
    ("Quickscan", "DIENST", "stuk", 245000, "VH"),
    ("Servicecontract", "DIENST", "maand", 27500, "VH"),
    ("Drukwerk", "MATERIAAL", "stuk", 295, "VH"),
    ("Zaalhuur", "DIENST", "stuk", 32500, "VH"),
)
_REVENUE = {"VH": "8000", "VL": "8010", "VN": "8020"}
GROUPS = {
    "DIENST": "Diensten",
    "LEVENSMIDDELEN": "Levensmiddelen",
    "MATERIAAL": "Materialen",
    "NONFOOD": "Non-food",
    "UREN": "Uren",
}
UNITS = {
    "blik": "Blik",
    "doos": "Doos",
    "km": "Kilometer",
    "krat": "Krat",
    "m2": "Vierkante meter",
    "maand": "Maand",
    "meter": "Meter",
    "rol": "Rol",
    "stuk": "Stuk",
    "uur": "Uur",
    "zak": "Zak",
}
EXPENSES = (
    Expense("Inkoop materialen", "7000", "IH", 12000, 480000),
    Expense("Inkoop levensmiddelen", "7000", "IL", 9000, 220000),
    Expense("Huur bedrijfspand", "4100", "IH", 210000, 340000),
    Expense("Elektriciteit en gas", "4110", "IH", 24000, 96000),
    Expense("Kantoorbenodigdheden", "4200", "IH", 1900, 22000),
    Expense("Telefoon en internet", "4210", "IH", 4500, 28000),
    Expense("Advertenties", "4300", "IH", 9900, 120000),
    Expense("Brandstof en onderhoud", "4400", "IH", 6500, 78000),
    Expense("Vakliteratuur", "4500", "IL", 1900, 9900),
    Expense("Verzekering", "4500", "IN", 12500, 64000),
    Expense("Software en licenties", "4600", "IH", 2900, 89000),
)


def articles(kind: str) -> tuple[Article, ...]:
    """The articles of a company of that kind: `technique`, `wholesale` or `advice`."""
    rows = {"technique": _TECHNIQUE, "wholesale": _WHOLESALE, "advice": _ADVICE}[kind]
    found = []
    for number, (name, group, unit, cents, vat) in enumerate(rows):
        ledger = "8100" if unit == "uur" and vat == "VH" else _REVENUE[vat]
        code = f"{kind[0].upper()}{1001 + number}"
        found.append(Article(number, code, name, group, unit, cents, cents * 62 // 100, vat, ledger))
    return tuple(found)
