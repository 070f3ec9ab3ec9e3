"""Items and their prices, employees, projects and hours, cost centres, documents, and sales orders."""

from __future__ import annotations

from nlconnect.mock.dataset.chart import BY_CODE, VAT, euro
from nlconnect.mock.dataset.entries import Invoice
from nlconnect.mock.dataset.goods import GROUPS, UNITS, Article
from nlconnect.mock.dataset.staff import COST_CENTRES, COST_UNITS, DEPARTMENTS, Employee, Hours, Project
from nlconnect.mock.tables import Column, Source
from nlconnect_exact.mock.rows.office import FIRST, FOUNDED, Office, by_guid, by_number, generated, listed, midnight

_GROUP_CODES = tuple(GROUPS)
_UNIT_CODES = tuple(UNITS)


def items(office: Office) -> Source:
    return listed([_item(office, article) for article in office.books.articles])


def _item(office: Office, article: Article) -> dict[str, object]:
    revenue, costs = BY_CODE[article.ledger], BY_CODE["7000"]
    return {
        "ID": office.books.guids("item")[article.number],
        "Code": article.code,
        "Description": article.name,
        "SearchCode": article.name[:20].upper(),
        "ItemGroup": office.books.guids("item_group")[_GROUP_CODES.index(article.group)],
        "ItemGroupCode": article.group,
        "ItemGroupDescription": GROUPS[article.group],
        "Unit": article.unit,
        "UnitDescription": UNITS[article.unit],
        "UnitType": "T" if article.is_hours else "O",
        "SalesVatCode": article.vat,
        "SalesVatCodeDescription": VAT[article.vat].name,
        "StandardSalesPrice": euro(article.cents),
        "CostPriceStandard": euro(article.cost_cents),
        "CostPriceNew": euro(article.cost_cents),
        "CostPriceCurrency": "EUR",
        "AverageCost": euro(article.cost_cents),
        "GLRevenue": office.ledger[revenue.code],
        "GLRevenueCode": revenue.code,
        "GLRevenueDescription": revenue.name,
        "GLCosts": office.ledger[costs.code],
        "GLCostsCode": costs.code,
        "GLCostsDescription": costs.name,
        "IsSalesItem": True,
        "IsPurchaseItem": not article.is_hours,
        "IsStockItem": article.group in ("MATERIAAL", "LEVENSMIDDELEN", "NONFOOD"),
        "IsFractionAllowedItem": article.is_hours,
        "IsTime": int(article.is_hours),
        "StartDate": FIRST,
        "SecurityLevel": 10,
        "Stock": 0,
        **dict.fromkeys(("IsSerialItem", "IsPackageItem", "IsSubcontractedItem"), False),
        **dict.fromkeys(("IsBatchItem", "IsMakeItem", "IsWebshopItem", "IsTaxableItem", "IsOnDemandItem"), 0),
        **office.constants(article.number),
    }


def item_groups(office: Office) -> Source:
    return listed(
        [
            {
                "ID": office.books.guids("item_group")[number],
                "Code": code,
                "Description": name,
                "IsDefault": int(number == 0),
                **office.constants(number),
            }
            for number, (code, name) in enumerate(GROUPS.items())
        ]
    )


def units(office: Office) -> Source:
    return listed(
        [
            {
                "ID": office.books.guids("unit")[number],
                "Code": code,
                "Description": name,
                "Active": True,
                "Main": int(code == "stuk"),
                "Type": "T" if code == "uur" else "O",
                "Division": office.division,
            }
            for number, (code, name) in enumerate(UNITS.items())
        ]
    )


def sales_prices(office: Office) -> Source:
    return listed(
        [
            {
                "ID": office.books.guids("sales_price")[article.number],
                "Item": office.books.guids("item")[article.number],
                "ItemCode": article.code,
                "ItemDescription": article.name,
                "Price": euro(article.cents),
                "Currency": "EUR",
                "Quantity": 1,
                "NumberOfItemsPerUnit": 1,
                "Unit": article.unit,
                "UnitDescription": UNITS[article.unit],
                "DefaultItemUnit": article.unit,
                "DefaultItemUnitDescription": UNITS[article.unit],
                "StartDate": FIRST,
                **office.constants(article.number),
            }
            for article in office.books.articles
        ]
    )


def employees(office: Office) -> Source:
    books = office.books
    return listed([_employee(office, books.employee(number)) for number in range(books.employees)])


