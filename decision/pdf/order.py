"""What one report is made from: equal orders give equal reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from decision.core.advice import Advice
from decision.core.packages import PackageOffer
from decision.core.turnaround import Delivery


@dataclass(frozen=True)
class ReportOrder:
    """A report, before it is drawn. The advice is settled; `today` is the date in New York."""

    advice: Advice
    offers: Sequence[PackageOffer]
    today: date
    paper: str = "letter"
    """A key of PAPERS."""
    delivery: Delivery | None = None
    """The dates after the session day that the person picked, if they did."""
    kept: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What the address says besides the answers and holds for all of them: an older version, contested points."""

    @property
    def session(self) -> str:
        """The session day as it stands in addresses, or nothing."""
        return self.delivery.session_day.isoformat() if self.delivery else ""

    @property
    def contested(self) -> tuple[str, ...]:
        """The questions and rules that the person sets aside."""
        return tuple(self.kept.get("without", ()))
