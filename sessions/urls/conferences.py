"""Addresses of work conferences."""

from django.urls import path

from sessions.views import calendar, conferences
from sessions.views import conference_agreements as agreements
from sessions.views import conference_polls as polls
from sessions.views import conference_programme as programme
from sessions.views import conference_questions as questions
from sessions.views import conference_room as screen
from sessions.views import conference_wall as walls

app_name = "conferences"
urlpatterns = [
    path("", conferences.conference_list, name="conference-list"),
    path("new/", conferences.conference_create, name="conference-create"),
    path("<int:pk>/", conferences.conference_detail, name="conference-detail"),
    path("<int:pk>/part/", conferences.conference_programme, name="conference-programme"),
    path("<int:pk>/edit/", conferences.conference_edit, name="conference-edit"),
    path("<int:pk>/publish/", conferences.conference_publish, name="conference-publish"),
    path("<int:pk>/open/", conferences.conference_open, name="conference-open"),
    path("<int:pk>/close/", conferences.conference_close, name="conference-close"),
    path("<int:pk>/reply/", conferences.conference_reply, name="conference-reply"),
    path("<int:pk>/screen/", conferences.conference_screen, name="conference-screen"),
    path("<int:pk>/room/", screen.room, name="room"),
    path("<int:pk>/room/part/", screen.room_part, name="room-part"),
    path("<int:pk>/calendar.ics", calendar.conference_file, name="conference-calendar"),
    path("<int:pk>/print/", screen.conference_print, name="conference-print"),
    path("<int:pk>/programme/add/", programme.item_create, name="item-create"),
    path("items/<int:pk>/", programme.item_edit, name="item-edit"),
    path("items/<int:pk>/remove/", programme.item_remove, name="item-remove"),
    path("<int:pk>/files/add/", programme.file_add, name="file-add"),
    path("files/<int:pk>/", programme.file_download, name="file-download"),
    path("files/<int:pk>/remove/", programme.file_remove, name="file-remove"),
    path("<int:pk>/questions/", questions.question_list, name="question-list"),
    path("<int:pk>/questions/part/", questions.question_part, name="question-part"),
    path("questions/<int:pk>/support/", questions.question_support, name="question-support"),
    path("questions/<int:pk>/take-back/", questions.question_take_back, name="question-take-back"),
    path("questions/<int:pk>/answered/", questions.question_answered, name="question-answered"),
    path("questions/<int:pk>/hide/", questions.question_hide, name="question-hide"),
    path("questions/<int:pk>/show/", questions.question_show, name="question-show"),
    path("<int:pk>/polls/", polls.poll_list, name="poll-list"),
    path("<int:pk>/polls/part/", polls.poll_part, name="poll-part"),
    path("<int:pk>/polls/new/", polls.poll_create, name="poll-create"),
    path("polls/<int:pk>/open/", polls.poll_open, name="poll-open"),
    path("polls/<int:pk>/close/", polls.poll_close, name="poll-close"),
    path("polls/<int:pk>/remove/", polls.poll_remove, name="poll-remove"),
    path("polls/<int:pk>/vote/", polls.poll_vote, name="poll-vote"),
    path("<int:pk>/wall/", walls.wall, name="wall"),
    path("<int:pk>/wall/part/", walls.wall_part, name="wall-part"),
    path("<int:pk>/wall/headings/", walls.topic_add, name="topic-add"),
    path("headings/<int:pk>/remove/", walls.topic_remove, name="topic-remove"),
    path("cards/<int:pk>/take-back/", walls.card_take_back, name="card-take-back"),
    path("cards/<int:pk>/hide/", walls.card_hide, name="card-hide"),
    path("cards/<int:pk>/show/", walls.card_show, name="card-show"),
    path("<int:pk>/agreements/", agreements.agreement_list, name="agreement-list"),
    path("<int:pk>/agreements/part/", agreements.agreement_part, name="agreement-part"),
    path("agreements/<int:pk>/remove/", agreements.agreement_remove, name="agreement-remove"),
    path("<int:pk>/actions/new/", agreements.action_create, name="action-create"),
    path("actions/<int:pk>/", agreements.action_edit, name="action-edit"),
    path("actions/<int:pk>/done/", agreements.action_done, name="action-done"),
]
