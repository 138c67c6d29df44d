"""The reviews app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Reviews, recommendations and what becomes of them."""

    name = "reviews"
    label = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        """Tell the rooms below what hangs on reviews, and put the room in the frame."""
        from discussion import targets  # noqa: PLC0415 -- app ready
        from notifications.waiting import register_work  # noqa: PLC0415 -- app ready
        from plans import hooks  # noqa: PLC0415 -- app ready
        from plans.hooks import register_built_on, register_readers  # noqa: PLC0415 -- app ready
        from reviews.actions.catching import take_over  # noqa: PLC0415 -- app ready
        from reviews.actions.reasons import LinkedAdvice  # noqa: PLC0415 -- app ready
        from reviews.queries import tasks_for_each  # noqa: PLC0415 -- app ready
        from reviews.queries.along import people_along, versions_read_along  # noqa: PLC0415 -- app ready
        from reviews.queries.asked_caught import drafts_asked, drafts_of  # noqa: PLC0415 -- app ready
        from reviews.queries.foreseen import foreseen_in  # noqa: PLC0415 -- app ready
        from reviews.queries.since import pointers_since  # noqa: PLC0415 -- app ready
        from reviews.queries.states import is_reviewed, states_of_reviews  # noqa: PLC0415 -- app ready
        from reviews.queries.work import register as register_works  # noqa: PLC0415 -- app ready
        from reviews.rules import has_role  # noqa: PLC0415 -- app ready
        from reviews.topics import KINDS  # noqa: PLC0415 -- app ready
        from sessions.actions.endings import on_end  # noqa: PLC0415 -- app ready
        from sessions.queries import register_review_states  # noqa: PLC0415 -- app ready
        from sessions.queries.foreseen import register_foreseen  # noqa: PLC0415 -- app ready
        from sessions.queries.waiting import register_waiting  # noqa: PLC0415 -- app ready
        from ui.frame import register_nav  # noqa: PLC0415 -- app ready

        import_module("reviews.log")
        import_module("reviews.notices")
        import_module("reviews.notices_caught")
        import_module("reviews.notices_together")
        import_module("reviews.notices_changes")
        import_module("reviews.notices_reminders")
        register_works()
        for risk in ("reviews", "advice", "places"):
            import_module(f"reviews.risks.{risk}")
        hooks.register_change_reasons(LinkedAdvice())
        hooks.register_pointers(pointers_since)
        register_built_on(is_reviewed)
        register_readers(versions_read_along, people_along)
        register_review_states(states_of_reviews)
        on_end(take_over)
        register_waiting("caught", drafts_of, drafts_asked)
        register_work("reviews", tasks_for_each)
        register_foreseen(foreseen_in)
        for kind in KINDS:
            targets.register(kind)
        register_nav(
            "overview",
            _("Overview"),
            "reviews:overview",
            icon="chart",
            order=45,
            shown=has_role,
            prefixes=("/reviews/overviews/",),
        )
        register_nav(
            "reviews",
            _("Reviews"),
            "reviews:review-list",
            icon="review",
            order=40,
            prefixes=("/reviews/",),
        )
