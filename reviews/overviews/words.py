"""The words and tones of overviews; a picture never says anything by colour alone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reviews.models.choices import Judgement, ResponseKind
from reviews.overviews.classes import APART, NONE, Fulfilment, StageKind
from reviews.summary import Action

STAGES: dict[StageKind, Promise] = {
    StageKind.GIVEN: _("Given"),
    StageKind.RESPONSE: _("Response of the region"),
    StageKind.ACTION: _("Action"),
    StageKind.JUDGED: _("Judged in September"),
}

# What a table of one moment against the one before it shows.
TABLES: dict[StageKind, Promise] = {
    StageKind.ACTION: _("Response of the region, and what was done"),
    StageKind.JUDGED: _("What was done, and how it was judged in September"),
}

CLASSES: dict[StageKind, dict[str, Promise]] = {
    StageKind.GIVEN: {"given": _("pieces of advice")},
    StageKind.RESPONSE: {
        ResponseKind.ADOPTED.value: _("adopted"),
        ResponseKind.PARTLY.value: _("partly adopted"),
        ResponseKind.PENDING.value: _("pending"),
        ResponseKind.NOT.value: _("not adopted"),
        NONE: _("no response yet"),
    },
    StageKind.ACTION: {
        Action.YES.value: _("done"),
        Action.BUSY.value: _("being done"),
        Action.NO.value: _("nothing done yet"),
    },
    StageKind.JUDGED: {
        Judgement.AMPLY.value: pgettext_lazy("follow-up recognised", "amply"),
        Judgement.CLEARLY.value: pgettext_lazy("follow-up recognised", "clearly"),
        Judgement.SOMEWHAT.value: pgettext_lazy("follow-up recognised", "somewhat"),
        Judgement.NOT.value: pgettext_lazy("follow-up recognised", "not recognised"),
        Judgement.OVERTAKEN.value: pgettext_lazy("follow-up recognised", "overtaken by events"),
        APART: _("judged, not split"),
        NONE: _("not judged yet"),
    },
}

TONES: dict[StageKind, dict[str, str]] = {
    StageKind.GIVEN: {"given": "brand"},
    StageKind.RESPONSE: {
        ResponseKind.ADOPTED.value: "good",
        ResponseKind.PARTLY.value: "info",
        ResponseKind.PENDING.value: "warning",
        ResponseKind.NOT.value: "quiet",
        NONE: "open",
    },
    StageKind.ACTION: {
        Action.YES.value: "good",
        Action.BUSY.value: "info",
        Action.NO.value: "open",
    },
    StageKind.JUDGED: {
        Judgement.AMPLY.value: "good",
        Judgement.CLEARLY.value: "good",
        Judgement.SOMEWHAT.value: "info",
        Judgement.NOT.value: "quiet",
        Judgement.OVERTAKEN.value: "quiet",
        APART: "brand",
        NONE: "open",
    },
}

FULFILMENTS: dict[Fulfilment, Promise] = {
    Fulfilment.KEPT: _("commitment is kept"),
    Fulfilment.RUNNING: _("commitment is being kept"),
    Fulfilment.OTHER: _("other action"),
    Fulfilment.NONE: _("no action"),
}

FULFILMENT_TONES = {
    Fulfilment.KEPT: "good",
    Fulfilment.RUNNING: "info",
    Fulfilment.OTHER: "warning",
    Fulfilment.NONE: "open",
}
