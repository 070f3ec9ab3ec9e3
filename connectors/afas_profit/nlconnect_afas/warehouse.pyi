# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class Profit_Stock_per_WarehouseRow(Record, frozen=True):
    """Voorraad per item. GET /connectors/Profit_Stock_per_Warehouse; demands order."""
    basisartikeltype_code: str | None = ...
    """Basisartikeltype (code) (Basisartikeltype code)"""
    item_code: str | None = ...
    """Itemcode (Item code)"""
    in_stock: Decimal | None = ...
    """In voorraad (In stock)"""
    unit: str | None = ...
    """Eenheid (Unit)"""
    stock_level_code: str | None = ...
    """Voorraadniveau (code) (Stock level code)"""

class _Profit_Stock_per_Warehouse(Collection[Profit_Stock_per_WarehouseRow]):
    basisartikeltype_code: Field[str]
    item_code: Field[str]
    in_stock: Field[Decimal]
    unit: Field[str]
    stock_level_code: Field[str]
Profit_Stock_per_Warehouse: _Profit_Stock_per_Warehouse

class Profit_WarehousesRow(Record, frozen=True):
    """Magazijnen. GET /connectors/Profit_Warehouses; demands order."""
    warehouse: str = ...
    """Magazijn (Warehouse)"""
    description: str | None = ...
    """Omschrijving (Description)"""
    unit_id_fin: int | None = ...
    """Administratie (Administration)"""
    blocked: bool | None = ...
    """Geblokkeerd (Blocked)"""
    barcode: str | None = ...
    """Barcode"""
    basic_contact_code: str | None = ...
    """Nummer relatie (Number)"""
    name: str | None = ...
    """Naam (Name)"""
    adress_line1: str | None = ...
    """Adresregel 1 (Address line 1 (street - house number))"""
    adress_line2: str | None = ...
    """Adresregel 2 (Address line 2 (specification))"""
    adress_line3: str | None = ...
    """Adresregel 3 (Address line 3 (postcode - city))"""
    country_id: str | None = ...
    """Land (Country)"""
    create_date: _dt.datetime | None = ...
    """Aangemaakt op (Created on)"""
    modified_date: _dt.datetime | None = ...
    """Gewijzigd op (Changed on)"""

class _Profit_Warehouses(Collection[Profit_WarehousesRow]):
    warehouse: Field[str]
    description: Field[str]
    unit_id_fin: Field[int]
    blocked: Field[bool]
    barcode: Field[str]
    basic_contact_code: Field[str]
    name: Field[str]
    adress_line1: Field[str]
    adress_line2: Field[str]
    adress_line3: Field[str]
    country_id: Field[str]
    create_date: Field[_dt.datetime]
    modified_date: Field[_dt.datetime]
Profit_Warehouses: _Profit_Warehouses

class FbExtraBarcodeRow(Record, frozen=True):
    """Extra barcode. DELETE POST /connectors/FbExtraBarcode."""
    va_it: _types.VaItCode | str = ...
    """Type item (Item type)"""
    it_cd: str = ...
    """Itemcode"""
    va_bc: _types.VaBc | str | None = ...
    """Type barcode (Barcode type)"""
    ba_co: str = ...
    """Barcode"""
    va_bu: str | None = ...
    """Gebruik (Use)"""
    re: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""

class _FbExtraBarcode(Collection[FbExtraBarcodeRow]):
    va_it: Field[_types.VaItCode | str]
    it_cd: Field[str]
    va_bc: Field[_types.VaBc | str]
    ba_co: Field[str]
    va_bu: Field[str]
    re: Field[str]
FbExtraBarcode: _FbExtraBarcode

class FbItemCodeWarehouseRow(Record, frozen=True):
    """Itemcode magazijn. POST PUT /connectors/FbItemCodeWarehouse."""
    va_it: _types.VaIt | str = ...
    """Type item (Item type)"""
    it_cd: str = ...
    """Itemcode"""
    war: str = ...
    """Magazijn (Warehouse)"""
    di_se: bool | None = ...
    """Afwijkende instellingen bestelvoorstel (Deviating order proposal settings)"""
    va_cr: _types.VaCr | str | None = ...
    """Bestelvoorstel bij verkoop (Order proposal with sales)"""
    st_ad: bool | None = ...
    """Voorraadaanvulling (Stock replenishment)"""
    st_am: _types.StAM | str | None = ...
    """Method stock supplement"""
    st_mi: Decimal | None = ...
    """Minimum voorraad (Minimum stock)"""
    st_ma: Decimal | None = ...
    """Aanvullen tot (Supplement to)"""
    cr_id: str | None = ...
    """user.unique_id, level 1, reviewed; Inkooprelatie (Purchase contact)"""
    loc: str | None = ...
    """Locatie (Location)"""
    wa_ic: str | None = ...
    """Deviating warehouse sales"""

