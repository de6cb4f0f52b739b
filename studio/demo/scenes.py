"""The inquiries of the demo. The people are invented; every address is at example.org."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studio.models import DeclineReason, Status

NEW_YORK = {"current": "none", "selfies": "good", "place": "nyc", "deadline": "flexible"}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One demo inquiry. `in_days` and `moves` (changes of status) count from when it came, `hours_ago`."""

    name: str
    hours_ago: int
    answers: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    package: str = ""
    people: int = 1
    in_days: tuple[int, ...] = ()
    message: str = ""
    moves: tuple[tuple[Status, str], ...] = ()
    session_hour: int = 10
    session_in_days: int | None = None
    """From today; otherwise the session is on the first preferred day."""
    agreed: Mapping[str, Any] = field(default_factory=dict)
    """What was agreed later, by the names of `studio.inquiries.agreement.LABELS`."""
    offered_in_days: tuple[int, ...] = ()
    """From today."""
    has_picked: bool = False
    """Whether the client picked the first offered time."""
    has_corrected: bool = False
    """Whether the color-corrected pictures were sent."""
    mail_fault: str = ""
    """Why the last email about it failed."""
    phone: str = ""
    email: str = ""
    """Made from the name, unless two scenes are about the same person."""
    merged_into: str = ""
    """The name in an earlier scene."""
    source: str = "/advice/result/"
    note: str = ""
    next_step: str = ""
    due_in_days: int = 1
    """From today; negative when overdue."""
    is_suspect: bool = False
    asks_to_be_erased: bool = False
    is_to_be_erased: bool = False
    """Whether staff have scheduled the erasure."""
    asks_to_move: str = ""
    photo_day_in_days: int = 0
    """From today; 0 for none."""
    signed_up: tuple[str, ...] = ()
    """Who has a time on the photo day."""
    calls_off: bool = False
    """Whether the client has called off the booked session."""
    declined_because: DeclineReason = DeclineReason.OTHER
    """What the email says, if the inquiry is declined."""
    reply: str = ""
    """What staff emailed to the client."""
    writes_back: str = ""
    """What the client emailed to the studio."""
    is_canceled_in_bulk: bool = False
    """Whether staff have just canceled the session together with others, which can still be undone."""


CONTACTED, BOOKED, PHOTOGRAPHED, DONE = Status.CONTACTED, Status.BOOKED, Status.PHOTOGRAPHED, Status.DONE

