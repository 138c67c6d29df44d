"""The thin whole path: list, start, write, submit, read."""

from django.urls import reverse

from plans.models import Dossier, Version
from plans.sections import SECTIONS
from tests.plans.conftest import fields_of


def test_a_team_starts_writes_and_submits_and_others_read(cast, login):
    rob = login(cast.rob)

    made = rob.post(reverse("plans:dossier-create", args=["south"]), {"title": "Late adopters"})
    dossier = Dossier.objects.get()
    assert made.url == reverse("plans:dossier-edit", args=[dossier.pk])

    page = rob.get(made.url)
    assert page.status_code == 200
    data = fields_of(page)
    data |= {"head-title": "Late adopters", "head-help_kind": "options", "do": "save"}
    data |= {f"{kind.key}-source": f"About **{kind.key}**." for kind in SECTIONS}
    data["new-source"] = "How do we reach them?"
    saved = rob.post(made.url, data)
    assert saved.status_code == 302, saved.content.decode()

    detail = rob.get(reverse("plans:dossier-detail", args=[dossier.pk]))
    assert "About <strong>core</strong>." in detail.content.decode()
    submit = reverse("plans:dossier-submit", args=[dossier.pk])
    look = rob.get(submit)
    assert look.status_code == 200
    done = rob.post(submit, fields_of(look))
    version = Version.objects.get()
    assert done.url == reverse("plans:version-detail", args=[dossier.pk, 1])
    assert version.sections.count() == len(SECTIONS)

    for person in (cast.rob, cast.mia, cast.chris):
        read = login(person).get(done.url)
        assert "How do we reach them?" in read.content.decode()
    assert login(cast.sam).get(done.url).status_code == 404
