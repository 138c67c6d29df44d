"""Opening a pair and noting contacts: what may be refused, and every write."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.actions import record
from core.clock import today
from core.errors import DomainError
from people.models import Person, Region, Role
from people.queries import holders, standing, team_of
from programme.models import Contact, Edition, Pair


class Refused(DomainError):
    """Something that a pair refuses."""

    sentence = gettext_lazy("You may not do this here.")


def friends_of(edition: Edition) -> QuerySet[Person]:
    """With whom a region may talk in private beside other regions."""
    return holders(edition.pk, Role.FRIEND, Role.EXTRA_FRIEND)


def regions_of(edition: Edition) -> QuerySet[Region]:
    """The regions that have a team in this edition."""
    return Region.objects.filter(
        memberships__edition=edition, memberships__role__in=[Role.LEAD, Role.MEMBER]
    ).distinct()


@transaction.atomic
def open_pair(
    *,
    edition: Edition,
    region: Region,
    with_region: Region | None,
    friend: Person | None,
    by: Person,
) -> Pair:
    """Begin to talk in private: with another region, or with a critical friend; twice is the same pair."""
    if (edition.pk, region.pk) not in standing(by).teams:
        raise Refused(_("Only the team of a region opens private contact for it."))
    if (with_region is None) == (friend is None) or with_region == region:
        raise Refused(_("Choose one other region, or one critical friend."))
    if friend and not friends_of(edition).filter(pk=friend.pk).exists():
        raise Refused(_("Choose one other region, or one critical friend."))
    if with_region and not team_of(edition.pk, with_region.pk).exists():
        raise Refused(_("This region has no team in this edition."))
    if found := _known(edition, region, with_region, friend):
        return found
    try:
        with transaction.atomic():
            pair = Pair.objects.create(
                edition=edition,
                region=region,
                other_region=with_region,
                friend=friend,
                opened_by=by,
            )
    except IntegrityError:  # both opened it at once
        return _known(edition, region, with_region, friend) or Pair.objects.none().get()
    record("pair.opened", by=by, target=pair, region_id=region.pk)
    return pair


def _known(
    edition: Edition, region: Region, with_region: Region | None, friend: Person | None
) -> Pair | None:
    rows = Pair.objects.filter(edition=edition)
    if friend:
        return rows.filter(region=region, friend=friend).first()
    here = rows.filter(region=region, other_region=with_region).first()
    return here or rows.filter(region=with_region, other_region=region).first()


@transaction.atomic
def note_contact(
    *, pair: Pair, day: date, how: str, about: str, agreed: str, by: Person
) -> Contact:
    """Put a contact in the log of a pair."""
    if not Pair.objects.visible_to(by).filter(pk=pair.pk).exists():
        raise Refused
    if day > today():
        raise Refused(_("A contact is noted after it took place: choose today or a day before."))
    contact = Contact(pair=pair, day=day, how=how, about=about, agreed=agreed, noted_by=by)
    contact.full_clean()
    contact.save()
    record("pair.contact_noted", by=by, target=contact, region_id=pair.region_id)
    return contact
