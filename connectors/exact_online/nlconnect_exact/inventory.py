"""The service `inventory`: AssemblyBillOfMaterialHeader, AssemblyBillOfMaterialMaterials, AssemblyOrders, BatchNumbers and 15 more."""

from __future__ import annotations

from nlconnect.connector import entities_of
from nlconnect_exact import CATALOGUE

__getattr__, __dir__ = entities_of(__name__, CATALOGUE, "inventory")
