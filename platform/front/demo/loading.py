"""Loads the whole demo, once."""

from django.db import transaction

from core.clock import today
from front.demo.answers import answer_by_mail, mail_at_once
from front.demo.cast import Place, load_people
from front.demo.conferences import hold_conferences
from front.demo.data_files import read
from front.demo.dates import Moved
from front.demo.followup import answer_advice, say_what_helped
from front.demo.ground import load_organisations, load_participations, load_programme, load_regions
from front.demo.mail import settle_the_past
from front.demo.mail_shown import show_mail
from front.demo.matching import propose_reviewers
from front.demo.pairs import load_pairs
from front.demo.planning import (
    give_time,
    live_elsewhere,
    plan_with_templates,
    remind_until_now,
)
from front.demo.plans import resubmit, start_dossiers
from front.demo.questions import give_opinions, say_what_was_done
from front.demo.reviews import write_reviews
from front.demo.risks import ask_and_wait, do_something, lose_a_mail
from front.demo.rounds import assign, make_round
from front.demo.sittings import sit_together
from front.demo.threads import World, talk
from programme.models import Edition
from reviews.actions import load_forms


def is_loaded() -> bool:
    """Whether the demo edition is there."""
    return Edition.objects.filter(is_demo=True).exists()


@transaction.atomic
def load() -> bool:
    """Fill the database with the demo edition; False when it was there already."""
    if is_loaded():
        return False
    moved = Moved.to(today())
    programme, people = read("programme"), read("people")
    organisations = load_organisations(programme["organisations"]) | load_organisations(
        people["organisations"]
    )
    regions = load_regions(programme["regions"], organisations)
    edition = load_programme(programme, organisations, moved)
    load_participations(programme["participations"], edition, organisations, regions)
    cast = load_people(people["people"], Place(edition, organisations, regions, moved))
    plan_with_templates(edition, cast, moved)
    live_elsewhere(cast)
    rounds, plans = read("rounds"), read("dossiers")["dossiers"]
    dossiers = start_dossiers(plans, edition, regions, cast, moved)
    june = make_round(rounds["june"], edition, cast, moved)
    assign(rounds["june"], june, dossiers, cast, moved)
    reviews = read("reviews")
    load_forms()
    write_reviews(reviews["reviews"], "june", {"june": june}, dossiers, cast, moved)
    sittings = read("sittings")
    sit_together(sittings, "june", june, dossiers, cast, moved)
    answer_advice(reviews["responses"], cast, moved)
    questions = read("questions")
    give_opinions(questions["opinions"], june, dossiers, cast, moved)
    say_what_helped(reviews["helped"], dossiers, cast, moved)
    september = make_round(rounds["september"], edition, cast, moved)
    resubmit(plans, dossiers, cast, moved)
    say_what_was_done(questions["outcomes"], june, dossiers, cast, moved)
    assign(rounds["september"], september, dossiers, cast, moved)
    propose_reviewers(september, cast, moved)
    write_reviews(reviews["reviews"], "september", {"september": september}, dossiers, cast, moved)
    sit_together(sittings, "september", september, dossiers, cast, moved)
    give_time(september, cast, moved)
    threads = read("threads")
    pairs = load_pairs(threads["pairs"], edition, regions, cast, moved)
    mail_at_once(cast)
    talk(threads["threads"], World(dossiers, pairs, cast, moved))
    hold_conferences(read("conferences")["conferences"], edition, cast, moved)
    risks = read("risks")
    ask_and_wait(risks["question"], dossiers, cast, moved)
    do_something(risks, september, cast, moved)
    remind_until_now()
    answer_by_mail(cast, moved)
    settle_the_past()
    lose_a_mail(risks["mail"], cast)
    show_mail(cast["facilitator"])
    return True
