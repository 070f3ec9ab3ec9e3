"""Items, their units, prices and stock, and the warehouses they lie in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from nlconnect.mock.dataset.chart import euro
from nlconnect.mock.dataset.goods import GROUPS, Article
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.tables import Listed, Source
from nlconnect_afas.mock.rows.environment import FOUNDED, Environment, Office, stamped

ITEM, WORK, COMPOSITION = "Art", "Wst", "Sam"
VAT_GROUP = {"VH": "1", "VL": "2", "VN": "3"}


def kind_of(article: Article) -> str:
    """AFAS tells hours from things: hours are kinds of work."""
    return WORK if article.is_hours else ITEM


def _articles(environment: Environment) -> Iterator[tuple[Office, Article]]:
    return ((office, article) for office in environment.offices for article in office.books.articles)


def items(environment: Environment) -> Source:
    return Listed([_item(article) for _, article in _articles(environment) if not article.is_hours])


def _item(article: Article) -> Mapping[str, object]:
    return {
        "ItemCode": article.code,
        "Description": article.name,
        "ExtraDescription": None if article.number % 3 else f"{article.name} ({article.unit})",
        "UnitId": article.unit,
        "Factor": 1,
        "ArtGroup": article.group,
        "Blocked": False,
        "Barcode": barcode_of(article) if article.group != "DIENST" else None,
        "VATGroup": VAT_GROUP[article.vat],
        "ItemSortCode": "1",
        "ItemTypeCode": ITEM,
        "Stock": article.group != "DIENST",
        "BitDecimals": 2,
        **stamped(article.number),
    }


def barcode_of(article: Article) -> str:
    """Thirteen digits in the range shops use among themselves."""
    return f"2{mix(0xBA, sum(article.code.encode()), article.number) % 10**12:012d}"


def items_in_short(environment: Environment) -> Source:
    return Listed(
        [
            {
                "ItemCode": article.code,
                "Description": article.name,
                "UnitId": article.unit,
                "ArtGroup": article.group,
                "Blocked": False,
                "VATgroup": VAT_GROUP[article.vat],
                "BasicSalesPrice": euro(article.cents),
                "StockActual": stock_of(article),
                **stamped(article.number),
            }
            for _, article in _articles(environment)
            if not article.is_hours
        ]
    )


def stock_of(article: Article) -> Decimal:
    return Decimal(0 if article.group == "DIENST" else mix(0x57, article.number, article.cents) % 500)


def kinds_of_work(environment: Environment) -> Source:
    return Listed(
        [
            {"ItemCode": article.code, "Description": article.name, "Group": article.group, **stamped(article.number)}
            for _, article in _articles(environment)
            if article.is_hours
        ]
    )


def groups(environment: Environment) -> Source:
    used = {article.group for _, article in _articles(environment)}
    return Listed([{"Artikelgroep": code, "Omschrijving": name} for code, name in GROUPS.items() if code in used])


def images(environment: Environment) -> Source:
    return Listed(
        [
            {
                "ItemType": ITEM,
                "ItemCodeId": article.code,
                "Filename": f"{article.code}.png",
                "Image": f"{article.code}",
            }
            for _, article in _articles(environment)
            if article.group not in ("DIENST", "UREN")
        ]
    )


def barcodes(environment: Environment) -> Source:
    return Listed(
        [
            {
                "ItemType": ITEM,
                "ItemCode": article.code,
                "UnitId": article.unit,
                "BarcodeType": "EAN13",
                "Barcode": barcode_of(article),
            }
            for _, article in _articles(environment)
            if article.group not in ("DIENST", "UREN")
        ]
    )


def compositions(environment: Environment) -> Source:
    """One package for each company, of its first four things."""
    rows: list[Mapping[str, object]] = []
    for office in environment.offices:
        things = [article for article in office.books.articles if not article.is_hours][:4]
        rows += [
            {
                "CompositionId": f"PAKKET{office.unit}",
                "Description": "Voordeelpakket",
                "UnitId": "stuk",
                "Blocked": False,
                "CompXpl": "1",
                "CompVar": False,
                "CompUnique": False,
                "CreateOrderLines": True,
                "Artikelgroep": article.group,
                "ItemType": ITEM,
                "ItemCode": article.code,
                "AllwaysActive": True,
                "PresentationSeqno": place + 1,
                "Quantity": Decimal(1 + place),
                "UnitId2": article.unit,
                **stamped(place),
            }
            for place, article in enumerate(things)
        ]
    return Listed(rows)


def units(environment: Environment) -> Source:
    return Listed(
        [
            {
                "ItemType": kind_of(article),
                "ItemCode": article.code,
                "UnitId": article.unit,
                "Amount": Decimal(1),
                "BasicItem": True,
            }
            for _, article in _articles(environment)
        ]
    )


def prices(environment: Environment) -> Source:
    """Prices of the first ten customers of each company; the others pay the list price."""
    return environment.listed(_prices)


def _prices(office: Office) -> Iterator[Mapping[str, object]]:
    for rank in range(min(10, office.books.sales.ranks.count)):
        debtor = office.party_code(office.books.sales.ranks.party(rank))
        for article in office.books.articles:
            discount = Decimal(mix(rank, article.number) % 4 * 5)
            yield {
                "Debtor": debtor,
                "Date": None,
                "Currency": "EUR",
                "Volume": False,
                "Level": "1",
                "Item": article.code,
                "Description": article.name,
                "Quantity": Decimal(1),
                "Unit": article.unit,
                "GrossPrice": euro(article.cents),
                "Discount": discount,
                "Nettoprijs": (euro(article.cents) * (100 - discount) / 100).quantize(Decimal("0.01")),
            }


def warehouses(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "Warehouse": f"MAG{office.unit}",
                "Description": f"Magazijn {office.company.city}",
                "UnitIdFin": office.unit,
                "Blocked": False,
                "BasicContactCode": f"9{office.unit:04d}",
                "Name": office.company.name,
                "AdressLine1": "Havenkade 7",
                "AdressLine2": None,
                "AdressLine3": f"1234 SA  {office.company.city.upper()}",
                "CountryId": "NL",
                "CreateDate": FOUNDED,
                "ModifiedDate": FOUNDED,
            }
        ]
    )


def stock(environment: Environment) -> Source:
    return Listed(
        [
            {
                "Basisartikeltype_code": ITEM,
                "Item_code": article.code,
                "In_stock": stock_of(article),
                "Unit": article.unit,
                "Stock_level_code": "1",
            }
            for _, article in _articles(environment)
            if article.group not in ("DIENST", "UREN")
        ]
    )
