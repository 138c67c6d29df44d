"""What runs by itself, when: one table for all apps."""

from core.schedules import Schedule

SCHEDULES = [
    Schedule("send mail", "notifications.tasks.send_due", minutes=1),
    Schedule("write digests", "notifications.tasks.gather", minutes=5),
    Schedule("tell of held mail", "notifications.tasks.tell_forgotten", minutes=60),
    Schedule("tell regions of reviews", "reviews.tasks.tell_teams", minutes=5),
    Schedule("tell regions of advice", "reviews.tasks.tell_teams_of_caught", minutes=5),
    Schedule("freeze June's advice", "reviews.tasks.freeze_lists", minutes=5),
    Schedule("tell calendars of sittings", "sessions.tasks.tell_of_sittings", minutes=5),
    Schedule("let reviewers read each other", "sessions.tasks.reveal_due", minutes=5),
    Schedule("remind of what is due", "sessions.tasks.send_reminders", minutes=10),
    Schedule("match again", "sessions.tasks.make_proposals_again", minutes=10),
    Schedule("render plans again", "plans.tasks.render_again", minutes=30),
    Schedule("index posts again", "discussion.tasks.index_again", minutes=10),
    Schedule("fetch answers by mail", "notifications.inbound.tasks.fetch", minutes=1),
    Schedule("read answers by mail", "notifications.inbound.tasks.work_off_due", minutes=1),
    Schedule("empty old mail", "notifications.inbound.tasks.forget_old", minutes=720),
    Schedule("retire notices", "notifications.tasks.retire", minutes=10),
    Schedule("remove old files", "reports.tasks.sweep", minutes=15),
]