class _FbItemCodeWarehouse(Collection[FbItemCodeWarehouseRow]):
    va_it: Field[_types.VaIt | str]
    it_cd: Field[str]
    war: Field[str]
    di_se: Field[bool]
    va_cr: Field[_types.VaCr | str]
    st_ad: Field[bool]
    st_am: Field[_types.StAM | str]
    st_mi: Field[Decimal]
    st_ma: Field[Decimal]
    cr_id: Field[str]
    loc: Field[str]
    wa_ic: Field[str]
FbItemCodeWarehouse: _FbItemCodeWarehouse

class FbPurchaseSalesRow(Record, frozen=True):
    """Toewijzing. DELETE POST PUT /connectors/FbPurchaseSales."""
    va_op: _types.VaOp | str | None = ...
    """Type order inkoop (Purchase order type)"""
    or_pu: str | None = ...
    """Nummer inkooporder (Purchase order number)"""
    gu_lp: str = ...
    """GUID inkoopregel (Purchase line 'GUID)"""
    va_os: _types.VaOS | str | None = ...
    """Type order verkoop (Sales order type)"""
    or_sa: str | None = ...
    """Verkoopordernummer (Sales order number)"""
    gu_ls: str = ...
    """GUID verkoopregel (Sales line 'GUID)"""
    su_es: bool | None = ...
    """Is onderdeel in samenstelling"""
    qu: Decimal | None = ...
    """Aantal (Number)"""

class _FbPurchaseSales(Collection[FbPurchaseSalesRow]):
    va_op: Field[_types.VaOp | str]
    or_pu: Field[str]
    gu_lp: Field[str]
    va_os: Field[_types.VaOS | str]
    or_sa: Field[str]
    gu_ls: Field[str]
    su_es: Field[bool]
    qu: Field[Decimal]
FbPurchaseSales: _FbPurchaseSales

class FbStockMutationRow(Record, frozen=True):
    """Voorraadmutatie. POST /connectors/FbStockMutation."""
    us_cr: str | None = ...
    """user.unique_id, level 1, reviewed; Toegevoegd door gebruiker (Added by user)"""
    va_ot: str | None = ...
    """Boekingssoort (Entry sort)"""
    re_id: str | None = ...
    """Reden (Reason)"""
    da: _dt.date | None = ...
    """Datum referentie (Reference date)"""
    ds: str | None = ...
    """user.content.free_text, level 3, reviewed; Omschrijving (Description)"""
    va_it: _types.VaIt | str | None = ...
    """Type item (Item type)"""
    it_cd: str | None = ...
    """Itemcode"""
    b_ba_co: str | None = ...
    """Partijnummer barcode"""
    ba_nu: str | None = ...
    """Partijnummer"""
    b_va_bc: str | None = ...
    """Partijnummer type barcode"""
    s_ba_co: str | None = ...
    """Serienummer barcode"""
    se_nu: str | None = ...
    """Serienummer"""
    s_va_bc: str | None = ...
    """Serienummer type barcode"""
    da_ex: _dt.date | None = ...
    """Expiratiedatum"""
    st_d1: str | None = ...
    """Artikeldimensie 1 (Article dimension 1)"""
    st_l1: str | None = ...
    """Artikeldimensiecode 1 (Article dimension code 1)"""
    st_d2: str | None = ...
    """Artikeldimensie 2 (Article dimension 2)"""
    st_l2: str | None = ...
    """Artikeldimensiecode 2 (Article dimension code 2)"""
    war: str | None = ...
    """Magazijn (Warehouse)"""
    loc: str | None = ...
    """Locatie (Location)"""
    qu_le: Decimal | None = ...
    """Lengte (Length)"""
    qu_wi: Decimal | None = ...
    """Breedte (Width)"""
    qu_he: Decimal | None = ...
    """Hoogte (Height)"""
    bi_un: str | None = ...
    """Eenheid (Unit)"""
    pc_un: Decimal | None = ...
    """Aantal per eenheid (Number per unit)"""
    qu_un: Decimal | None = ...
    """Aantal eenheden (Number of units)"""
    qu: Decimal | None = ...
    """Aantal (Number)"""
    va_wt: _types.VaWt | str | None = ...
    """Gewichtseenheid (Weight unit)"""
    ne_we: Decimal | None = ...
    """Nettogewicht (Net weight)"""
    gr_we: Decimal | None = ...
    """Brutogewicht (Gross weight)"""

