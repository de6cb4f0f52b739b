"""Reports that several tests use. Each takes most of a second, so it is drawn once."""

import io
from collections.abc import Iterator
from datetime import date
from functools import cache

import pikepdf
from pypdf import PdfReader

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.core.packages import PackageOffer
from decision.pdf.report import ReportOrder, draw_report

TODAY = date(2026, 11, 21)
OFFERS = (
    PackageOffer("linkedin-headshot", "LinkedIn Headshot session", 300, True, (), ("linkedin", "press-kit")),
    PackageOffer("deluxe-corporate", "Deluxe Corporate session", 1050, False, (), ("linkedin", "press-kit")),
)

ANSWERS: dict[str, dict[str, str | list[str]]] = {
    "press": {"use": "press-kit"},
    "linkedin": {
        "use": "linkedin", "viewer": "visitors", "screening": "no", "lifespan": "months", "size": "page",
        "matching": "no", "meeting": "sometimes", "field": "consulting", "career": "early", "worn": "glasses",
        "current": "weak", "selfies": "good", "place": "nyc", "deadline": "flexible", "budget": "300-1049",
    },
    "directory": {
        "use": "internal-directory", "screening": "no", "size": "thumbnail", "matching": "no", "current": "none",
        "selfies": "good", "place": "nyc", "deadline": "flexible", "budget": "under-50",
    },
    "medical": {
        "use": "medical-bio", "field": "medicine", "current": "weak", "selfies": "good", "place": "elsewhere",
        "deadline": "today", "budget": "50-299",
    },
    "several": {
        "use": ["internal-directory", "linkedin", "press-kit"], "viewer": "recruiters", "screening": "unsure",
        "matching": "yes", "current": "weak", "selfies": "poor", "place": "nyc", "deadline": "this-week",
        "budget": "1050-plus",
    },
    "three": {
        "use": ["linkedin", "company-page", "speaker-bio"], "viewer": "clients", "lifespan": "years",
        "screening": "no", "matching": "yes", "meeting": "usually", "size": "page", "current": "weak",
        "selfies": "poor", "place": "nyc", "deadline": "this-month", "budget": "300-1049",
    },
    "kept": {"use": "casting-profile", "competition": "competitive", "current": "strong"},
    "id": {
        "use": "id-photo", "current": "none", "selfies": "good", "place": "nyc", "deadline": "flexible",
        "budget": "1050-plus",
    },
    "left out": {"use": "job-application", "competition": "competitive", "requested": "no"},
    "short of money": {
        "use": "speaker-bio", "current": "none", "selfies": "good", "place": "nyc", "deadline": "flexible",
        "budget": "50-299",
    },
    "ai made": {
        "use": "linkedin", "viewer": "visitors", "screening": "no", "lifespan": "weeks", "size": "page",
        "matching": "no", "meeting": "rarely", "field": "other", "career": "early", "current": "ai-made",
        "selfies": "good", "place": "nyc", "deadline": "flexible", "budget": "under-50",
    },
    "open": {"use": "casting-profile", "unsure": ["competition"]},
    # A real photo where much is asked: the longest way to take one oneself.
    "longest plain": {
        "use": ["internal-directory", "company-page"], "viewer": "nobody", "screening": "yes", "lifespan": "months",
        "size": "print", "matching": "yes", "meeting": "usually", "field": "medicine", "career": "early",
        "worn": "glasses", "current": "ai-made", "selfies": "poor", "place": "elsewhere", "deadline": "today",
        "budget": "300-1049",
    },
    "unsure": {
        "use": "community-profile", "viewer": "nobody", "screening": "unsure", "lifespan": "years", "size": "page",
        "matching": "no", "meeting": "usually", "field": "law", "career": "senior", "worn": "none",
    },
    # The longest and the heaviest of 2,100 random sets with one use, under 2026.1.
    "longest": {
        "use": "company-page", "viewer": "nobody", "screening": "unsure", "lifespan": "months", "size": "print",
        "matching": "yes", "meeting": "usually", "field": "medicine", "career": "early", "worn": "glasses",
        "current": "none", "selfies": "poor", "place": "elsewhere", "deadline": "today", "budget": "300-1049",
    },
    "heaviest": {
        "use": "faculty-page", "viewer": "recruiters", "screening": "unsure", "lifespan": "weeks", "size": "page",
        "matching": "yes", "meeting": "sometimes", "field": "performing-arts", "career": "established",
        "worn": "glasses", "current": "weak", "selfies": "good", "place": "elsewhere", "deadline": "this-month",
        "budget": "50-299",
    },
}  # fmt: skip


def order_report(name: str, *, paper: str = "letter") -> ReportOrder:
    """Return the order of a sample. All samples share the day and the packages."""
    framework = load_framework()
    advice = advise(framework, read_answers(framework, ANSWERS[name]), OFFERS)
    return ReportOrder(advice, OFFERS, TODAY, paper)


@cache
def draw_sample(name: str) -> bytes:
    """Return a sample as PDF."""
    return draw_report(order_report(name))


def read_pdf(pdf: bytes) -> PdfReader:
    """Return a reader of a PDF."""
    return PdfReader(io.BytesIO(pdf))


@cache
def read_pages(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page of a PDF."""
    return tuple(page.extract_text() for page in read_pdf(pdf).pages)


def read_text(pdf: bytes) -> str:
    """Return the text of a PDF with single spaces, and with words joined that were hyphenated."""
    return " ".join("\n".join(read_pages(pdf)).replace("-\n", "").split())


def list_fonts(pdf: bytes) -> Iterator[str]:
    """Yield the name of every font in a PDF, without the tag of its subset."""
    for page in pikepdf.open(io.BytesIO(pdf)).pages:
        for font in page.Resources.Font.values():
            yield str(font.BaseFont).split("+")[-1]
