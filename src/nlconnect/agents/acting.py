"""The verbs that write: plan, apply once somebody said yes, and how a plan stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from nlconnect.agents import questions
from nlconnect.agents.answers import ApplyAnswer, Cell, StatusAnswer
from nlconnect.agents.desk import Desk, Labelled
from nlconnect.agents.destinations import About, place_of, refuse_strangers
from nlconnect.agents.guessing import Guesses
from nlconnect.agents.labels import IDENTIFIER, Label, label_of_refusal
from nlconnect.agents.papers import Papers
from nlconnect.agents.probing import refuse_deep, refuse_unseen_change
from nlconnect.agents.reading import names_of
from nlconnect.agents.warned import Heard, remembered, warnings_of
from nlconnect.agents.writes import Sight, change_of, told_of, written_before
from nlconnect.approvals import Standing
from nlconnect.client import Connection
from nlconnect.config import Profile
from nlconnect.errors import ApprovalRequired, PolicyRefused
from nlconnect.model.outcome import Done, Plan, Rejected, Unknown
from nlconnect.policy.recipients import is_named
from nlconnect.policy.unattended import is_unattended
from nlconnect.policy.vault import TOKEN


class Acting:
    """Plans and writes for one agent."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers
        self._guesses = Guesses(desk.store, agent=desk.agent, clock=desk.clock)

    def plan(self, asked: questions.Plan) -> Labelled:
        desk = self._desk
        profile, system = desk.profile(asked.profile), desk.system(asked.profile)
        place = desk.place(asked.profile, asked.scope)
        refuse_deep(asked.values)
        purpose = desk.permission.purpose_of(profile)
        entity = system.catalogue.entity(asked.entity)
        enclosed = self._papers.put_in(entity, asked.values, purpose=purpose)
        change = change_of(asked.model_copy(update={"values": enclosed.values}), system)
        refuse_unseen_change(change, place)
        shown = desk.sitting.label()
        for file in enclosed.files:
            shown |= file.named
        plan = place.plan(change)
        if plan.ruling.answer == "deny":
            raise PolicyRefused(
                f"{plan.ruling.reason} (rule: {plan.ruling.rule})", entity=plan.entity, hint=plan.ruling.remedy
            )
        told = self._recipients(plan, profile, asked.about, is_wary=not shown.is_trusted)
        copied = {name: desk.traces.found_in(value) for name, value in asked.values.items()}
        tokens = [name for name, value in asked.values.items() if TOKEN.search(json.dumps(value, default=str))]
        plan = self._with_label(plan, place, Heard(shown, copied, enclosed.files, tokens), profile=profile)
        now = desk.clock.now()
        desk.book.ask(plan, profile=asked.profile, agent=desk.agent, purpose=purpose, now=now, recipients=told)
        standing = desk.book.standing(plan, now=now)
        ready = "ready: the policy wants nobody asked" if self._is_unattended(plan, standing, profile=profile) else ""
        written = written_before(plan, entity)
        sight = Sight(is_shown=desk.permission.decides(profile), untrusted=written, given=enclosed.given)
        answer = told_of(plan, ready or str(standing), sight)
        label = names_of(asked.profile, system, entity) | Label.of(asked.profile, plan.entity, written)
        return Labelled(answer, label)

    def _with_label(self, plan: Plan, place: Connection, heard: Heard, *, profile: Profile) -> Plan:
        """The plan with who may have had a hand in it, as whoever approves is told; their yes covers that, too."""
        ruling = self._desk.permission.ruling(profile)
        language = "en" if ruling is None else ruling[0].language
        more = [*warnings_of(heard, language=language), *remembered(plan, language=language)]
        if not more:
            return plan
        labelled = replace(plan, warnings=(*plan.warnings, *more)).sealed()
        place._writing().ledger.keep(labelled)
        return labelled

    def _recipients(self, plan: Plan, profile: Profile, about: Mapping[str, str], *, is_wary: bool) -> tuple[str, ...]:
        """Who gets what the plan sends, and why they may. Raises PolicyRefused."""
        ruling = self._desk.permission.ruling(profile)
        if ruling is None:
            return ()
        found = self._about(about) if about else None
        if not all(is_named(address, ruling[1]) for address in plan.recipients):
            self._guesses.refuse_many()
        try:
            told = refuse_strangers(plan, *ruling, found, is_wary=is_wary)
        except PolicyRefused:
            self._guesses.wrong(max(1, len(plan.recipients)))
            raise
        return (*told, f"about {found.entity} {found.key}") if told and found is not None else told

    def _about(self, about: Mapping[str, str]) -> About:
        name, entity, key = place_of(about)
        system = self._desk.system(name)
        return About(self._desk.connection(name), system, system.catalogue.entity(entity).qualified_name, key)

    def apply(self, asked: questions.Apply) -> Labelled:
        desk = self._desk
        request = desk.book.request(asked.plan)
        if request.outcome:
            return Labelled(ApplyAnswer(outcome=request.outcome, reason="it was carried out before"))
        place = desk.place(asked.profile, asked.scope)
        plan = place.planned(asked.plan)
        standing = desk.book.standing(plan, now=desk.clock.now())
        if standing.state != "granted" and not self._is_unattended(plan, standing, profile=desk.profile(asked.profile)):
            raise ApprovalRequired(
                f"the plan {plan.id} {standing} (rule: a person approves)",
                entity=plan.entity,
                hint="Tell the person who asked you. They decide with `nlconnect approvals`, out of your reach.",
            )
        outcome = place.apply(plan)
        if isinstance(outcome, Unknown):  # sent before, and the answer lost: it is looked for, never sent again
            outcome = place.reconcile(plan)
        if isinstance(outcome, Done):
            desk.book.settle(plan.id, "done")
            key: list[Cell] = list(outcome.key or ())
            foreign = [] if all(IDENTIFIER.fullmatch(str(part)) for part in key) else ["key"]
            label = Label.of(asked.profile, plan.entity, foreign)
            return Labelled(ApplyAnswer(outcome="done", key=key, untrusted=foreign), label)
        if isinstance(outcome, Rejected):
            if not outcome.repeatable:
                desk.book.settle(plan.id, "rejected")
            label = label_of_refusal(outcome.error, asked.profile)
            foreign = [] if label.is_trusted else ["reason"]
            return Labelled(ApplyAnswer(outcome="rejected", reason=outcome.error.message, untrusted=foreign), label)
        return Labelled(ApplyAnswer(outcome="unknown", reason=outcome.reason))

    def _is_unattended(self, plan: Plan, standing: Standing, *, profile: Profile) -> bool:
        """Whether the policy wants nobody asked: for this plan as it stands, whatever the agent wrote down of it."""
        ruling = self._desk.permission.ruling(profile)
        return (
            ruling is not None
            and standing.state == "waiting"
            and self._desk.sitting.label().is_trusted
            and is_unattended(plan, *ruling)
        )

    def status(self, asked: questions.Status) -> Labelled:
        desk = self._desk
        budget = desk.connection(asked.profile).budget()
        standing = ""
        if asked.plan is not None:
            standing = str(desk.book.standing_of(desk.book.request(asked.plan), now=desk.clock.now()))
        return Labelled(
            StatusAnswer(
                agent=desk.agent,
                calls_left={window.name: window.remaining for window in budget.windows},
                records_read=desk.taken.records,
                untrusted_text_seen=not desk.sitting.label().is_trusted,
                plan=standing,
            )
        )
