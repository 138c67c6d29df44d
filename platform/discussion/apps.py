"""The discussion app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionConfig(AppConfig):
    """Threads on anything."""

    name = "discussion"
    label = "discussion"
    verbose_name = _("Discussion")

    def ready(self) -> None:
        """Let people listen to threads, hear of them, and find them in the frame."""
        from discussion import log, notices  # noqa: F401, PLC0415 -- they register themselves
        from discussion.mail import ThreadByMail  # noqa: PLC0415 -- app ready
        from discussion.topics import ThreadTopic  # noqa: PLC0415 -- app ready
        from live import topics  # noqa: PLC0415 -- app ready
        from notifications.inbound import registry  # noqa: PLC0415 -- app ready
        from ui.frame import register_nav  # noqa: PLC0415 -- app ready

        topics.register("thread", ThreadTopic())
        registry.register("discussion.thread", ThreadByMail())
        register_nav(
            "threads",
            _("Conversations"),
            "discussion:thread-list",
            icon="comment",
            order=25,
            prefixes=("/threads/", "/contact/"),
        )
