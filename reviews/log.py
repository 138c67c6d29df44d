"""What the log says of reviews and what follows."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "review.begun": _("began a review"),
        "review.submitted": _("handed in a review"),
        "review.reopened": _("opened a review again"),
        "review.withdrawn": _("took a review back"),
        "review.moved": _("moved a draft to another version of the form"),
        "review.shared": _("asked somebody to write along in a review"),
        "review.left": _("stopped writing along in a review"),
        "review.signed": _("signed a review"),
        "review.minority_view": _("wrote a view of the own beside a review"),
        "review.opinion": _("gave an opinion on an answer"),
        "review.helped": _("said what helped in a review"),
        "question.outcome": _("said what was done with answers"),
        "recommendation.linked": _("linked a change of a plan to advice"),
        "recommendation.unlinked": _("took the link of a change to advice away"),
        "recommendation.answered": _("answered advice"),
        "recommendation.withdrawn": _("took advice back"),
        "recommendation.merged": _("merged advice"),
        "recommendation.unmerged": _("undid a merge of advice"),
        "recommendation.caught": _("took advice over from a sitting"),
        "recommendation.reworded": _("put advice of a sitting in other words"),
        "recommendation.confirmed": _("confirmed advice of a sitting"),
        "recommendation.dropped": _("dropped advice of a sitting"),
        "recommendation.proposed": _("proposed an answer to advice"),
        "commitment.made": _("made a commitment"),
        "commitment.changed": _("changed a commitment"),
        "commitment.progress": _("reported progress"),
        "evidence.added": _("added evidence"),
        "evidence.removed": _("took evidence back"),
        "advice.frozen": _("froze the list of June's advice"),
        "form.published": _("published a review form"),
        "form.drafted": _("began a new version of a review form"),
        "form.edited": _("changed the draft of a review form"),
        "form.discarded": _("threw away the draft of a review form"),
        "form.chosen": _("chose review forms for a round"),
    }
)
