"""What the studio keeps: its packages, facts and pictures, and the inquiries it works on."""

from studio.models.facts import StudioFacts
from studio.models.history import StatusChange
from studio.models.inquiry import Inquiry, MailState, Status, Verdict
from studio.models.package import Package
from studio.models.picture import PortfolioPicture

__all__ = [
    "Inquiry",
    "MailState",
    "Package",
    "PortfolioPicture",
    "Status",
    "StatusChange",
    "StudioFacts",
    "Verdict",
]
