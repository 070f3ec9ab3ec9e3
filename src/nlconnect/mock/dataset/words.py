"""Common words to compose names from; a combination that sounds like somebody means nobody."""

from __future__ import annotations

FIRST_NAMES_F = """Anna Bea Carla Dina Elin Femke Greet Hanna Iris Joke Karin Lotte Mieke Noor Olga Petra Roos Sanne
Tess Wilma""".split()
FIRST_NAMES_M = """Arie Bas Cor Daan Evert Frank Gijs Hugo Ivo Jan Kees Luuk Mark Niek Otto Piet Ruud Sjoerd Teun
Wim""".split()
LAST_NAMES = """Bakker Bos Brouwer Dekker Dijkstra Jansen Koning Kuiper Meijer Mulder Peters Postma Prins Schouten Smit
Veenstra Visser Vos Willems Zwart""".split()
PREFIXED_NAMES = (
    ("de", "Boer"),
    ("de", "Graaf"),
    ("de", "Groot"),
    ("de", "Haan"),
    ("de", "Jong"),
    ("de", "Vries"),
    ("de", "Wit"),
    ("van", "Beek"),
    ("van", "Dam"),
    ("van", "Dijk"),
    ("van", "Leeuwen"),
    ("van", "Vliet"),
    ("van den", "Berg"),
    ("van den", "Heuvel"),
    ("van der", "Linden"),
    ("van der", "Meer"),
    ("van der", "Ploeg"),
    ("ten", "Brink"),
)
COMPANY_WORDS = """Amstel Berken Brug Duin Eiken Gouden Haven Kade Kompas Linden Maas Molen Noord Oever Polder Rijn
Sluis Ster Vecht Wilgen Zilver Zuid""".split()
BRANCHES = (
    "Bouw",
    "Catering",
    "Drukwerk",
    "Hoveniers",
    "Installaties",
    "Interieur",
    "Logistiek",
    "Media",
    "Metaal",
    "Schilderwerken",
    "Techniek",
    "Textiel",
    "Transport",
    "Vastgoed",
    "Verpakking",
    "Zorg",
)
SUPPLIER_BRANCHES = ("Energie", "Groothandel", "Handelsmaatschappij", "Kantoorartikelen", "Lease", "Telecom", "Import")
TRADES = (
    "Advies",
    "Administratie",
    "Fotografie",
    "Klussen",
    "Timmerwerk",
    "Tuinonderhoud",
    "Vertaalbureau",
    "Webdesign",
)
STREETS = """Beukenlaan Dorpsstraat Eikenweg Havenkade Industrieweg Julianastraat Kerkstraat Lindelaan Marktplein
Molenweg Nieuwstraat Parallelweg Plantsoen Schoolstraat Singel Stationsweg Veldweg Voorstraat Wilgenlaan
Zuidersingel""".split()
CITIES = (
    ("Alkmaar", 1811, 1827),
    ("Almere", 1311, 1363),
    ("Amersfoort", 3811, 3829),
    ("Amsterdam", 1011, 1109),
    ("Apeldoorn", 7311, 7339),
    ("Arnhem", 6811, 6846),
    ("Breda", 4811, 4839),
    ("Deventer", 7411, 7429),
    ("Dordrecht", 3311, 3329),
    ("Eindhoven", 5611, 5658),
    ("Enschede", 7511, 7549),
    ("Groningen", 9711, 9747),
    ("Haarlem", 2011, 2037),
    ("Leeuwarden", 8911, 8941),
    ("Maastricht", 6211, 6229),
    ("Middelburg", 4331, 4341),
    ("Nijmegen", 6511, 6546),
    ("Rotterdam", 3011, 3089),
    ("Tilburg", 5011, 5049),
    ("Utrecht", 3511, 3585),
    ("Zwolle", 8011, 8045),
)
NO_POSTCODE = ("SA", "SD", "SS")
"""Letters that Dutch postcodes leave out, so no postcode in the data is anybody's."""
