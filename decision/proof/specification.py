"""What each version of the framework has to keep, whatever its file says: written here once more, on purpose.

The proof would prove nothing if it read these from the file that it checks.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from decision.conditions import Condition

Facts = Mapping[str, str]
Uses = tuple[str, ...]

DECIDING_VIEWERS = ("clients", "recruiters", "selectors")
PASSING_VIEWERS = ("nobody", "colleagues")
VISITORS_AT_MOST = ("nobody", "colleagues", "visitors")
LOW_STAKES = {"screening": ("no",), "matching": ("no",), "size": ("thumbnail", "page")}
PLACEHOLDER = {"lifespan": ("weeks",), "viewer": VISITORS_AT_MOST, "screening": ("no", "unsure")}
PLACEHOLDER_USES = ("linkedin", "company-page", "personal-website")
ALWAYS_STUDIO = ("client-facing-bio", "medical-bio", "speaker-bio", "press-kit", "residency-application")
VIEWERS = {
    "internal-directory": "colleagues",
    "client-facing-bio": "clients",
    "medical-bio": "clients",
    "job-application": "recruiters",
    "speaker-bio": "selectors",
    "press-kit": "selectors",
    "residency-application": "selectors",
    "casting-profile": "selectors",
}


@dataclass(frozen=True)
class VerdictPromise:
    """A promise of rules 6 to 8: with these answers these uses have one of the verdicts, whatever else is answered."""

    rule: int
    key: str
    clause: str
    uses: Uses
    """The uses that it is about; empty means all."""
    rooms: Mapping[str, Collection[str]]
    verdicts: frozenset[str]


@dataclass(frozen=True)
class Specification:
    """The rules of one version, as far as they can be written down."""

    version: str
    verdicts: tuple[str, ...]
    plan_questions: tuple[str, ...]
    without_weight: tuple[str, ...]
    """The questions that never move the verdict."""
    verdict_promises: tuple[VerdictPromise, ...]
    plan_for: Callable[[Facts, Uses], str]
    """The plan for a verdict and the plan answers that are asked, for a list of uses."""
    plan_uses: tuple[Uses, ...]
    """Lists of uses, one for each way in which uses shape the plan."""
    implied: Mapping[str, Mapping[str, str]]
    """Use -> the answers that count for it whatever else is answered."""
    asked_for: Mapping[str, Uses] = field(default_factory=dict)
    """Question -> the uses that it is asked for, where these are not all."""
    choices: tuple[str, ...] = ("use", "lifespan", "size", "matching")
    to_find_out: tuple[str, ...] = ("viewer", "competition", "screening")
    use_changes: int = 3
    """How many of the things that would change the verdict may change `use`."""
    steps_weigh: int = 0
    """The least points of an ordered step; 0 where nothing is said of it."""
    needs: Mapping[str, Condition] | None = None
    """Plan -> the answers with which it can be done as it is; None where rule 11 does not exist."""
    cites_evidence: tuple[str, ...] = ()
    """The parts that outside evidence alone may carry."""

    def list_plan_questions(self, uses: Uses) -> tuple[str, ...]:
        """Return the plan questions that are asked for these uses."""
        return tuple(
            key
            for key in self.plan_questions
            if key not in self.asked_for or (uses and {*uses} <= {*self.asked_for[key]})
        )

    def find_fixed(self, use: str) -> dict[str, str]:
        """Return the answers that count for a use whatever else is said: what it implies, and what is not asked."""
        unasked = {key: "open" for key in ("competition",) if use not in self.asked_for.get(key, (use,))}
        return {**unasked, **self.implied.get(use, {})}


def plan_2026_1(facts: Facts, uses: Uses) -> str:
    """Return the first plan that fits the verdict and the five plan answers."""
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


def plan_2026_2(facts: Facts, uses: Uses) -> str:
    """Return the first plan that fits the verdict, the uses and the plan answers."""
    verdict = facts["verdict"]
    allows_ai = verdict in ("ai", "ai-for-now")
    issuer_decides = verdict == "plain" and "id-photo" in uses
    fitting = {
        "leave-out": uses == ("job-application",) and facts["requested"] == "no",
        "keep-current": facts["current"] == "strong" and not issuer_decides,
        "take-plain": verdict == "plain",
        "improve-selfies": allows_ai and facts["selfies"] != "good" and facts["current"] != "ai-made",
        "use-ai": verdict == "ai",
        "ai-then-studio": verdict == "ai-for-now",
        "bridge-then-book": facts["budget"] in ("under-50", "50-299") or facts["deadline"] == "today",
        "book-local": facts["place"] == "elsewhere",
        "book-studio": True,
    }
    return next(plan for plan, fits in fitting.items() if fits)


LOW_STAKES_PROMISES = (
    VerdictPromise(
        7,
        "low-stakes-stand",
        "A directory or community picture that only coworkers or passers-by see small stays with AI for everybody.",
        ("internal-directory",),
        LOW_STAKES,
        frozenset({"ai"}),
    ),
    VerdictPromise(
        7,
        "low-stakes-stand",
        "",
        ("community-profile",),
        {**LOW_STAKES, "viewer": PASSING_VIEWERS},
        frozenset({"ai"}),
    ),
)
WATCHED_LINKEDIN = VerdictPromise(
    6,
    "a-watched-linkedin-needs-a-studio",
    "LinkedIn seen by recruiters, clients or selectors needs a studio.",
    ("linkedin",),
    {"viewer": DECIDING_VIEWERS},
    frozenset({"studio"}),
)
PLACEHOLDERS = VerdictPromise(
    8,
    "a-placeholder-needs-no-studio",
    "A placeholder for weeks that visitors at most see, where AI is not refused, never needs a real photo.",
    PLACEHOLDER_USES,
    PLACEHOLDER,
    frozenset({"ai", "ai-for-now"}),
)

SPECIFICATION_2026_1 = Specification(
    version="2026.1",
    verdicts=("ai", "ai-for-now", "studio"),
    plan_questions=("current", "selfies", "place", "deadline", "budget"),
    without_weight=("current", "selfies", "place", "deadline", "budget"),
    verdict_promises=(
        VerdictPromise(
            6,
            "high-stakes-stand",
            "The uses by which people are chosen need a studio, whatever else is answered, career stage included.",
            (*ALWAYS_STUDIO, "casting-profile", "job-application"),
            {},
            frozenset({"studio"}),
        ),
        WATCHED_LINKEDIN,
        VerdictPromise(
            6,
            "refused-ai-needs-a-studio",
            "Where AI images are refused, every use needs a studio.",
            (),
            {"screening": ("yes",)},
            frozenset({"studio"}),
        ),
        *LOW_STAKES_PROMISES,
        PLACEHOLDERS,
    ),
    plan_for=plan_2026_1,
    plan_uses=(("linkedin",),),
    implied={use: {"viewer": viewer} for use, viewer in VIEWERS.items()},
)

APPLICATIONS = ("casting-profile", "job-application")
SESSION = {"budget": ("300-1049", "1050-plus"), "deadline": ("this-week", "this-month", "flexible")}

SPECIFICATION_2026_2 = Specification(
    version="2026.2",
    verdicts=("ai", "ai-for-now", "plain", "studio"),
    plan_questions=("requested", "current", "selfies", "place", "deadline", "budget"),
    without_weight=("requested", "current", "selfies", "place", "deadline", "budget", "worn"),
    verdict_promises=(
        VerdictPromise(
            6,
            "high-stakes-stand",
            "The uses by which people are chosen need a studio, whatever else is answered, career stage included.",
            ALWAYS_STUDIO,
            {},
            frozenset({"studio"}),
        ),
        VerdictPromise(
            6,
            "a-competitive-application-needs-a-studio",
            "A casting profile or job application in a competitive field needs a studio, whatever else is answered.",
            APPLICATIONS,
            {"competition": ("competitive",)},
            frozenset({"studio"}),
        ),
        VerdictPromise(
            6,
            "an-open-application-needs-just-a-plain-photo",
            "Where most who apply get in, an application needs a plain photo and no more, whatever else is answered.",
            APPLICATIONS,
            {"competition": ("open",)},
            frozenset({"plain"}),
        ),
        VerdictPromise(
            6,
            "marketplaces-and-ids-need-just-a-plain-photo",
            "A freelance profile or an ID photo needs a plain photo and no more, whatever else is answered.",
            ("freelance-profile", "id-photo"),
            {},
            frozenset({"plain"}),
        ),
        WATCHED_LINKEDIN,
        VerdictPromise(
            6,
            "refused-ai-needs-a-real-photo",
            "Where AI images are refused, every use needs a real photo, plain or directed.",
            (),
            {"screening": ("yes",)},
            frozenset({"plain", "studio"}),
        ),
        *LOW_STAKES_PROMISES,
        PLACEHOLDERS,
    ),
    plan_for=plan_2026_2,
    plan_uses=(("linkedin",), ("job-application",), ("id-photo",)),
    implied={
        **{use: {"viewer": viewer} for use, viewer in VIEWERS.items()},
        "freelance-profile": {"viewer": "clients", "size": "thumbnail"},
        "id-photo": {
            "viewer": "nobody",
            "screening": "yes",
            "matching": "no",
            "lifespan": "weeks",
            "size": "thumbnail",
            "meeting": "rarely",
            "field": "other",
            "career": "student",
        },
    },
    asked_for={"competition": APPLICATIONS, "requested": ("job-application",)},
    use_changes=1,
    steps_weigh=2,
    needs={
        "keep-current": {"current": ("strong",)},
        "book-local": {**SESSION, "place": ("elsewhere",)},
        "book-studio": {**SESSION, "place": ("nyc", "can-travel")},
    },
    cites_evidence=(
        "use freelance-profile",
        "use id-photo",
        "question requested",
        "requested yes",
        "requested unsure",
        "requested no",
        "rule marketplace-wants-real",
        "rule marketplace-needs-no-studio",
        "rule id-needs-no-studio",
        "plan leave-out",
        "caution find-out-first",
        "caution issuer-rules",
        "caution marketplace-rules",
    ),
)

SPECIFICATIONS = (SPECIFICATION_2026_1, SPECIFICATION_2026_2)


def find_specification(version: str) -> Specification:
    """Return what a version has to keep: its own rules, or those of the last version before it."""
    number = _read_number(version)
    earlier = [specification for specification in SPECIFICATIONS if _read_number(specification.version) <= number]
    return earlier[-1] if earlier else SPECIFICATIONS[0]


def _read_number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
