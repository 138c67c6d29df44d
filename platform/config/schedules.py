"""What runs by itself, when: one table for all apps."""

from core.schedules import Schedule

SCHEDULES = [
    Schedule("send mail", "notifications.tasks.send_due", minutes=1),
    Schedule("tell regions of reviews", "reviews.tasks.tell_teams", minutes=5),
    Schedule("freeze June's advice", "reviews.tasks.freeze_lists", minutes=5),
    Schedule("let reviewers read each other", "sessions.tasks.reveal_due", minutes=5),
    Schedule("render plans again", "plans.tasks.render_again", minutes=30),
    Schedule("index posts again", "discussion.tasks.index_again", minutes=10),
    Schedule("retire notices", "notifications.tasks.retire", minutes=10),
    Schedule("remove old files", "reports.tasks.sweep", minutes=15),
]
