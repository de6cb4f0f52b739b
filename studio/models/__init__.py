"""The studio's data: packages, facts, pictures and inquiries."""

from studio.models.bulk import BulkMove
from studio.models.facts import StudioFacts
from studio.models.feed import CalendarFeed
from studio.models.history import Note, StatusChange
from studio.models.inquiry import BOOKABLE, OPEN, DeclineReason, Inquiry, Status, Verdict
from studio.models.journal import Event, JournalEntry
from studio.models.mail import Mail, MailKind, MailState
from studio.models.offer import OfferedTime
from studio.models.package import Package
from studio.models.photo import InquiryPhoto
from studio.models.photo_day import TAKES_PLACE, Attendance, PhotoDay, SignUp, Venue
from studio.models.picture import PortfolioPicture
from studio.models.received import ReceivedMail
from studio.models.search import SearchText
from studio.models.tally import OutcomeTally
from studio.models.template import ReplyTemplate

__all__ = [
    "BOOKABLE",
    "OPEN",
    "TAKES_PLACE",
    "Attendance",
    "BulkMove",
    "CalendarFeed",
    "DeclineReason",
    "Event",
    "Inquiry",
    "InquiryPhoto",
    "JournalEntry",
    "Mail",
    "MailKind",
    "MailState",
    "Note",
    "OfferedTime",
    "OutcomeTally",
    "Package",
    "PhotoDay",
    "PortfolioPicture",
    "ReceivedMail",
    "ReplyTemplate",
    "SearchText",
    "SignUp",
    "Status",
    "StatusChange",
    "StudioFacts",
    "Venue",
    "Verdict",
]
