"""Rounds, their steps, the plans in them, who reviews what, and who sits together."""

from sessions.models.agenda import AgendaItem, AgendaKind, Speaker
from sessions.models.assignment import Assignment, AssignmentState, Capacity
from sessions.models.attendance import Attendance, AttendanceState, SittingRole
from sessions.models.calendar import CalendarFeed, CalendarInvite, InviteState
from sessions.models.conference import (
    Conference,
    ConferenceLevel,
    ConferenceNumber,
    ConferenceReply,
    ConferenceState,
    Shown,
)
from sessions.models.conference_agreement import ConferenceAction, ConferenceAgreement
from sessions.models.conference_poll import PollState, QuickOption, QuickPoll, QuickVote
from sessions.models.conference_programme import (
    ConferenceFile,
    ItemKind,
    ItemSpeaker,
    ProgrammeItem,
)
from sessions.models.conference_question import LiveQuestion, QuestionSupport
from sessions.models.conference_wall import WallCard, WallTopic
from sessions.models.conflict import Conflict, ConflictKind
from sessions.models.evaluation import Evaluation, EvaluationGiven
from sessions.models.liking import Liked, Liking
from sessions.models.matching import Continuity, Matching, PlanWish, Reading, Terms
from sessions.models.minutes import Approval, Correction, CorrectionState, Minutes, MinutesVersion
from sessions.models.note import CaughtAdvice, Note, NoteKind, SilentKind, SilentText
from sessions.models.poll import DatePoll, PollAnswer, PollMoment, Suits
from sessions.models.question import AskedFor
from sessions.models.reminder import Audience, Reminder, ReminderRule, Side, Subject
from sessions.models.risk import RiskMark
from sessions.models.room import Room, RoomEvent, RoomEventKind
from sessions.models.round import Extension, Round, RoundPlan, RoundStep, Season, StepKind
from sessions.models.ruling import Apart, Ruling, RulingKind
from sessions.models.scenario import Scenario, ScenarioState
from sessions.models.sitting import AgendaTemplate, Sitting, SittingDay, SittingState
from sessions.models.template import RoundTemplate, TemplateStep, Unit

__all__ = [
    "AgendaItem",
    "AgendaKind",
    "AgendaTemplate",
    "Apart",
    "Approval",
    "AskedFor",
    "Assignment",
    "AssignmentState",
    "Attendance",
    "AttendanceState",
    "Audience",
    "CalendarFeed",
    "CalendarInvite",
    "Capacity",
    "CaughtAdvice",
    "Conference",
    "ConferenceAction",
    "ConferenceAgreement",
    "ConferenceFile",
    "ConferenceLevel",
    "ConferenceNumber",
    "ConferenceReply",
    "ConferenceState",
    "Conflict",
    "ConflictKind",
    "Continuity",
    "Correction",
    "CorrectionState",
    "DatePoll",
    "Evaluation",
    "EvaluationGiven",
    "Extension",
    "InviteState",
    "ItemKind",
    "ItemSpeaker",
    "Liked",
    "Liking",
    "LiveQuestion",
    "Matching",
    "Minutes",
    "MinutesVersion",
    "Note",
    "NoteKind",
    "PlanWish",
    "PollAnswer",
    "PollMoment",
    "PollState",
    "ProgrammeItem",
    "QuestionSupport",
    "QuickOption",
    "QuickPoll",
    "QuickVote",
    "Reading",
    "Reminder",
    "ReminderRule",
    "RiskMark",
    "Room",
    "RoomEvent",
    "RoomEventKind",
    "Round",
    "RoundPlan",
    "RoundStep",
    "RoundTemplate",
    "Ruling",
    "RulingKind",
    "Scenario",
    "ScenarioState",
    "Season",
    "Shown",
    "Side",
    "SilentKind",
    "SilentText",
    "Sitting",
    "SittingDay",
    "SittingRole",
    "SittingState",
    "Speaker",
    "StepKind",
    "Subject",
    "Suits",
    "TemplateStep",
    "Terms",
    "Unit",
    "WallCard",
    "WallTopic",
]
