"""What a vendor fills in or changes by itself, so that no plan can show it; each with the reason. One table for all."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

WHO_AND_WHEN = "who made or changed it, and when, is known once it has happened"
ISSUED = "the system issues keys and numbers"
NAMES = "names of what a reference leads to come along with the reference"
TOTALS = "totals, rates and VAT follow from the lines"
USUAL = "what is left out gets the system's usual value"
ALONG = "a person or organisation inside a document is a record of its own, too, with the same values"
HOW = "a match code says how to find the one that is meant, and is no value of it"
SECRET = "no system gives a password back, and no mock keeps it"
READ = "it is worked out when it is read, and stands in no record"
VERSION = "the mark of a version changes with every change"

COMPUTED: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "exact": (
        ("*", "Created Creator CreatorFullName Modified Modifier ModifierFullName", WHO_AND_WHEN),
        ("*", "Division", ISSUED),
        ("*Entries", "AmountDC AmountFC VATAmountDC", TOTALS),
        ("*Entries", "CustomerName DocumentSubject SupplierName", NAMES),
        ("*Entries", "Status StatusDescription Type", USUAL),
        ("*EntryLines", "AmountDC VATAmountDC", TOTALS),
        ("*EntryLines", "GLAccountCode GLAccountDescription VATCodeDescription", NAMES),
        ("*EntryLines", "LineNumber Type", ISSUED),
        ("crm.Accounts", "Blocked Country IsAnonymised IsSales IsSupplier StartDate Status Type", USUAL),
        ("documents.DocumentAttachments", "FileSize Url", USUAL),
        ("documents.Documents", "AccountCode AccountName", NAMES),
        ("documents.Documents", "HasEmptyBody", USUAL),
        ("salesinvoice.SalesInvoices", "AmountDC AmountFC AmountFCExclVat VATAmountDC VATAmountFC", TOTALS),
        ("salesinvoice.SalesInvoices", "DeliverToName DocumentSubject InvoiceToName OrderedByName", NAMES),
        ("salesinvoice.SalesInvoices", "InvoiceDate Status StatusDescription", USUAL),
        ("salesinvoice.*Lines", "AmountDC VATPercentage", TOTALS),
        ("salesinvoice.*Lines", "ItemCode ItemDescription VATCodeDescription", NAMES),
        ("salesinvoice.*Lines", "LineNumber", ISSUED),
    ),
    "afas": (
        ("KnPerson", "*", ALONG),
        ("KnOrganisation", "*", ALONG),
        ("*", "BcId BcCo", ISSUED),
        ("*", "MatchOga MatchPer", HOW),
        ("ledger.FiEntries", "EnNo SeNo", ISSUED),
        ("*", "GuLi", ISSUED),
    ),
    "graph": (
        ("*", "id", ISSUED),
        ("*", "createdDateTime lastModifiedDateTime receivedDateTime sentDateTime lastUpdatedDateTime", WHO_AND_WHEN),
        ("*", "changeKey eTag", VERSION),
        ("*", "passwordProfile", SECRET),
        ("mail.MailFolders", "childFolderCount totalItemCount unreadItemCount", READ),
        ("mail.Messages", "conversationIndex uniqueBody", READ),
        ("teams.OnlineMeetings", "joinMeetingIdSettings", READ),
        ("mail.Messages", "isDraft parentFolderId isRead hasAttachments importance", USUAL),
        ("files.DriveItems", "folder", READ),
        ("files.DriveItems", "parentReference size", USUAL),
        ("teams.*Members", "displayName email", NAMES),
        ("directory.Users", "assignedLicenses businessPhones mail userType", USUAL),
        ("directory.Groups", "groupTypes", USUAL),
    ),
}
"""By system: which entities, which fields by wire name, and why."""


def reason_for(system: str, entity: str, wire: str) -> str | None:
    """Why that field may become other without being shown; None where nothing excuses it."""
    for pattern, fields, reason in COMPUTED[system]:
        if fnmatchcase(entity, pattern) and (wire.rpartition("/")[2] in fields.split() or fields == wire):
            return reason
    return None
