"""One click that loosens one rule, so that a place can be filled."""

from collections.abc import Callable

from django.db import transaction

from people.models import Person
from sessions.actions.rulings import let_meet, lift_ruling
from sessions.actions.scenarios import being_made, locked, propose
from sessions.actions.terms import save_terms, save_wish
from sessions.errors_matching import NotLoosened
from sessions.kept import read
from sessions.matching.found import Rule, RuleKind
from sessions.models import Apart, PlanWish, Round, RoundPlan, Ruling, Scenario, Terms
from sessions.queries.numbers import Numbers, settings_of

WISHES = (
    "language",
    "wanted",
    "least_business",
    "least_knowledge",
    "least_government",
    "least_peer",
)


@transaction.atomic
def loosen(*, scenario: Scenario, index: int, by: Person) -> Scenario:
    """Loosen one of the rules that a proposal names, and propose again.

    Raises NotLoosened when the rule is gone, or is a conflict, a language or somebody's absence:
    about these somebody decides, not a button. Pressed twice it loosens once: the answer is being made.
    """
    held = locked(scenario)
    if made := being_made(held.round, by, after=held.number):
        return made
    rules = [(rule, one.loosen.count(rule)) for one in read(held.blocked) for rule in one.loosen]
    if not 0 <= index < len(rules) or rules[index][0].kind not in LOOSENINGS:
        raise NotLoosened
    rule, times = rules[index]
    for _time in range(times):  # a load of two more is the rule twice
        LOOSENINGS[rule.kind](held.round, rule, by)
    return propose(round=held.round, by=by)


def _lift(round_: Round, rule: Rule, by: Person) -> None:
    rows = Ruling.objects.filter(plan__round=round_, plan=rule.dossier, person=rule.reviewer)
    ruling = rows.first()
    if ruling is None:
        raise NotLoosened
    lift_ruling(ruling=ruling, by=by)


def _let_meet(round_: Round, rule: Rule, by: Person) -> None:
    both = [rule.reviewer, rule.other]
    apart = Apart.objects.filter(round=round_, one__in=both, other__in=both).first()
    if apart is None:
        raise NotLoosened
    let_meet(apart=apart, by=by)


def _more(round_: Round, rule: Rule, by: Person) -> None:
    person, terms, numbers = _terms(round_, rule)
    most = numbers.load_most if terms is None or terms.most is None else terms.most
    save_terms(round=round_, person=person, by=by, most=most + 1)


def _fewer(round_: Round, rule: Rule, by: Person) -> None:
    person, terms, numbers = _terms(round_, rule)
    least = numbers.load_least if terms is None or terms.least is None else terms.least
    save_terms(round=round_, person=person, by=by, least=max(least - 1, 0))


def _terms(round_: Round, rule: Rule) -> tuple[Person, Terms | None, Numbers]:
    person = Person.objects.filter(pk=rule.reviewer or 0).first()
    if person is None:
        raise NotLoosened
    terms = Terms.objects.filter(round=round_, person=person).first()
    return person, terms, Numbers.of(settings_of(round_))


def _one_seat_more(round_: Round, rule: Rule, by: Person) -> None:
    plan, wish, numbers = _wish(round_, rule)
    _save(plan, wish, by, wanted=numbers.wanted_of(wish) + 1)


def _one_of_a_side_less(round_: Round, rule: Rule, by: Person) -> None:
    plan, wish, numbers = _wish(round_, rule)
    if rule.side is None or not numbers.least_of(wish).get(rule.side):
        raise NotLoosened
    least = numbers.least_of(wish)[rule.side] - 1
    _save(plan, wish, by, **{f"least_{rule.side.value}": least})


def _wish(round_: Round, rule: Rule) -> tuple[RoundPlan, PlanWish | None, Numbers]:
    plan = (
        RoundPlan.objects.filter(round=round_, pk=rule.dossier or 0).select_related("wish").first()
    )
    if plan is None:
        raise NotLoosened
    return plan, getattr(plan, "wish", None), Numbers.of(settings_of(round_))


def _save(plan: RoundPlan, wish: PlanWish | None, by: Person, **new: int) -> None:
    held = {name: getattr(wish, name) for name in WISHES} if wish else {}
    save_wish(plan=plan, given={**held, **new}, by=by)


LOOSENINGS: dict[RuleKind, Callable[[Round, Rule, Person], None]] = {
    RuleKind.FORBIDDEN: _lift,
    RuleKind.PINNED: _lift,
    RuleKind.APART: _let_meet,
    RuleKind.MOST: _more,
    RuleKind.LEAST_LOAD: _fewer,
    RuleKind.WANTED: _one_seat_more,
    RuleKind.COVER: _one_of_a_side_less,
}
