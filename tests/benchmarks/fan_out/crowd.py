"""A thousand different people who may read some threads, each with a session: made in bulk."""

import json
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from people.models import Membership, Person, Role
from people.second_factor import PROVEN
from programme.models import Edition
from tests.live.site import Site

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SEED = """
from tests.benchmarks.fan_out.crowd import seed
print("CROWD" + seed({readers}, {threads}))
"""


def crowd_on(site: Site, readers: int, threads: int = 1) -> tuple[list[str], list[int]]:
    """So many people and threads on this site: the cookies of the people, the ids of the threads."""
    said = site.manage(
        "shell", "--verbosity=0", "-c", SEED.format(readers=readers, threads=threads)
    )
    cookies, made = json.loads(said[said.index("CROWD") + 5 :].splitlines()[0])
    return cookies, made


def seed(readers: int, threads: int) -> str:
    """To be called inside the site: what was made, as JSON."""
    from discussion.models import Thread

    first = Thread.objects.earliest("pk")
    copies = [
        Thread(
            target_kind=first.target_kind,
            target_id=first.target_id,
            title=f"Copy {number}",
            level=first.level,
            created_by_id=first.created_by_id,
        )
        for number in range(1, threads)
    ]
    made = [first, *Thread.objects.bulk_create(copies)]
    edition = Edition.objects.get(is_current=True)
    return json.dumps([_crowd(edition, readers), [thread.pk for thread in made]])


def _crowd(edition: Edition, count: int) -> list[str]:
    rows = [Person(name=f"Reader {n}", email=f"reader-{n}@scale.example") for n in range(count)]
    people = Person.objects.bulk_create(rows)
    friends = [Membership(person=one, edition=edition, role=Role.FRIEND) for one in people]
    Membership.objects.bulk_create(friends)
    sessions = [_session(one) for one in people]
    type(sessions[0]).get_model_class().objects.bulk_create(
        [one.create_model_instance(one._session) for one in sessions]
    )
    return [f"{settings.SESSION_COOKIE_NAME}={one.session_key}" for one in sessions]


def _session(person: Person) -> Any:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[PROVEN] = person.pk
    session._session_key = session._get_new_session_key()
    return session