class _FbStockMutation(Collection[FbStockMutationRow]):
    us_cr: Field[str]
    va_ot: Field[str]
    re_id: Field[str]
    da: Field[_dt.date]
    ds: Field[str]
    va_it: Field[_types.VaIt | str]
    it_cd: Field[str]
    b_ba_co: Field[str]
    ba_nu: Field[str]
    b_va_bc: Field[str]
    s_ba_co: Field[str]
    se_nu: Field[str]
    s_va_bc: Field[str]
    da_ex: Field[_dt.date]
    st_d1: Field[str]
    st_l1: Field[str]
    st_d2: Field[str]
    st_l2: Field[str]
    war: Field[str]
    loc: Field[str]
    qu_le: Field[Decimal]
    qu_wi: Field[Decimal]
    qu_he: Field[Decimal]
    bi_un: Field[str]
    pc_un: Field[Decimal]
    qu_un: Field[Decimal]
    qu: Field[Decimal]
    va_wt: Field[_types.VaWt | str]
    ne_we: Field[Decimal]
    gr_we: Field[Decimal]
FbStockMutation: _FbStockMutation

class FbUpdateStocktakingRow(Record, frozen=True):
    """Inventarisatie. POST /connectors/FbUpdateStocktaking."""
    str_or_nu: str | None = ...
    """Run"""
    stl_line: int | None = ...
    """Regel"""
    stl_type: int | None = ...
    """Type regel"""
    stl_va_it: str | None = ...
    """Itemtype"""
    bit_it_cd: str | None = ...
    """Itemcode"""
    stl_loc: str | None = ...
    """Locatie"""
    stl_bi_un: str | None = ...
    """Eenheid"""
    stl_nm_st: Decimal | None = ...
    """Gevonden aantal"""
    stl_gu_li: str | None = ...
    """Regel-GUID"""
    se_n_se_nu: str | None = ...
    """Serienummer"""
    ba_n_ba_nu: str | None = ...
    """Partijnummer"""
    se_n_va_bc: str | None = ...
    """Type barcode serienummer"""
    ba_n_va_bc: str | None = ...
    """Tyoe barcode partijnummer"""
    se_n_ba_co: str | None = ...
    """Barcode serienummer"""
    ba_n_ba_co: str | None = ...
    """Barcode partijnummer"""
    ba_n_da_ex: _dt.date | None = ...
    """Expiratiedatum partijnummer"""
    stl_da: _dt.date | None = ...
    """Datum"""
    stl_time: _dt.datetime | None = ...
    """Tijd"""
    stl_st_d1: str | None = ...
    """Artikeldimensie 1"""
    stl_st_l1: str | None = ...
    """Artikeldimensiecode 1"""
    stl_st_d2: str | None = ...
    """Artikeldimensie 2"""
    stl_st_l2: str | None = ...
    """Artikeldimensiecode 2"""
    in_cp: bool | None = ...
    """Niet compleet"""

class _FbUpdateStocktaking(Collection[FbUpdateStocktakingRow]):
    str_or_nu: Field[str]
    stl_line: Field[int]
    stl_type: Field[int]
    stl_va_it: Field[str]
    bit_it_cd: Field[str]
    stl_loc: Field[str]
    stl_bi_un: Field[str]
    stl_nm_st: Field[Decimal]
    stl_gu_li: Field[str]
    se_n_se_nu: Field[str]
    ba_n_ba_nu: Field[str]
    se_n_va_bc: Field[str]
    ba_n_va_bc: Field[str]
    se_n_ba_co: Field[str]
    ba_n_ba_co: Field[str]
    ba_n_da_ex: Field[_dt.date]
    stl_da: Field[_dt.date]
    stl_time: Field[_dt.datetime]
    stl_st_d1: Field[str]
    stl_st_l1: Field[str]
    stl_st_d2: Field[str]
    stl_st_l2: Field[str]
    in_cp: Field[bool]
