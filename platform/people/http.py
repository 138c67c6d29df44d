"""A request of somebody who is logged in."""

from django.http import HttpRequest

from people.models import Person


class PersonRequest(HttpRequest):
    """The type of a request behind `login_required`."""

    user: Person
