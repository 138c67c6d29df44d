"""Forms: published once, never changed, chosen for a round."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from audit.actions import record
from people.models import Person
from reviews import schema
from reviews.errors import NotAllowed
from reviews.models import Form, FormVersion, RoundForm
from sessions.models import Capacity, Round

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@transaction.atomic
def publish_form(*, data: Mapping[str, Any], by: Person | None) -> FormVersion:
    """Publish a form, or give the version that already says exactly this. SchemaError when it cannot be."""
    read = schema.read(data)
    schema.check_scales(read)
    head = {"season": data["season"], "name_nl": data["name"]["nl"], "name_en": data["name"]["en"]}
    form, _made = Form.objects.select_for_update().get_or_create(key=data["key"], defaults=head)
    content = schema.content_hash(data)
    known = FormVersion.objects.filter(form=form)
    same = known.filter(content_hash=content).first()
    if same is not None:  # a newer version may have given the form another name: that one stays
        return same
    Form.objects.filter(pk=form.pk).update(**head)
    form.refresh_from_db()
    version = FormVersion.objects.create(
        form=form,
        number=known.count() + 1,
        schema=dict(data),
        content_hash=content,
        structure_hash=schema.structure_hash(read),
        published_by=by,
    )
    record("form.published", by=by, target=version)
    return version


def load_forms(*, by: Person | None = None) -> list[FormVersion]:
    """Publish the forms that come with the product; a second time changes nothing."""
    seeds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.json"))]
    return [publish_form(data=data, by=by) for data in seeds]


@transaction.atomic
def choose_form(
    *, round_: Round, audience: Capacity, version: FormVersion | None, by: Person
) -> None:
    """Say which form an audience fills in; drafts that were begun keep theirs. None: the season's newest."""
    if not by.has_perm("reviews.choose_forms", round_):
        raise NotAllowed
    Round.objects.select_for_update().get(pk=round_.pk)
    row = RoundForm.objects.filter(round=round_, audience=audience).first()
    before = row.version_id if row else None
    after = version.pk if version else None
    if before == after:
        return
    if version is None:
        RoundForm.objects.filter(round=round_, audience=audience).delete()
    else:
        RoundForm.objects.update_or_create(
            round=round_, audience=audience, defaults={"version": version}
        )
    record("form.chosen", by=by, target=round_, changes={f"form_{audience}": (before, after)})