def _employee(office: Office, employee: Employee) -> dict[str, object]:
    person, address = employee.person, employee.address
    return {
        "ID": office.books.guids("employee")[employee.number],
        "Code": f"{employee.number + 1}",
        "HID": employee.number + 1,
        "EmployeeHID": employee.number + 1,
        "FirstName": person.first_name,
        "MiddleName": person.prefix or None,
        "LastName": person.last_name,
        "FullName": person.full_name,
        "Initials": person.initials,
        "NickName": person.first_name,
        "Gender": person.gender,
        "BirthDate": midnight(person.birth_date),
        "BirthName": person.last_name,
        "BirthPlace": address.city,
        "Nationality": "NL",
        "MaritalStatus": 1 + employee.number % 3,
        "SocialSecurityNumber": person.citizen_number,
        "BusinessEmail": person.mail("voorbeeld.test"),
        "Email": person.mail("voorbeeld.test"),
        "PrivateEmail": person.mail("thuis.test"),
        "Phone": person.phone,
        "Mobile": person.phone,
        "AddressStreet": address.street,
        "AddressStreetNumber": address.number,
        "Postcode": address.postcode,
        "City": address.city,
        "Country": "NL ",
        "Language": "NL",
        "Title": "DHR" if person.gender == "M" else "MEVR",
        "StartDate": midnight(employee.started),
        "EndDate": midnight(employee.ended) if employee.ended else None,
        "IsActive": employee.ended is None,
        "ActiveEmployment": int(employee.ended is None),
        "IsAnonymised": 0,
        "Manager": office.books.guids("employee")[0] if employee.number else None,
        **office.constants(employee.number, day=employee.started),
    }


def employments(office: Office) -> Source:
    books = office.books
    rows = []
    for number in range(books.employees):
        employee = books.employee(number)
        rows.append(
            {
                "ID": books.guids("employment")[number],
                "Employee": books.guids("employee")[number],
                "EmployeeFullName": employee.person.full_name,
                "EmployeeHID": number + 1,
                "EmploymentNumber": 1,
                "HID": number + 1,
                "StartDate": midnight(employee.started),
                "StartDateOrganization": midnight(employee.started),
                "EndDate": midnight(employee.ended) if employee.ended else None,
                "ReasonEnd": 1 if employee.ended else None,
                **office.constants(number, day=employee.started),
            }
        )
    return listed(rows)


def coded(office: Office, kind: str) -> Source:
    """Cost centres, cost units and departments: a code and a name."""
    pairs = {"costcenter": COST_CENTRES, "costunit": COST_UNITS, "department": DEPARTMENTS}[kind]
    return listed(
        [
            {
                "ID": office.books.guids(kind)[number],
                "Code": code,
                "Description": name,
                "Active": True,
                **office.constants(number),
            }
            for number, (code, name) in enumerate(pairs)
        ]
    )


def projects(office: Office) -> Source:
    return listed([_project(office, office.books.project(number)) for number in range(office.books.projects)])


def _project(office: Office, project: Project) -> dict[str, object]:
    books = office.books
    party = books.party(books.sales.ranks.party(project.customer_rank))
    manager = books.employee(project.manager)
    return {
        "ID": books.guids("project")[project.number],
        "Code": project.code,
        "Description": project.name,
        "Account": books.guids("party")[party.number],
        "AccountCode": str(party.code),
        "AccountName": party.name,
        "AccountContact": books.guids("contact")[party.number],
        "Manager": books.guids("employee")[project.manager],
        "ManagerFullname": manager.person.full_name,
        "StartDate": midnight(project.started),
        "Type": 3,
        "TypeDescription": "Nacalculatie",
        "BudgetedAmount": 0,
        "SalesTimeQuantity": 0,
        "HasWBSLines": False,
        "DivisionName": books.company.name,
        **dict.fromkeys(("AllowAdditionalInvoicing", "AllowMemberEntryOnly", "BlockEntry", "BlockInvoicing"), False),
        **dict.fromkeys(("BlockPlanning", "BlockPurchasing", "BlockRebilling", "UseBillingMilestones"), False),
        **office.constants(project.number, day=project.started),
    }


