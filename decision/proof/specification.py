"""What the framework has to keep, whatever a version of it says: written here once more, on purpose.

The proof would prove nothing if it read these from the file that it checks.
"""

from collections.abc import Mapping

HIGH_STAKES_USES = (
    "client-facing-bio",
    "medical-bio",
    "speaker-bio",
    "press-kit",
    "residency-application",
    "casting-profile",
    "job-application",
)
LOW_STAKES_USES = ("internal-directory", "community-profile")
PLACEHOLDER_USES = ("linkedin", "company-page", "personal-website")

IMPLIED_VIEWERS = {
    "internal-directory": "colleagues",
    "client-facing-bio": "clients",
    "medical-bio": "clients",
    "job-application": "recruiters",
    "speaker-bio": "selectors",
    "press-kit": "selectors",
    "residency-application": "selectors",
    "casting-profile": "selectors",
}

DECIDING_VIEWERS = ("clients", "recruiters", "selectors")
PASSING_VIEWERS = ("nobody", "colleagues")
VISITORS_AT_MOST = ("nobody", "colleagues", "visitors")

PLAN_QUESTIONS = ("current", "selfies", "place", "deadline", "budget")

CHOICES = ("use", "lifespan", "size", "matching")
TO_FIND_OUT = ("viewer", "screening")


def plan_for(facts: Mapping[str, str]) -> str:
    """Return the plan that fits the verdict and the five plan answers; the earlier one where several do."""
    fitting = {
        "keep-current": facts["current"] == "strong",
        "improve-selfies": facts["verdict"] != "studio" and facts["selfies"] in ("poor", "none"),
        "use-ai": facts["verdict"] == "ai",
        "ai-then-studio": facts["verdict"] == "ai-for-now",
        "book-local": facts["place"] == "elsewhere",
        "bridge-then-book": facts["budget"] in ("under-50", "50-299") or facts["deadline"] == "today",
        "book-studio": True,
    }
    return next(plan for plan, fits in fitting.items() if fits)
