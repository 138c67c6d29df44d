"""Publish the review forms that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from reviews.actions import load_forms


class Command(BaseCommand):
    help = "Publish the review forms that come with the product; a second time changes nothing."

    def handle(self, *_args: Any, verbosity: int = 1, **_options: Any) -> None:
        """Say which versions there are."""
        for version in load_forms():
            if verbosity:
                self.stdout.write(str(version))
