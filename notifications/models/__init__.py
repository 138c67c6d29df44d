"""Notices, what is sent of them, and what each person wants to get."""

from notifications.models.address import DeadAddress
from notifications.models.batch import Batch, BatchState
from notifications.models.delivery import LEFT, WAITING, Delivery, DeliveryState
from notifications.models.digest import Digest
from notifications.models.inbound import InboundMail, InboundState, Reason, Way
from notifications.models.limit import HoldingLimit
from notifications.models.notice import Notice
from notifications.models.preference import MailHours, Preference
from notifications.models.reply_address import ReplyAddress
from notifications.models.wording import Wording

__all__ = [
    "LEFT",
    "WAITING",
    "Batch",
    "BatchState",
    "DeadAddress",
    "Delivery",
    "DeliveryState",
    "Digest",
    "HoldingLimit",
    "InboundMail",
    "InboundState",
    "MailHours",
    "Notice",
    "Preference",
    "Reason",
    "ReplyAddress",
    "Way",
    "Wording",
]
