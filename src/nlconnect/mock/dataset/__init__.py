"""A Dutch business world made from a seed: three companies whose books hang together, whatever their size.

Nothing is stored. Amounts repeat in blocks of 400 invoices and dates rise with the row number, so that any row, any
balance and any open item can be computed on its own, also of a million rows. No person, company, citizen number or bank
account in it exists.
"""

from __future__ import annotations
