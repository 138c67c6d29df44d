"""From the demo to the real programme."""

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection, transaction

from audit.actions import record
from core.clock import today
from core.db import guards
from front.demo.data_files import read
from front.demo.dates import Moved
from front.demo.ground import (
    load_organisations,
    load_participations,
    load_programme,
    load_regions,
)
from people.models import Membership, Person, Role
from programme.models import Edition
from reviews.actions import load_forms


def empty() -> None:
    """Remove every row, also those that are final."""
    guards.lift(connection)
    try:
        call_command("flush", interactive=False, verbosity=0)
    finally:
        guards.restore(connection)


@transaction.atomic
def start_programme(*, email: str, name: str) -> Edition:
    """The programme's own facts with its real dates, the forms, and the first facilitator."""
    data = read("programme")
    organisations = load_organisations(data["organisations"])
    regions = load_regions(data["regions"], organisations)
    edition = load_programme(data, organisations, Moved(days=0))
    Edition.objects.filter(pk=edition.pk).update(is_demo=False)
    load_participations(data["participations"], edition, organisations, regions)
    load_forms()
    facilitator = Person.objects.create_user(email, None, name=name)
    EmailAddress.objects.create(
        user=facilitator, email=facilitator.email, verified=True, primary=True
    )
    Membership.objects.create(
        person=facilitator, edition=edition, role=Role.FACILITATOR, from_date=today()
    )
    record("programme.started", by=facilitator, target=edition)
    return edition