FbUpdateStocktaking: _FbUpdateStocktaking

class FbWarTransferInRow(Record, frozen=True):
    """Magazijnverplaatsing (ontvangstbon). POST PUT /connectors/FbWarTransferIn."""
    or_nu: str = ...
    """Nummer (Number)"""
    or_da: _dt.date | None = ...
    """Datum (Date)"""
    da_de: _dt.date | None = ...
    """Gewenste ontvangstdatum (Requested receipt date)"""
    da_pr: _dt.date | None = ...
    """Toegezegde ontvangstdatum (Promised receipt date)"""
    rf_cs: str | None = ...
    """user.content.free_text, level 3, reviewed; Referentie (Reference)"""
    re: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""
    pr_la: str | None = ...
    """Rapport (Report)"""
    da_ac: _dt.date | None = ...
    """Werkelijke ontvangstdatum (Actual receipt date)"""
    lg_id: str | None = ...
    """Taal (Language)"""
    va_bc: _types.VaBc | str | None = ...
    """Type barcode (Barcode type)"""
    ba_co: str | None = ...
    """Barcode"""
    bc_i1: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/picker (Organisation/picker)"""
    cd_i1: int | None = ...
    """user.unique_id, level 1, reviewed; Picker"""
    bc_i2: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/controleur (Organisation/checker)"""
    cd_i2: int | None = ...
    """user.unique_id, level 1, reviewed; Controleur (Checker)"""
    so_wo: str | None = ...
    """Bijbehorende verzendbon (Associated dispatch slip)"""
    fb_war_transfer_lines: list[_types.FbWarTransferInFbWarTransferLines] | None = ...
    """user.content.free_text, level 4, reviewed"""

class _FbWarTransferIn(Collection[FbWarTransferInRow]):
    or_nu: Field[str]
    or_da: Field[_dt.date]
    da_de: Field[_dt.date]
    da_pr: Field[_dt.date]
    rf_cs: Field[str]
    re: Field[str]
    pr_la: Field[str]
    da_ac: Field[_dt.date]
    lg_id: Field[str]
    va_bc: Field[_types.VaBc | str]
    ba_co: Field[str]
    bc_i1: Field[str]
    cd_i1: Field[int]
    bc_i2: Field[str]
    cd_i2: Field[int]
    so_wo: Field[str]
    fb_war_transfer_lines: Field[list[_types.FbWarTransferInFbWarTransferLines]]
FbWarTransferIn: _FbWarTransferIn

class FbWarTransferOutRow(Record, frozen=True):
    """Magazijnverplaatsing (verzendbon). DELETE POST PUT /connectors/FbWarTransferOut."""
    or_nu: str = ...
    """Nummer (Number)"""
    or_da: _dt.date | None = ...
    """Datum (Date)"""
    da_de: _dt.date | None = ...
    """Gewenste ontvangstdatum (Requested receipt date)"""
    da_pr: _dt.date | None = ...
    """Toegezegde ontvangstdatum (Promised receipt date)"""
    cu_id: str | None = ...
    """Valuta (Currency)"""
    rate: Decimal | None = ...
    """Valutakoers (Exchange rate)"""
    rf_cs: str | None = ...
    """user.content.free_text, level 3, reviewed; Referentie (Reference)"""
    re: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""
    pr_la: str | None = ...
    """Rapport (Report)"""
    war: str | None = ...
    """Bronmagazijn (Source warehouse)"""
    wa2: str | None = ...
    """Doelmagazijn (Target warehouse)"""
    da_ac: _dt.date | None = ...
    """Werkelijke ontvangstdatum (Actual receipt date)"""
    lg_id: str | None = ...
    """Taal (Language)"""
    va_bc: _types.VaBc | str | None = ...
    """Type barcode (Barcode type)"""
    ba_co: str | None = ...
    """Barcode"""
    bc_i1: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/picker (Organisation/picker)"""
    cd_i1: int | None = ...
    """user.unique_id, level 1, reviewed; Picker"""
    bc_i2: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/controleur (Organisation/checker)"""
    cd_i2: int | None = ...
    """user.unique_id, level 1, reviewed; Controleur (Checker)"""
    so_or: str | None = ...
    """Bijbehorende voorbereiding (Corresponding preparation)"""
    rd_de: bool | None = ...
    """Gereedgemeld (Finished)"""
    fb_war_transfer_lines: list[_types.FbWarTransferLines] | None = ...
    """user.content.free_text, level 4, reviewed"""