SCENES = (
    Scene(
        name="Ana Example",
        hours_ago=2,
        answers={
            "use": "linkedin", "viewer": "recruiters", "budget": "300-1049", **NEW_YORK, "deadline": "this-month",
        },
        package="linkedin-headshot",
        in_days=(6, 8),
        message="I start interviewing next month and would like to look like myself, only rested.",
    ),
    Scene(
        name="Ben Example",
        hours_ago=5,
        answers={"use": ["speaker-bio", "press-kit"], "budget": "1050-plus", **NEW_YORK},
        package="deluxe-corporate",
        in_days=(10, 11, 12),
        message="The conference wants 300 dpi for print.",
    ),
    Scene(
        name="Ben Example-Ito",
        email="ben@example.org",
        hours_ago=3,
        message="I forgot to say: evenings are best.",
        source="/studio/",
    ),
    Scene(
        name="Cheap Traffic Example",
        hours_ago=14,
        source="",
        is_suspect=True,
        message="Buy visitors for your site at https://example.org/a",
    ),
    Scene(
        name="Chloe Example",
        source="www.example.org",
        hours_ago=9,
        message="Do you photograph dogs next to their owners?",
    ),
    Scene(
        name="Dev Example",
        hours_ago=20,
        answers={
            "use": "job-application", "competition": "competitive", "requested": "yes",
            "budget": "under-50", **NEW_YORK, "deadline": "this-week",
        },
        message="I cannot afford a session before I have the job. What would you do?",
    ),
    Scene(
        name="Elena Example",
        hours_ago=28,
        answers={
            "use": "company-page", "viewer": "visitors", "screening": "no", "meeting": "usually", "field": "finance",
            "lifespan": "years", "matching": "yes", "size": "page", "career": "senior", "worn": "glasses",
            "budget": "300-1049", **NEW_YORK,
        },
        package="linkedin-headshot",
        people=14,
        in_days=(20, 21),
        next_step="Send an offer for fourteen people",
        due_in_days=0,
        message="Fourteen of us, on one or two days. They must match last year's portraits.",
        photo_day_in_days=5,
        signed_up=(
            "Abe Example", "Bea Example", "Cal Example", "Dot Example", "Eve Example", "Fox Example", "Gus Example",
            "Hal Example", "Ivy Example",
        ),
        moves=((CONTACTED, "Asked for last year's portraits."),),
    ),
    Scene(
        name="Farid Example",
        phone="212.555.0137",
        mail_fault="SMTPRecipientsRefused",
        hours_ago=50,
        answers={"use": "medical-bio", "budget": "300-1049", **NEW_YORK},
        message="Do you take portraits for hospital pages?",
        next_step="Ask again about the dates",
        due_in_days=-1,
        note="His email came back. Left a message with the front desk.",
        moves=((CONTACTED, ""),),
    ),
    Scene(
        name="Grace Example",
        asks_to_move="Any morning of the week after would be easier for me.",
        phone="(212) 555-0119",
        hours_ago=75,
        answers={"use": "client-facing-bio", "budget": "1050-plus", **NEW_YORK},
        package="deluxe-corporate",
        in_days=(4,),
        next_step="Book the makeup artist",
        agreed={"deposit": 200, "phone": "212 555 0171"},
        moves=((CONTACTED, ""), (BOOKED, "Morning session.")),
    ),
    Scene(
        name="Hugo Example",
        hours_ago=120,
        answers={
            "use": "casting-profile", "competition": "competitive", "current": "none", "place": "can-travel",
            "deadline": "this-month",
        },
        message="I need something with more character than a business portrait. My reel: https://example.org/reel, my"
        " photos: https://example.org/photos, my resume: https://example.org/resume",
        moves=((Status.DECLINED, "We do not take casting portraits."),),
        declined_because=DeclineReason.NOT_OFFERED,
    ),
    Scene(
        name="Ines Example",
        hours_ago=170,
        answers={
            "use": ["internal-directory", "client-facing-bio"], "screening": "yes", "budget": "300-1049", **NEW_YORK,
        },
        package="linkedin-headshot",
        in_days=(9, 10),
        session_in_days=2,
        agreed={"people": 2, "price": 600},
        phone="(212) 555-0118",
        moves=((CONTACTED, ""), (BOOKED, "")),
    ),
    Scene(
        name="Jonas Example",
        hours_ago=220,
        answers={
            "use": "linkedin", "viewer": "visitors", "screening": "no", "lifespan": "weeks", "size": "page",
            "matching": "no", "meeting": "sometimes", "field": "other", "career": "established", "worn": "none",
            "budget": "300-1049", **NEW_YORK,
        },
        package="linkedin-headshot",
        in_days=(4,),
        message="I use an AI picture for now and would like a date for the real one.",
        moves=((BOOKED, "Booked on the phone."), (DONE, "")),
    ),
    Scene(
        name="Leo Example",
        hours_ago=100,
        answers={"use": "linkedin", "viewer": "recruiters", "budget": "300-1049", **NEW_YORK},
        package="linkedin-headshot",
        session_in_days=2,
        phone="(212) 555-0163",
        note="Booked on the phone, without a look at that day: Ines comes at the same time. One of them must move.",
        moves=((BOOKED, "Booked on the phone."),),
    ),
    Scene(
        name="Hana Example",
        hours_ago=68,
        answers={"use": "press-kit", "budget": "300-1049", **NEW_YORK},
        package="linkedin-headshot",
        session_in_days=5,
        moves=((CONTACTED, ""), (BOOKED, "")),
        calls_off=True,
    ),
    Scene(
        name="Una Example",
        hours_ago=44,
        answers={"use": "client-facing-bio", "budget": "300-1049", **NEW_YORK},
        agreed={"name": "Una Example-Reyes"},
        offered_in_days=(2, 7),
        message="Either of your two cameras is fine. I only need a time.",
        moves=((CONTACTED, ""),),
    ),
    Scene(
        name="Max Example",
        hours_ago=450,
        answers={"use": "linkedin", "viewer": "visitors"},
        message="Please delete my data. I asked by phone, too.",
        moves=((Status.WITHDRAWN, "Asked on the phone to be erased."),),
        is_to_be_erased=True,
    ),
    Scene(
        name="Best Links Example",
        hours_ago=260,
        message="We bring your site to page one in a week. Ask for our offer today.",
        moves=((Status.SPAM, ""),),
    ),
    Scene(
        name="Pia Example",
        hours_ago=290,
        answers={"use": "linkedin", "viewer": "recruiters", "budget": "300-1049", **NEW_YORK},
        package="linkedin-headshot",
        in_days=(4,),
        moves=((CONTACTED, ""), (BOOKED, ""), (Status.NO_SHOW, "Called twice, no answer.")),
    ),
    Scene(
        name="Quinn Example",
        hours_ago=360,
        answers={"use": "speaker-bio", "screening": "yes", "budget": "1050-plus", **NEW_YORK},
        package="deluxe-corporate",
        in_days=(8,),
        moves=((BOOKED, ""), (Status.CANCELLED, "Moves to Boston next week.")),
    ),
    Scene(
        name="Rosa Example",
        hours_ago=390,
        answers={"use": "linkedin", "viewer": "recruiters", "budget": "300-1049", **NEW_YORK},
        moves=((Status.WITHDRAWN, "A friend takes the picture."),),
        asks_to_be_erased=True,
    ),
    Scene(
        name="Kira Example",
        hours_ago=330,
        answers={"use": "residency-application", "current": "weak", "place": "elsewhere", "deadline": "this-month"},
        moves=((CONTACTED, ""), (Status.DECLINED, "Sent the list of questions for a local studio.")),
        declined_because=DeclineReason.PLACE,
    ),
    Scene(
        name="Luis Example",
        hours_ago=410,
        answers={"use": "press-kit", "budget": "300-1049", **NEW_YORK, "deadline": "today"},
        package="linkedin-headshot",
        in_days=(1,),
        moves=((CONTACTED, ""), (BOOKED, ""), (DONE, "")),
    ),
    Scene(
        name="Mona Example",
        hours_ago=520,
        answers={"use": "linkedin", "viewer": "selectors", "budget": "1050-plus", **NEW_YORK},
        package="deluxe-corporate",
        in_days=(7, 9),
        next_step="Order her print of the portrait",
        agreed={"review": True, "reminder": True},
        moves=((CONTACTED, ""), (BOOKED, ""), (DONE, "")),
    ),
    Scene(
        name="Mona Example-Katz",
        email="mona@example.org",
        hours_ago=515,
        message="I sent the form twice, sorry. The first one counts.",
        merged_into="Mona Example",
    ),
    Scene(
        name="Noël Łukasz Example",
        email="noel@example.org",
        phone="+1 (212) 555-0142",
        hours_ago=640,
        answers={"use": "faculty-page", "viewer": "visitors", "current": "strong"},
        message="My photo is two years old. Is a new one worth it?",
        moves=((CONTACTED, "Told him to keep it another year."), (Status.DECLINED, "")),
        declined_because=DeclineReason.NOT_NEEDED,
    ),
    Scene(
        name="Omar Example",
        hours_ago=700,
        answers={"use": "internal-directory", "screening": "no", "matching": "no", "size": "thumbnail", **NEW_YORK},
        people=40,
        message="Your site says that AI will do for our directory. Is there a case for coming to you with all forty?",
        moves=((CONTACTED, "Told him that there is not, unless they want a common look."),),
    ),
    Scene(
        name="Tess Example",
        hours_ago=30,
        answers={"use": "freelance-profile", **NEW_YORK, "deadline": "this-week"},
        source="/studio/",
        message="Your site says that a plain photo is enough for Upwork. Would a session get me more work?",
        moves=((CONTACTED, "Told her that a friend and a window will do there."), (Status.DECLINED, "")),
        declined_because=DeclineReason.NOT_NEEDED,
    ),
    Scene(
        name="Uri Example",
        hours_ago=60,
        answers={"use": "job-application", "competition": "competitive", "requested": "no"},
        message="Nobody asks for a photo, so I leave it off. Can I come for my LinkedIn profile instead?",
        reply="Dear Uri,\n\nYes. On LinkedIn it depends on who looks at you there. Who does?\n\nGorn Photo",
        writes_back="Mostly recruiters, from what I can see. A morning would be best.",
    ),
    Scene(
        name="Vera Example",
        hours_ago=95,
        answers={
            "use": "linkedin", "viewer": "visitors", "screening": "no", "lifespan": "months", "size": "page",
            "matching": "no", "meeting": "sometimes", "field": "other", "career": "established", "worn": "glasses",
            **NEW_YORK, "current": "ai-made",
        },
        message="My AI headshot fails at the glasses. When could I come for a real one?",
        in_days=(30,),
    ),
    Scene(
        name="Wes Example",
        hours_ago=150,
        answers={"use": "linkedin", "unsure": ["viewer"]},
        message="I can’t tell who looks at my profile. Can we talk before I decide?",
        moves=((CONTACTED, "Sent him the three questions to find out."),),
    ),
    Scene(
        name="Xenia Example",
        hours_ago=192,
        answers={"use": "client-facing-bio", "budget": "1050-plus", **NEW_YORK},
        package="deluxe-corporate",
        in_days=(7,),
        has_corrected=True,
        moves=((CONTACTED, ""), (BOOKED, ""), (PHOTOGRAPHED, "")),
    ),
    Scene(
        name="Yara Example",
        hours_ago=240,
        answers={"use": "press-kit", "budget": "300-1049", **NEW_YORK},
        package="linkedin-headshot",
        in_days=(4,),
        moves=((CONTACTED, ""), (BOOKED, ""), (PHOTOGRAPHED, "")),
    ),
    Scene(
        name="Zoe Example",
        hours_ago=96,
        answers={"use": "linkedin", "viewer": "recruiters", "budget": "300-1049", **NEW_YORK, "deadline": "this-week"},
        package="linkedin-headshot",
        in_days=(4,),
        session_hour=16,
        phone="(212) 555-0142",
        message="I can come after work, any day before Friday.",
        moves=((BOOKED, "Booked on the phone."),),
    ),
    Scene(
        name="Theo Example",
        hours_ago=26,
        answers={"use": "speaker-bio", "screening": "yes", "budget": "1050-plus", **NEW_YORK},
        package="deluxe-corporate",
        in_days=(6, 7),
        offered_in_days=(6, 7, 11),
        has_picked=True,
        message="Weekday mornings are best. Which have you got?",
    ),
    *(
        Scene(
            name=f"{name} Example",
            hours_ago=200 + hours,
            answers={"use": "linkedin", "viewer": "recruiters", "budget": "300-1049", **NEW_YORK},
            package="linkedin-headshot",
            session_in_days=9,
            session_hour=hours,
            moves=((BOOKED, "Booked on the phone."),),
            is_canceled_in_bulk=True,
        )
        for name, hours in (("Ida", 9), ("Jack", 11), ("Lea", 14))
    ),
)  # fmt: skip
