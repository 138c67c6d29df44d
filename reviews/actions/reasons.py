"""What plans ask of reviews: why they change (`plans.hooks.ChangeReasons`)."""

from reviews.actions.linking import keep_links, stamp_links
from reviews.queries.changes import is_built_on, kept_reasons, reason_choices, reasons_between


class LinkedAdvice:
    """Advice as the reason of a change."""

    choices = staticmethod(reason_choices)
    kept = staticmethod(kept_reasons)
    between = staticmethod(reasons_between)
    fixed = staticmethod(is_built_on)
    keep = staticmethod(keep_links)
    submitted = staticmethod(stamp_links)
