"""The people of the demo in an edition in which nothing happened yet: no plan, no round, no mail."""

import django


def main() -> None:
    """Fill a new database with the programme's facts, its people and the forms."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    _load()


def _load() -> None:
    from core.clock import today
    from front.demo.cast import Place, load_people
    from front.demo.data_files import read
    from front.demo.dates import Moved
    from front.demo.ground import (
        load_organisations,
        load_participations,
        load_programme,
        load_regions,
    )
    from reviews.actions import load_forms

    programme, people, moved = read("programme"), read("people"), Moved.to(today())
    organisations = load_organisations(programme["organisations"] + people["organisations"])
    regions = load_regions(programme["regions"], organisations)
    edition = load_programme(programme, organisations, moved)
    load_participations(programme["participations"], edition, organisations, regions)
    load_people(people["people"], Place(edition, organisations, regions, moved))
    load_forms()


if __name__ == "__main__":
    main()
