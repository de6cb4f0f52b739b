"""Our words for each reason to decline. Staff can change them in each email."""

from collections.abc import Mapping

from studio.models import DeclineReason

DECLINE_WORDINGS: Mapping[DeclineReason, str] = {
    DeclineReason.NOT_NEEDED: "From what you told us, you don’t need a session for this. Save the money: your advice"
    " says what will do instead.",
    DeclineReason.NOT_OFFERED: "What you are looking for isn’t something we do, so we would not be the right studio"
    " for it.",
    DeclineReason.BUDGET: "We have no session within the budget you gave. Your advice says what else works for you.",
    DeclineReason.DATES: "We have no time on the days that suit you.",
    DeclineReason.PLACE: "Our studio is in New York, and that is too far for you to be worth it. A studio near you can"
    " do the same.",
    DeclineReason.SILENCE: "We haven’t heard from you, so we are closing your inquiry.",
    DeclineReason.OTHER: "We cannot take it on.",
}
