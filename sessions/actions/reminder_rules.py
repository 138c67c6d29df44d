"""The rungs of the reminder ladder of a round."""

from typing import Any

from django.db import IntegrityError, transaction

from audit.actions import changed, record
from people.models import Person
from sessions.errors import RuleExists, SittingHasNoReminderAfter
from sessions.models import Audience, ReminderRule, Round, Side, StepKind

# What a new round begins with: all in working days, so that nobody is reminded in a weekend.
USUAL: list[dict[str, Any]] = [
    {"kind": StepKind.PLAN, "side": Side.BEFORE, "days": 5, "audience": Audience.TEAM},
    {"kind": StepKind.PLAN, "side": Side.BEFORE, "days": 1},
    {"kind": StepKind.PLAN, "side": Side.AFTER, "days": 1, "times": 1, "then_facilitator": True},
    {"kind": StepKind.REVIEW, "side": Side.BEFORE, "days": 5},
    {"kind": StepKind.REVIEW, "side": Side.BEFORE, "days": 1},
    {
        "kind": StepKind.REVIEW,
        "side": Side.AFTER,
        "days": 1,
        "times": 2,
        "every": 1,
        "then_facilitator": True,
    },
    {"kind": StepKind.RESPONSE, "side": Side.BEFORE, "days": 5},
    {"kind": StepKind.RESPONSE, "side": Side.BEFORE, "days": 1},
    {
        "kind": StepKind.RESPONSE,
        "side": Side.AFTER,
        "days": 1,
        "times": 2,
        "then_facilitator": True,
    },
    {"kind": StepKind.FOLLOW_UP, "side": Side.BEFORE, "days": 5},
]
FIELDS = ("kind", "side", "days", "unit", "at", "audience", "times", "every", "then_facilitator")


def add_usual_rules(round_: Round) -> None:
    """Give a new round the usual reminders; part of making it."""
    ReminderRule.objects.bulk_create(ReminderRule(round=round_, **values) for values in USUAL)


@transaction.atomic
def add_rule(*, round: Round, values: dict[str, Any], by: Person) -> ReminderRule:  # noqa: A002 -- the noun
    """Remind once more. It speaks from now on. Raises RuleExists, SittingHasNoReminderAfter."""
    made = ReminderRule(round=round, **_settled(values))
    _keep(made)
    record("round.rule_added", by=by, target=round, changes={made.kind: (None, str(made))})
    return made


@transaction.atomic
def change_rule(*, rule: ReminderRule, values: dict[str, Any], by: Person) -> ReminderRule:
    """Remind at another time. Raises RuleExists, SittingHasNoReminderAfter."""
    held = ReminderRule.objects.select_for_update().select_related("round__edition").get(pk=rule.pk)
    before = str(held)
    new = _settled(values)
    if not changed(held, new):
        return held
    for name, value in new.items():
        setattr(held, name, value)
    _keep(held)
    record("round.rule_changed", by=by, target=held.round, changes={held.kind: (before, str(held))})
    return held


@transaction.atomic
def remove_rule(*, rule: ReminderRule, by: Person) -> None:
    """Remind once less; what was given stays in the list."""
    held = ReminderRule.objects.select_for_update().select_related("round__edition").get(pk=rule.pk)
    record("round.rule_removed", by=by, target=held.round, changes={held.kind: (str(held), None)})
    held.delete()


def _settled(values: dict[str, Any]) -> dict[str, Any]:
    """Before it is due a rule speaks once; and after a sitting there is nothing to wait for."""
    new = {name: values[name] for name in FIELDS if name in values}
    if new.get("side") == Side.BEFORE:
        new |= {"times": 1, "then_facilitator": False}
    elif new.get("kind") == StepKind.SITTING:
        raise SittingHasNoReminderAfter
    return new


def _keep(rule: ReminderRule) -> None:
    rule.clean_fields(exclude=["round"])
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError as error:
        raise RuleExists from error
