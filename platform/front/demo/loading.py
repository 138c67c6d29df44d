"""Loads the whole demo, once."""

from django.db import transaction

from core.clock import today
from front.demo.cast import Place, load_people
from front.demo.data_files import read
from front.demo.dates import Moved
from front.demo.followup import answer_advice, say_what_helped
from front.demo.ground import load_organisations, load_participations, load_programme, load_regions
from front.demo.mail import settle_the_past
from front.demo.plans import resubmit, start_dossiers
from front.demo.questions import give_opinions, say_what_was_done
from front.demo.reviews import write_reviews
from front.demo.rounds import assign, make_round
from front.demo.threads import talk
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
    rounds, plans = read("rounds"), read("dossiers")["dossiers"]
    dossiers = start_dossiers(plans, edition, regions, cast, moved)
    june = make_round(rounds["june"], edition, cast, moved)
    assign(rounds["june"], june, dossiers, cast, moved)
    reviews = read("reviews")
    load_forms()
    write_reviews(reviews["reviews"], "june", {"june": june}, dossiers, cast, moved)
    answer_advice(reviews["responses"], cast, moved)
    questions = read("questions")
    give_opinions(questions["opinions"], june, dossiers, cast, moved)
    say_what_helped(reviews["helped"], dossiers, cast, moved)
    september = make_round(rounds["september"], edition, cast, moved)
    resubmit(plans, dossiers, cast, moved)
    say_what_was_done(questions["outcomes"], june, dossiers, cast, moved)
    assign(rounds["september"], september, dossiers, cast, moved)
    write_reviews(reviews["reviews"], "september", {"september": september}, dossiers, cast, moved)
    talk(reviews["threads"], dossiers, cast, moved)
    settle_the_past()
    return True