class _FbWarTransferOut(Collection[FbWarTransferOutRow]):
    or_nu: Field[str]
    or_da: Field[_dt.date]
    da_de: Field[_dt.date]
    da_pr: Field[_dt.date]
    cu_id: Field[str]
    rate: Field[Decimal]
    rf_cs: Field[str]
    re: Field[str]
    pr_la: Field[str]
    war: Field[str]
    wa2: Field[str]
    da_ac: Field[_dt.date]
    lg_id: Field[str]
    va_bc: Field[_types.VaBc | str]
    ba_co: Field[str]
    bc_i1: Field[str]
    cd_i1: Field[int]
    bc_i2: Field[str]
    cd_i2: Field[int]
    so_or: Field[str]
    rd_de: Field[bool]
    fb_war_transfer_lines: Field[list[_types.FbWarTransferLines]]
FbWarTransferOut: _FbWarTransferOut

class FbWarTransferPrepRow(Record, frozen=True):
    """Magazijnverplaatsing (voorbereiding verplaatsing). DELETE POST PUT /connectors/FbWarTransferPrep."""
    or_nu: str = ...
    """Nummer (Number)"""
    or_da: _dt.date | None = ...
    """Datum (Date)"""
    da_de: _dt.date | None = ...
    """Gewenste ontvangstdatum (Requested receipt date)"""
    da_pr: _dt.date | None = ...
    """Toegezegde ontvangstdatum (Promised receipt date)"""
    cu_id: str | None = ...
    """Valuta (Currency)"""
    rate: Decimal | None = ...
    """Valutakoers (Exchange rate)"""
    rf_cs: str | None = ...
    """user.content.free_text, level 3, reviewed; Referentie (Reference)"""
    re: str | None = ...
    """user.content.free_text, level 4, reviewed; Opmerking (Remark)"""
    pr_la: str | None = ...
    """Rapport (Report)"""
    war: str | None = ...
    """Bronmagazijn (Source warehouse)"""
    wa2: str | None = ...
    """Doelmagazijn (Target warehouse)"""
    da_ac: _dt.date | None = ...
    """Werkelijke ontvangstdatum (Actual receipt date)"""
    lg_id: str | None = ...
    """Taal (Language)"""
    va_bc: _types.VaBc | str | None = ...
    """Type barcode (Barcode type)"""
    ba_co: str | None = ...
    """Barcode"""
    bc_i1: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/picker (Organisation/picker)"""
    cd_i1: int | None = ...
    """user.unique_id, level 1, reviewed; Picker"""
    bc_i2: str | None = ...
    """user.unique_id, level 1, reviewed; Organisatie/controleur (Organisation/checker)"""
    cd_i2: int | None = ...
    """user.unique_id, level 1, reviewed; Controleur (Checker)"""
    fb_war_transfer_lines: list[_types.FbWarTransferPrepFbWarTransferLines] | None = ...
    """user.content.free_text, level 4, reviewed"""

class _FbWarTransferPrep(Collection[FbWarTransferPrepRow]):
    or_nu: Field[str]
    or_da: Field[_dt.date]
    da_de: Field[_dt.date]
    da_pr: Field[_dt.date]
    cu_id: Field[str]
    rate: Field[Decimal]
    rf_cs: Field[str]
    re: Field[str]
    pr_la: Field[str]
    war: Field[str]
    wa2: Field[str]
    da_ac: Field[_dt.date]
    lg_id: Field[str]
    va_bc: Field[_types.VaBc | str]
    ba_co: Field[str]
    bc_i1: Field[str]
    cd_i1: Field[int]
    bc_i2: Field[str]
    cd_i2: Field[int]
    fb_war_transfer_lines: Field[list[_types.FbWarTransferPrepFbWarTransferLines]]
FbWarTransferPrep: _FbWarTransferPrep
