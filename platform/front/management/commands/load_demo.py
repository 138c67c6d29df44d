"""Fill an empty database with the demo edition."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from front.demo.loading import load


class Command(BaseCommand):
    """Loading twice changes nothing."""

    help = "Load the demo edition: the programme of 2017 with invented reviews."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load it, unless it is there."""
        if not settings.DEMO:
            raise CommandError("The demo is off. Set DEMO=1 to load it.")
        self.stdout.write("The demo is loaded." if load() else "The demo was there already.")
