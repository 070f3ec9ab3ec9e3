"""New employees of AFAS get an account in Entra ID, with manager and licence: `... 2026-11-01 [--yes]`."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time

from nlconnect import Call, Link, Origin, Upsert, connect
from nlconnect.flow import NEW_PASSWORD, carry_out, given
from nlconnect_afas.employees import Profit_Employees, Profit_EmployeesRow, Profit_OrganizationChart
from nlconnect_graph.directory import AssignLicense, Domains, SubscribedSkus, Users

PURPOSE, LICENCE = "employees-to-entra", "SPB"  # Microsoft 365 Business Premium
FIELDS = "employee_id first_name prefix_birth_name birth_name employment_start employment_end org_unit".split()


def known(person: Profit_EmployeesRow, *ways: str, **values: object) -> Upsert:
    """An account that is there stays as it is. With its name alone none is made, since Microsoft asks for more."""
    name = " ".join(filter(None, (person.first_name, person.prefix_birth_name, person.birth_name)))
    origin = Origin("acme-afas", "employee", person.employee_id)
    return Upsert(Users, [origin, *ways], display_name=name, given_name=person.first_name, **values).keeping()


def account_of(person: Profit_EmployeesRow, domain: str) -> Upsert:
    surname = " ".join(filter(None, (person.prefix_birth_name, person.birth_name)))
    nick = f"{person.first_name}.{surname}".replace(" ", "").lower()
    address = {"mail_nickname": nick, "user_principal_name": f"{nick}@{domain}", "usage_location": "NL"}
    days = [day and datetime.combine(day, time(8), UTC) for day in (person.employment_start, person.employment_end)]
    number = {"employee_id": person.employee_id, "employee_hire_date": days[0], "employee_leave_date_time": days[1]}
    closed = {"account_enabled": False, "password_profile": {"password": NEW_PASSWORD}, "surname": surname}  # at first
    return known(person, "employee_id", "user_principal_name", **address, **closed, **given(**number))


def main(since: date, afas: str = "acme-afas", entra: str = "acme-365", *, write: bool = False) -> None:
    with connect(afas, purpose=PURPOSE) as source:
        staff = {one.employee_id: one for one in source.read(Profit_Employees.select(*FIELDS))}
        heads = {unit.unitd: unit.manager for unit in source.read(Profit_OrganizationChart.select("unitd", "manager"))}
    chief = {key: heads.get(one.org_unit) for key, one in staff.items() if (one.employment_start or date.min) >= since}
    with connect(entra, purpose=PURPOSE, allow_writes=[Users, AssignLicense]) as graph:
        domain = next(one.id for one in graph.read(Domains.select("id", "is_default")) if one.is_default)
        sku = next(one.sku_id for one in graph.read(SubscribedSkus) if one.sku_part_number == LICENCE)
        bosses = {f"manager {key}": known(staff[key], "display_name") for key in chief.values() if key in staff}
        accounts = {f"employee {key}": account_of(staff[key], domain) for key in chief}
        for line in carry_out(graph, bosses | accounts, run="accounts", write=write):
            print(line)
        everybody = (*chief, *chief.values())
        keys = {key: graph.key_of(Users, Origin("acme-afas", "employee", str(key))) for key in everybody}
        more = {}
        for key in filter(keys.get, chief):
            user, boss = keys[key], keys[chief[key]]
            more[f"manager of {key}"] = Link(Users, user, via="manager", to=boss) if boss else "not known yet"
            licence = Call(AssignLicense.of(user=user), add_licenses=[{"sku_id": sku}], remove_licenses=[])
            held = graph.get(Users.select("assigned_licenses"), user).assigned_licenses or ()
            more |= {} if sku in [one.sku_id for one in held] else {f"licence of {key}": licence}
        for line in carry_out(graph, more, run="managers and licences", write=write):
            print(line)


if __name__ == "__main__":
    main(date.fromisoformat(sys.argv[1]), write="--yes" in sys.argv)