def time_transactions(office: Office) -> Source:
    books = office.books
    guids, people, works = books.guids("hours"), books.guids("employee"), books.guids("project")
    parties, items_ = books.guids("party"), books.guids("item")
    item = next((article for article in books.articles if article.is_hours), books.articles[0])

    def project(hours: Hours) -> Project:
        return books.project(hours.project)

    def party_number(hours: Hours) -> int:
        return books.sales.ranks.party(project(hours).customer_rank)

    columns: dict[str, Column[Hours]] = {
        "ID": lambda h: guids[h.number],
        "EntryNumber": lambda h: h.number + 1,
        "Date": lambda h: midnight(h.day),
        "Employee": lambda h: people[h.employee],
        "Project": lambda h: works[h.project],
        "ProjectCode": lambda h: project(h).code,
        "ProjectDescription": lambda h: project(h).name,
        "Account": lambda h: parties[party_number(h)],
        "AccountName": lambda h: books.party(party_number(h)).name,
        "ProjectAccount": lambda h: parties[party_number(h)],
        "ProjectAccountCode": lambda h: str(books.party(party_number(h)).code),
        "ProjectAccountName": lambda h: books.party(party_number(h)).name,
        "Item": lambda _: items_[item.number],
        "ItemDescription": lambda _: item.name,
        "ItemDivisable": lambda _: True,
        "Quantity": lambda h: euro(h.quantity),
        "Price": lambda _: euro(item.cents),
        "PriceFC": lambda _: euro(item.cents),
        "Amount": lambda h: euro(item.cents * h.quantity // 100),
        "AmountFC": lambda h: euro(item.cents * h.quantity // 100),
        "Currency": lambda _: "EUR",
        "HourStatus": lambda h: 20 if h.number % 9 else 10,
        "Type": lambda _: 1,
        "Notes": lambda h: f"Werk aan {project(h).name}",
        "DivisionDescription": lambda _: books.company.name,
        **office.stamps(lambda h: h.day, lambda h: h.number),
    }
    return generated(books.hours_count, books.hours, columns, {"ID": by_guid(guids, books.hours_count)})


def documents(office: Office) -> Source:
    """The scan of each purchase invoice."""
    books, trade = office.books, office.books.purchases
    guids, parties, entries = books.guids("document"), books.guids("party"), books.guids("purchases_entry")
    columns: dict[str, Column[Invoice]] = {
        "ID": lambda i: guids[i.number],
        "HID": lambda i: i.number + 1,
        "Subject": lambda i: f"Inkoopfactuur {i.reference}",
        "Type": lambda _: 20,
        "TypeDescription": lambda _: "Inkoopfactuur",
        "DocumentDate": lambda i: midnight(i.day),
        "Account": lambda i: parties[i.party.number],
        "AccountCode": lambda i: str(i.party.code),
        "AccountName": lambda i: i.party.name,
        "AmountFC": lambda i: euro(i.template.total),
        "Currency": lambda _: "EUR",
        "FinancialTransactionEntryID": lambda i: entries[i.number],
        "HasEmptyBody": lambda _: True,
        "InheritShare": lambda _: False,
        "Language": lambda _: "NL",
        "SendMethod": lambda _: 0,
        **office.stamps(lambda i: i.day, lambda i: i.number),
    }
    indexes = {"ID": by_guid(guids, trade.booked), "HID": by_number(1, trade.booked)}
    return generated(trade.booked, trade.invoice, columns, indexes)


def attachments(office: Office) -> Source:
    """Exact: the content itself is not in the row; `Url` leads to it."""
    books, trade = office.books, office.books.purchases
    guids, documents_ = books.guids("attachment"), books.guids("document")
    columns: dict[str, Column[Invoice]] = {
        "ID": lambda i: guids[i.number],
        "Document": lambda i: documents_[i.number],
        "FileName": lambda i: f"{i.reference}.pdf",
        "FileSize": lambda i: 20_000 + i.number * 37 % 80_000,
        "Url": lambda i: (
            f"{office.base_url}/docs/SysAttachment.aspx?ID={guids[i.number]}&_Division_={books.company.code}"
        ),
    }
    indexes = {"ID": by_guid(guids, trade.booked), "Document": by_guid(documents_, trade.booked)}
    return generated(trade.booked, trade.invoice, columns, indexes)


def document_types(office: Office) -> Source:
    rows = ((10, "Verkoopfactuur"), (20, "Inkoopfactuur"), (55, "Diversen"))
    return listed(
        [
            {
                "ID": code,
                "Description": name,
                "DocumentIsCreatable": True,
                "DocumentIsDeletable": True,
                "DocumentIsUpdatable": True,
                "DocumentIsViewable": True,
                "Created": FOUNDED,
                "Modified": FOUNDED,
            }
            for code, name in rows
        ]
    )
