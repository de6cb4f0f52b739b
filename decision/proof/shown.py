"""What may be shown where, for rule 11: the uses and plans that each caution, brief, destination and finding fits.

Written here once more, on purpose: the proof compares every tag in the data with this list.
"""

from dataclasses import dataclass
from typing import Literal

Fitting = tuple[str, ...] | Literal["all"]

ALL: Fitting = "all"
AI_PICTURE = ("improve-selfies", "use-ai", "ai-then-studio")
NEW_PHOTO = ("take-plain", *AI_PICTURE, "bridge-then-book", "book-local", "book-studio")
WITH_PHOTO = ("keep-current", *NEW_PHOTO)


@dataclass(frozen=True)
class Shown:
    """Some records of one kind, and what they fit."""

    kind: Literal["caution", "brief", "destination", "evidence"]
    keys: str
    """Separated by spaces."""
    uses: Fitting
    plans: Fitting


PLAN_USES: dict[str, Fitting] = {"leave-out": ("job-application",)}
"""Plan -> the uses that it fits, where these are not all."""

SHOWN = (
    Shown(
        "caution",
        "glasses jewellery ask-first shown-large met-in-person lawyer-advertising client-trust",
        ALL,
        AI_PICTURE,
    ),
    Shown("caution", "check-what-you-have", ALL, ("use-ai", "ai-then-studio")),
    Shown("caution", "not-the-one-you-have", ALL, ("take-plain", "bridge-then-book", "book-local", "book-studio")),
    Shown("caution", "find-out-first", ("job-application",), WITH_PHOTO),
    Shown("caution", "team-match acting-read academic-read medical-read", ALL, NEW_PHOTO),
    Shown("caution", "large-enough", ALL, ("take-plain", "bridge-then-book")),
    Shown("caution", "linkedin-likeness", ("linkedin",), AI_PICTURE),
    Shown(
        "caution",
        "recruiter-eyes",
        (
            "community-profile",
            "personal-website",
            "company-page",
            "linkedin",
            "faculty-page",
            "job-application",
            "somewhere-else",
        ),
        NEW_PHOTO,
    ),
    Shown("caution", "editors-rules", ("speaker-bio", "press-kit"), WITH_PHOTO),
    Shown("caution", "background-work", ("casting-profile",), ("keep-current", "take-plain")),
    Shown("caution", "issuer-rules", ("id-photo",), WITH_PHOTO),
    Shown("caution", "marketplace-rules", ("freelance-profile",), WITH_PHOTO),
    Shown("caution", "keep-it-for-now", ALL, ("improve-selfies", "ai-then-studio")),
    Shown(
        "brief",
        "business",
        (
            "internal-directory",
            "community-profile",
            "personal-website",
            "company-page",
            "linkedin",
            "client-facing-bio",
            "speaker-bio",
            "press-kit",
            "job-application",
            "freelance-profile",
            "somewhere-else",
        ),
        NEW_PHOTO,
    ),
    Shown("brief", "medical", ("medical-bio", "residency-application"), NEW_PHOTO),
    Shown("brief", "academic", ("faculty-page",), NEW_PHOTO),
    Shown("brief", "acting", ("casting-profile",), NEW_PHOTO),
    Shown("brief", "id", ("id-photo",), NEW_PHOTO),
    Shown("destination", "linkedin-profile", ("linkedin",), WITH_PHOTO),
    Shown("destination", "slack", ("internal-directory", "community-profile"), WITH_PHOTO),
    Shown(
        "destination",
        "microsoft-365 google-workspace dominican-university seattle-pacific-university",
        ("internal-directory",),
        WITH_PHOTO,
    ),
    Shown("destination", "chemical-society", ("company-page",), WITH_PHOTO),
    Shown("destination", "instalawyer heritage-web", ("client-facing-bio",), WITH_PHOTO),
    Shown("destination", "healthgrades doctify doximity zocdoc", ("medical-bio",), WITH_PHOTO),
    Shown("destination", "eras", ("residency-application",), WITH_PHOTO),
    Shown("destination", "yale-medicine washu purdue-northwest ut-austin uah", ("faculty-page",), WITH_PHOTO),
    Shown(
        "destination",
        "boussias tripbuilder asp a2z eventcadence micronet revoice sessionize",
        ("speaker-bio",),
        WITH_PHOTO,
    ),
    Shown("destination", "press", ("press-kit",), WITH_PHOTO),
    Shown("destination", "actors-access spotlight actor-print backstage", ("casting-profile",), WITH_PHOTO),
    Shown("destination", "central-casting", ("casting-profile",), ("keep-current", "take-plain")),
    Shown("destination", "upwork fiverr freelancer", ("freelance-profile",), WITH_PHOTO),
    Shown("destination", "iowa-id-card us-passport lsac", ("id-photo",), WITH_PHOTO),
    Shown(
        "evidence",
        (
            "nightingale-farid-2022 miller-2023 gray-2025 kramer-2025 dunn-2026 diff-2024 microsoft-2025 "
            "kamali-2025 newsguard-2026 deepfake-eval-2024 ai-service-prices ai-usable-share hu-li-lyu-2020 "
            "catchlight-limits lightened-skin default-white told-it-is-ai team-locks edited-photo-marks "
            "eu-ai-act new-york-performers"
        ),
        ALL,
        WITH_PHOTO,
    ),
    Shown(
        "evidence",
        (
            "ringover-preference ringover-spotting ringover-own-use ringover-disclosure ringover-bad-photo "
            "business-insider-poll"
        ),
        (
            "community-profile",
            "personal-website",
            "company-page",
            "linkedin",
            "faculty-page",
            "job-application",
            "freelance-profile",
            "somewhere-else",
        ),
        WITH_PHOTO,
    ),
    Shown(
        "evidence",
        ("linkedin-farid-2023 linkedin-wild-2024 linkedin-likeness linkedin-press-2026 linkedin-credentials"),
        ("linkedin",),
        WITH_PHOTO,
    ),
    Shown("evidence", "aamc-photo", ("residency-application",), WITH_PHOTO),
    Shown("evidence", "yale-medicine", ("faculty-page", "medical-bio"), WITH_PHOTO),
    Shown("evidence", "dominican-directory", ("internal-directory",), WITH_PHOTO),
    Shown("evidence", "seattle-pacific-directory", ("internal-directory", "id-photo"), WITH_PHOTO),
    Shown("evidence", "central-casting", ("casting-profile",), ("keep-current", "take-plain")),
    Shown("evidence", "casting-platforms", ("casting-profile",), WITH_PHOTO),
    Shown("evidence", "ap-standards national-press-foundation", ("press-kit",), WITH_PHOTO),
    Shown(
        "evidence",
        "new-york-lawyers finra-24-09",
        ("personal-website", "company-page", "linkedin", "client-facing-bio"),
        WITH_PHOTO,
    ),
    Shown(
        "evidence",
        "new-york-session-price new-york-extras us-session-prices",
        ALL,
        ("ai-then-studio", "bridge-then-book", "book-local", "book-studio"),
    ),
    Shown("evidence", "eeoc-photos", ("job-application",), ALL),
    Shown("evidence", "upwork-photo fiverr-authenticity", ("freelance-profile",), WITH_PHOTO),
    Shown("evidence", "iowa-id-card us-passport-photo lsac-photo", ("id-photo",), WITH_PHOTO),
    Shown("evidence", "simmons-ai mcneese-ai", ("company-page", "faculty-page"), WITH_PHOTO),
    Shown(
        "evidence",
        "in-house-photographers",
        ("internal-directory", "company-page", "faculty-page", "client-facing-bio", "medical-bio"),
        WITH_PHOTO,
    ),
    Shown(
        "evidence",
        "free-photo-booths",
        ("community-profile", "personal-website", "linkedin", "job-application", "freelance-profile", "somewhere-else"),
        WITH_PHOTO,
    ),
    Shown("evidence", "seller-refunds face-data lensa-case seller-marks", ALL, AI_PICTURE),
    Shown("evidence", "team-price-elsewhere", ALL, ("bridge-then-book", "book-local")),
    Shown(
        "evidence",
        "employee-biometrics",
        ("internal-directory", "company-page", "client-facing-bio", "medical-bio"),
        AI_PICTURE,
    ),
)
