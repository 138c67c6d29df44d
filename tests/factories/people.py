"""Persons, organisations, regions, memberships."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from people.models import (
    Goal,
    Invitation,
    Membership,
    Municipality,
    Organisation,
    Person,
    Region,
    Role,
    Sector,
)
from people.queries import forget


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    sector = Sector.GOVERNMENT


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@test.example")
    password = "!unusable"
    language = "nl"


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Region {n}")
    slug = factory.Sequence(lambda n: f"region-{n}")
    organisation = factory.SubFactory(OrganisationFactory)


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"Municipality {n}")


class GoalFactory(DjangoModelFactory[Goal]):
    class Meta:
        model = Goal

    region = factory.SubFactory(RegionFactory)
    text = "More jobs"
    source = "Programme"


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    edition = factory.SubFactory("tests.factories.programme.EditionFactory")
    role = Role.MEMBER
    region = factory.Maybe("in_team", factory.SubFactory(RegionFactory), None)
    from_date = datetime.date(2017, 1, 1)

    class Params:
        in_team = factory.LazyAttribute(lambda o: o.role in (Role.LEAD, Role.MEMBER))

    @classmethod
    def _create(cls, model_class: type[Membership], *args: Any, **kwargs: Any) -> Membership:
        if kwargs.get("role") == Role.EXTRA_FRIEND:
            kwargs.setdefault("until_date", datetime.date(2100, 1, 1))
        made = super()._create(model_class, *args, **kwargs)
        forget(made.person)
        return made


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@test.example")
    edition = factory.SubFactory("tests.factories.programme.EditionFactory")
    role = Role.FRIEND
    token_hash = factory.Sequence(lambda n: f"{n:064d}")
    created_by = factory.SubFactory(PersonFactory)
    expires_at = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)
