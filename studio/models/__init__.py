"""What the studio keeps: its packages, facts and pictures, and the inquiries it works on."""

from studio.models.facts import StudioFacts
from studio.models.history import StatusChange
from studio.models.inquiry import Inquiry, MailState, Status, Verdict
from studio.models.package import Package
from studio.models.picture import PortfolioPicture
from studio.models.tally import OutcomeTally

__all__ = [
    "Inquiry",
    "MailState",
    "OutcomeTally",
    "Package",
    "PortfolioPicture",
    "Status",
    "StatusChange",
    "StudioFacts",
    "Verdict",
]
