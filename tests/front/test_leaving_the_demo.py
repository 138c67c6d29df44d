"""The demo is left by one command, and a real programme never."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from front.demo.loading import load
from people.models import Membership, Person, Role
from plans.models import Version
from programme.models import Element


@pytest.mark.django_db(transaction=True)
def test_leaving_the_demo_keeps_the_facts_and_makes_a_facilitator(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    load()

    call_command("leave_demo", "You@city.example", "Your Name", stdout=StringIO())

    assert [membership.role for membership in Membership.objects.all()] == [Role.FACILITATOR]
    assert Person.objects.get().email == "you@city.example"
    assert (Version.objects.count(), Element.objects.count()) == (0, 10)
    assert (tmp_path / "demo_left").exists()


@pytest.mark.django_db(transaction=True)
def test_a_real_programme_is_never_emptied(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    load()
    call_command("leave_demo", "you@city.example", "Your Name", stdout=StringIO())

    with pytest.raises(CommandError):
        call_command("leave_demo", "other@city.example", "Other", stdout=StringIO())

    assert Person.objects.get().email == "you@city.example"
