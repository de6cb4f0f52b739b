"""The studio's data: the catalog, inquiries with their records and emails, photo days, and staff accounts."""

from studio.models.accounts import CalendarFeed, Event, JournalEntry
from studio.models.catalog import Package, PortfolioPicture, StudioFacts
from studio.models.inquiry import BOOKABLE, OPEN, DeclineReason, Inquiry, Status, Verdict
from studio.models.mail import Mail, MailboxFault, MailKind, MailState, ReceivedMail
from studio.models.photo_day import TAKES_PLACE, Attendance, PhotoDay, SignUp, Venue
from studio.models.records import BulkMove, InquiryPhoto, Note, OfferedTime, SearchText, StatusChange
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
    "MailboxFault",
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
