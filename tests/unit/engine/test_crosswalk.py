"""As what a record of another system is known: learned by writing, checked before it is used, forgotten on demand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlconnect import Create, Delete, Origin, Scope, Update, Upsert
from nlconnect.client import Connection
from nlconnect.engine.crosswalk import CROSSWALK, Crosswalk, Known
from nlconnect.errors import DoubtfulMatch, QueryError
from nlconnect.mock import Setting
from nlconnect.model.outcome import Done, Plan, Unknown
from nlconnect.state.memory import MemoryStore
from nlconnect.testing import SignedInMock
from nlconnect_afas.relations import KnOrganisation
from nlconnect_exact.crm import Accounts, Contacts
from nlconnect_graph.directory import Users

DEBTOR = Origin("acme-afas", "debtor", "10001")
NEW = Upsert(Accounts, [DEBTOR, "code"], code="1042", name="Acme")


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Connection:
    return mock_exact.connect(allow_writes=[Accounts])


def walk(mock: SignedInMock) -> Crosswalk:
    return Crosswalk(mock.store)


def write(exact: Connection, change: Upsert) -> Done:
    return exact.apply(exact.plan(change)).unwrap()


def test_what_was_written_with_an_origin_is_found_by_it_next_time(mock_exact: SignedInMock, exact: Connection) -> None:
    key = write(exact, NEW).key
    assert [known.key for known in walk(mock_exact).known_as(DEBTOR)] == [key]
    plan = exact.plan(Upsert(Accounts, DEBTOR, city="Gouda"))
    assert (plan.verb, plan.key) == ("update", key)
    renumbered = exact.plan(Upsert(Accounts, [DEBTOR, "code"], code="1043", name="Acme"))
    assert [(part.name, part.before, part.after) for part in renumbered.diff] == [("code", "1042", "1043")]


def test_the_key_is_that_of_the_same_company_and_entity(mock_exact: SignedInMock, exact: Connection) -> None:
    assert exact.key_of(Accounts, DEBTOR) is None
    assert (write(exact, NEW).key or ())[0] == exact.key_of(Accounts, DEBTOR)
    assert exact.key_of(Contacts, DEBTOR) is None
    assert exact.within(division=7).key_of(Accounts, DEBTOR) is None
    assert mock_exact.connect().key_of(Accounts, DEBTOR) == exact.key_of(Accounts, DEBTOR)


async def test_the_key_is_the_same_for_asyncio(mock_exact: SignedInMock, exact: Connection) -> None:
    write(exact, NEW)
    async with mock_exact.connect_async() as other:
        assert await other.key_of(Accounts, DEBTOR) == exact.key_of(Accounts, DEBTOR)


def test_what_belongs_to_no_mailbox_is_known_from_each_of_them(mock_graph: SignedInMock) -> None:
    address = "anna@voorbeeld.test"
    key = str(mock_graph.add("directory.Users", userPrincipalName=address, displayName="Anna")["id"])
    graph, origin = mock_graph.connect(allow_writes=[Users]), Origin("acme-afas", "employee", "1001")
    graph.apply(graph.plan(Upsert(Users, [origin, "user_principal_name"], user_principal_name=address))).unwrap()
    assert graph.key_of(Users, origin) == graph.within(mailbox="other@voorbeeld.test").key_of(Users, origin) == key


def test_a_record_that_was_there_is_learned_even_where_nothing_changes(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    key = str(mock_exact.add("crm.Accounts", code="1042", name="Acme")["ID"])
    assert write(exact, NEW).key == (key,)
    assert mock_exact.calls.count("PUT") == 0
    assert [known.key for known in walk(mock_exact).known_as(DEBTOR)] == [(key,)]


def test_only_what_was_done_is_learned(mock_exact: SignedInMock, exact: Connection) -> None:
    exact.plan(NEW)
    mock_exact.fail_next(400, method="POST")
    exact.apply(exact.plan(NEW))
    assert list(walk(mock_exact).all()) == []


def test_a_write_whose_answer_was_lost_is_learned_when_it_was_found(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    plan = exact.plan(NEW)
    mock_exact.fail_next("cut-after", method="POST")
    assert isinstance(exact.apply(plan), Unknown)
    assert list(walk(mock_exact).all()) == []
    done = exact.reconcile(exact.planned(plan.id)).unwrap()
    assert [known.key for known in walk(mock_exact).known_as(DEBTOR)] == [done.key]


def test_a_record_that_is_gone_is_refused_and_made_anew_once_it_is_forgotten(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    key = write(exact, NEW).key
    assert key is not None
    exact.apply(exact.plan(Delete(Accounts, key[0]))).unwrap()
    with pytest.raises(DoubtfulMatch, match="gone, or hidden") as refused:
        exact.plan(NEW)
    assert refused.value.candidates[0].key == key
    assert walk(mock_exact).forget(DEBTOR) == 1
    assert exact.plan(NEW).verb == "create"


def test_where_another_key_finds_a_record_in_place_of_one_that_is_gone_the_plan_says_so(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    first = write(exact, NEW).key
    assert first is not None
    exact.apply(exact.plan(Delete(Accounts, first[0]))).unwrap()
    second = exact.apply(exact.plan(Create(Accounts, code="1042", name="Acme"))).unwrap().key
    plan = exact.plan(NEW)
    assert plan.key == second
    assert any("known as this one is gone" in warning for warning in plan.warnings)
    exact.apply(plan).unwrap()
    assert [known.key for known in walk(mock_exact).known_as(DEBTOR)] == [second]


def test_a_record_that_is_another_one_by_now_is_refused(exact: Connection) -> None:
    key = write(exact, NEW).key
    assert key is not None
    exact.apply(exact.plan(Update(Accounts, key[0], code="9999"))).unwrap()
    with pytest.raises(DoubtfulMatch, match="is another now") as refused:
        exact.plan(NEW)
    assert refused.value.candidates[0].differs == ("code",)


def test_what_changed_in_part_is_told(exact: Connection) -> None:
    wanted = Upsert(Accounts, [DEBTOR, "code", "email"], code="1042", email="a@b.example", name="Acme")
    key = write(exact, wanted).key
    assert key is not None
    exact.apply(exact.plan(Update(Accounts, key[0], email="c@d.example"))).unwrap()
    plan = exact.plan(wanted)
    assert any("its email changed there" in warning for warning in plan.warnings)


def test_an_origin_and_a_key_that_lead_to_different_records_are_refused(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    write(exact, NEW)
    mock_exact.add("crm.Accounts", code="2000", name="Other")
    with pytest.raises(DoubtfulMatch, match="the crosswalk and code lead to different records"):
        exact.plan(Upsert(Accounts, [DEBTOR, "code"], code="2000", name="Acme"))


def test_two_records_of_one_system_are_not_written_to_one(exact: Connection) -> None:
    write(exact, NEW)
    other = Origin("acme-afas", "debtor", "10002")
    with pytest.raises(DoubtfulMatch, match="another debtor of acme-afas"):
        exact.plan(Upsert(Accounts, [other, "code"], code="1042", name="Acme"))
    elsewhere = Origin("acme-shop", "customer", "77")
    write(exact, Upsert(Accounts, [elsewhere, "code"], code="1042", name="Acme"))


def test_what_is_known_in_one_company_is_not_known_in_another(mock_exact: SignedInMock, exact: Connection) -> None:
    write(exact, NEW)
    (known,) = walk(mock_exact).known_as(DEBTOR)
    assert known.scope == exact.scope
    moved = Known(DEBTOR, known.system, known.place, known.entity, Scope(division=1), ("other",))
    walk(mock_exact).learn(moved)
    assert {one.key for one in walk(mock_exact).known_as(DEBTOR)} == {known.key, ("other",)}
    assert exact.plan(Upsert(Accounts, DEBTOR, city="Gouda")).key == known.key


def test_the_store_shows_neither_keys_nor_how_many_there_are_of_whom(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    key = write(exact, NEW).key
    assert key is not None
    names = list(mock_exact.store.keys(CROSSWALK))
    assert len(names) == 2
    assert all(len(name.partition("-")[2]) == 2 for name in names)
    assert all(value not in repr(known) for known in walk(mock_exact).all() for value in ("10001", str(key[0])))


def test_a_plan_keeps_its_origin_on_its_way_through_the_store(exact: Connection) -> None:
    plan = exact.plan(NEW)
    kept = Plan.load(plan.dump())
    assert (kept.origin, kept.identity) == (DEBTOR, {"code": "1042"})
    assert kept.fingerprint() == plan.digest


def test_a_record_is_erased_with_all_its_origins(mock_exact: SignedInMock, exact: Connection) -> None:
    key = write(exact, NEW).key
    assert key is not None
    assert walk(mock_exact).forget_record("crm.Accounts", key, system="exact") == 1
    assert list(mock_exact.store.keys(CROSSWALK)) == []


@pytest.mark.parametrize("key", ["", " ", 10001])
def test_an_origin_has_a_key_in_text(key: str) -> None:
    with pytest.raises(QueryError):
        Origin("acme-afas", "debtor", key)


class Stopped:
    """A clock that stands still."""

    def now(self) -> float:
        return 0.0


@settings(max_examples=50, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["learn", "forget"]), st.integers(0, 9), st.integers(0, 5), st.integers(0, 1)),
        max_size=30,
    )
)
def test_both_ways_of_filing_tell_the_same(steps: list[tuple[str, int, int, int]]) -> None:
    crosswalk = Crosswalk(MemoryStore(clock=Stopped()))
    expected: dict[tuple[int, int], int] = {}
    for step, origin, key, division in steps:
        named = Origin("a", "b", str(origin))
        if step == "learn":
            crosswalk.learn(Known(named, "exact", "p", "e", Scope(division=division), (key,)))
            expected[origin, division] = key
        else:
            crosswalk.forget(named)
            expected = {place: found for place, found in expected.items() if place[0] != origin}
    found = {(int(known.origin.key), int(known.scope["division"])): known.key[0] for known in crosswalk.all()}
    assert found == expected
    for (origin, division), key in expected.items():
        known = Known(Origin("x", "x", "x"), "exact", "p", "e", Scope(division=division), (key,))
        assert Origin("a", "b", str(origin)) in crosswalk.origins(known)
    for division in (0, 1):
        for key in range(6):
            known = Known(Origin("x", "x", "x"), "exact", "p", "e", Scope(division=division), (key,))
            owners = {int(one.key) for one in crosswalk.origins(known)}
            assert owners == {origin for (origin, where), at in expected.items() if (where, at) == (division, key)}


def test_a_connection_tells_what_is_known_and_forgets_it_with_an_entry_that_names_nobody(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    key = write(exact, NEW).key
    assert [(known.system, known.entity, known.key) for known in exact.known_as(DEBTOR)] == [
        ("exact", "crm.Accounts", key)
    ]
    assert exact.forget(DEBTOR) == 1
    assert exact.known_as(DEBTOR) == []
    assert exact.forget(DEBTOR) == 0
    entries = [entry for entry in mock_exact.audit if entry["operation"] == "forget"]
    assert [entry["records"] for entry in entries] == [1, 0]
    assert "10001" not in str(entries)


def test_what_the_connection_names_beside_the_place_of_a_record_plays_no_part() -> None:
    mock = SignedInMock("afas", setting=Setting())
    afas = mock.connect(allow_writes=[KnOrganisation])
    new = Upsert(KnOrganisation, DEBTOR, match_oga="always_insert", nm="Voorbeeld Bouw", cc_nr="12345678")
    key = afas.within(administration=1).apply(afas.within(administration=1).plan(new)).unwrap().key
    plan = afas.within(administration=2).plan(Upsert(KnOrganisation, DEBTOR, em_ad="a@b.example"))
    assert (plan.verb, plan.key) == ("update", key)


def test_one_origin_in_a_list_twice_is_one_record(mock_exact: SignedInMock, exact: Connection) -> None:
    changes = [Upsert(Accounts, DEBTOR, name=name) for name in ("Acme", "Acme BV")]
    assert [line.state for line in exact.apply_many(changes)] == ["done", "done"]
    assert mock_exact.calls.count("POST") == 1


def test_an_origin_that_became_known_meanwhile_makes_a_plan_stale(exact: Connection) -> None:
    first, second = exact.plan(Upsert(Accounts, DEBTOR, name="Acme")), exact.plan(Upsert(Accounts, DEBTOR, name="B"))
    exact.apply(first).unwrap()
    with pytest.raises(QueryError, match="a record that matches was made"):
        exact.apply(second)


def test_what_stands_there_already_is_learned_from_a_list_too(mock_exact: SignedInMock, exact: Connection) -> None:
    key = str(mock_exact.add("crm.Accounts", code="1042", name="Acme")["ID"])
    assert [line.state for line in exact.apply_many([NEW])] == ["done"]
    assert [known.key for known in exact.known_as(DEBTOR)] == [(key,)]


def test_another_app_finds_the_same_records_and_another_host_does_not(exact: Connection) -> None:
    plan = exact.plan(NEW)
    system, host, _ = plan.place.split("/")
    mine, other_app, other_host = (
        Known.of(replace(plan, place=place), ("key",))
        for place in (plan.place, f"{system}/{host}/another-app", f"{system}/other.example/app")
    )
    assert mine is not None
    assert other_app is not None
    assert other_host is not None
    assert mine.spot == other_app.spot != other_host.spot
