"""Make place for the real programme."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from front.demo.leaving import empty, start_programme
from front.demo.loading import is_loaded


class Command(BaseCommand):
    """Only a database that holds the demo, or nothing, is emptied."""

    help = "Empty the demo, keep the programme's facts, and make somebody its first facilitator."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who runs the programme from now on."""
        parser.add_argument("email", help="address of the first facilitator")
        parser.add_argument("name", help="name of the first facilitator")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check first, then empty and start."""
        from people.models import Person  # noqa: PLC0415 -- app ready

        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError("Give the e-mail address of the first facilitator.") from error
        if Person.objects.exists() and not is_loaded():
            raise CommandError("This database holds a real programme. Nothing was changed.")
        empty()
        start_programme(email=options["email"], name=options["name"].strip())
        (settings.VAR_DIR / "demo_left").touch()
        self.stdout.write("The demo is gone. Start again, and log in with a code by mail.")
