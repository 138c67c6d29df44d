"""What the log says of reviews and what follows."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "review.begun": _("began a review"),
        "review.submitted": _("handed in a review"),
        "review.reopened": _("opened a review again"),
        "review.withdrawn": _("took a review back"),
        "recommendation.answered": _("answered advice"),
        "recommendation.withdrawn": _("took advice back"),
        "commitment.made": _("made a commitment"),
        "commitment.changed": _("changed a commitment"),
        "commitment.progress": _("reported progress"),
        "evidence.added": _("added evidence"),
        "form.published": _("published a review form"),
        "form.chosen": _("chose review forms for a round"),
    }
)
