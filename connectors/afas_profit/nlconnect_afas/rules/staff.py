"""A new or changed employee: employer, function and department are there, days fit, and the BSN is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_afas.rules.looking import Line, day, given, inside, named, shown, source, text

EMPLOYEES = frozenset({"KnEmployee", "KnEmployeeGUID"})
PEOPLE = EMPLOYEES | {"KnPerson", "KnContact", "KnSalesRelationPer", "KnPurchaseRelationPer"}
PAID = frozenset({"afas_contract", "afas_salary", "afas_agency_fiscus"})
"""What shows that wages are paid, for which the law asks the BSN (Wet op de loonbelasting 1964, article 28)."""
PARTS = {"afas_orgunit_function": "da_be", "afas_time_table": "da_bg", "afas_salary": "da_be"}
"""What begins with a contract or later."""
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
HALF_YEAR, TWO_YEARS, MONTH = 184, 730, 31


def _jobs(draft: Draft) -> list[Line]:
    return list(inside(draft, "afas_orgunit_function")) if draft.entity.wire in EMPLOYEES else []


def _contracts(draft: Draft) -> list[Line]:
    return list(inside(draft, "afas_contract")) if draft.entity.wire in EMPLOYEES else []


def _employers(draft: Draft) -> set[str]:
    return {code for line in _contracts(draft) if (code := line.text("cm_id")) is not None}


class Employer:
    """The employer of a contract is there."""

    name = "employer"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if not _employers(draft):
            return {}
        return {"employers": source("employees.Profit_Employers").select("employer_id")}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        known = {shown(row, "employer_id") for row in answers.get("employers", ())}
        absent = [f"{line.at}cm_id" for line in _contracts(draft) if line.text("cm_id") not in (*known, None)]
        if known and absent:
            yield Finding(self.name, f"{named(absent)} is no employer here", "refuse", "Give the code of an employer.")


class Function:
    """The function is one of the employer, and not blocked."""

    name = "function"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if not any(line.text("fu_id") for line in _jobs(draft)):
            return {}
        return {"functions": source("employees.Profit_Functions").select("employer", "function_id", "blocked")}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        employers = _employers(draft)
        rows = [row for row in answers.get("functions", ()) if not employers or shown(row, "employer") in employers]
        open_ones = {shown(row, "function_id") for row in rows if not getattr(row, "blocked", None)}
        known = {shown(row, "function_id") for row in rows}
        wanted = [(f"{line.at}fu_id", line.text("fu_id")) for line in _jobs(draft) if line.text("fu_id")]
        if not known:
            return
        if absent := [path for path, code in wanted if code not in known]:
            said = f"{named(absent)} is no function of this employer"
            yield Finding(self.name, said, "refuse", "Give the code of a function, or make it first.")
        if blocked := [path for path, code in wanted if code in known - open_ones]:
            yield Finding(self.name, f"{named(blocked)} is blocked", "refuse", "Take a function that is in use.")


class OrganisationalUnit:
    """The organisational unit (organisatorische eenheid) is there on the day the work begins."""

    name = "organisational unit"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if not any(line.text("dp_id") for line in _jobs(draft)):
            return {}
        chart = source("employees.Profit_OrganizationChart")
        return {"units": chart.select("unitd", "start_date", "end_date")}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        rows = answers.get("units", ())
        if not rows:
            return
        absent, closed = [], []
        for line in _jobs(draft):
            code = line.text("dp_id")
            units = [row for row in rows if shown(row, "unitd") == code]
            if code is not None and not units:
                absent.append(f"{line.at}dp_id")
            elif code is not None and not _is_open(units, day(given(line.draft, "da_be"))):
                closed.append(f"{line.at}dp_id")
        if absent:
            said = f"{named(absent)} is no unit of the organisation"
            yield Finding(self.name, said, "refuse", "Give the code of a unit in the organisation chart.")
        if closed:
            said = f"{named(closed)} is not there on the day the function begins"
            yield Finding(self.name, said, "refuse", "Take a unit of that time, or another day.")


def _is_open(units: Sequence[Record], on: date | None) -> bool:
    if on is None:
        return True
    spans = [(day(getattr(row, "start_date", None)), day(getattr(row, "end_date", None))) for row in units]
    return any((begin is None or begin <= on) and (end is None or on <= end) for begin, end in spans)


class ContractDates:
    """A contract ends after it begins, what belongs to it does not begin earlier, and probation is what the law allows.

    Burgerlijk Wetboek 7:652: no probation in up to six months, a month below two years, two months otherwise.
    """

    name = "contract dates"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        contracts = _contracts(draft)
        for line in contracts:
            yield from self._ends(line)
            yield from self._probation(line)
        begins = [begin for line in contracts if (begin := day(given(line.draft, "da_be"))) is not None]
        if draft.verb == "create" and begins:
            yield from self._early(draft, min(begins))

    def _ends(self, line: Line) -> Iterator[Finding]:
        begin = day(given(line.draft, "da_be"))
        early = [
            f"{line.at}{name}"
            for name in ("da_en", "da_ee", "da_et")
            if begin is not None and (end := day(given(line.draft, name))) is not None and end < begin
        ]
        if early:
            yield Finding(self.name, f"{named(early)} lies before da_be", "refuse", "Mend the days of the contract.")

    def _early(self, draft: Draft, begin: date) -> Iterator[Finding]:
        early = [
            f"{line.at}{name}"
            for part, name in PARTS.items()
            for line in inside(draft, part)
            if (start := day(given(line.draft, name))) is not None and start < begin
        ]
        if early:
            said = f"{named(early)} lies before the contract begins"
            yield Finding(self.name, said, "refuse", "Let it begin with the contract or later.")

    def _probation(self, line: Line) -> Iterator[Finding]:
        begin, until = day(given(line.draft, "da_be")), day(given(line.draft, "da_et"))
        end = day(given(line.draft, "da_en"))
        if begin is None or until is None or until < begin:
            return
        length = (end - begin).days + 1 if end is not None else None
        allowed = 0 if length is not None and length <= HALF_YEAR else MONTH
        if length is None or length >= TWO_YEARS:
            allowed = 2 * MONTH
        if (until - begin).days > allowed:
            said = f"{line.at}da_et: probation is longer than the law allows for this contract, and then void"
            yield Finding(self.name, said, "mind", "Shorten it, or leave it out: none up to six months.")


class CitizenNumber:
    """A BSN is one, and only of people whose wages are paid here. No law lets a contact's be kept."""

    name = "citizen number"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if draft.entity.wire not in PEOPLE or draft.verb not in ("create", "update"):
            return
        holders = [Line(draft, ""), *inside(draft, "kn_person")]
        numbered = [(f"{one.at}so_se", number) for one in holders if (number := _number(one.draft)) is not None]
        if wrong := [path for path, number in numbered if not _is_number(number)]:
            yield Finding(self.name, f"{named(wrong)} is no BSN", "refuse", "Have it checked against the document.")
        is_paid = draft.entity.wire in EMPLOYEES and (
            draft.verb == "update" or any(spec.name in PAID for spec in draft.lines)
        )
        if numbered and not is_paid:
            said = f"{named(path for path, _ in numbered)} is given, and nothing here shows that the law asks for it"
            yield Finding(self.name, said, "mind", "Leave it out: a BSN may be kept of those whose wages are paid.")


def _number(draft: Draft) -> str | None:
    """The BSN; of people under the law of another country it is another number."""
    country = text(draft, "co_lw")
    return text(draft, "so_se") if country in (None, "NL", "NLD") else None


def _is_number(number: str) -> bool:
    """The test of eleven."""
    digits = number.replace(".", "").replace(" ", "").zfill(len(WEIGHTS))
    if not digits.isdecimal() or len(digits) != len(WEIGHTS) or not int(digits):
        return False
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0
