"""Photograph the main pages, light and dark, on a phone and on a desktop, into var/screenshots/.

With the argument `readme` it takes the picture in the README instead, docs/images/result.png.
"""

import sys
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from headshot_advisor.console import end_plainly
from tools.find_chromium import choose_launch_options
from tools.harness.site import ROOT, serve_demo

FOLDER = ROOT / "var" / "screenshots"
README_PICTURE = ROOT / "docs" / "images" / "result.png"

SIZES = {"phone": (360, 740), "tablet": (768, 1024), "desktop": (1280, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

NEW_YORK = "selfies=good&place=nyc&deadline=flexible&budget=300-1049"
STUDIO = f"use=linkedin&viewer=recruiters&current=weak&{NEW_YORK}"
FOR_NOW = (
    "use=linkedin&viewer=visitors&screening=no&matching=no&lifespan=weeks&size=page&meeting=sometimes&field=other"
    "&career=established&worn=glasses"
)
AI = "use=community-profile&viewer=nobody&screening=no&size=page&matching=no"
RESULTS = {
    f"result-{name}": f"/advice/result/?{query}"
    for name, query in {
        "ai": f"{AI}&current=none&selfies=good",
        "ai-made": f"{AI}&current=ai-made",
        "ai-directory": "use=internal-directory&screening=no&matching=no&size=thumbnail&current=none&selfies=poor",
        "for-now": f"{FOR_NOW}&current=none&{NEW_YORK}",
        "for-now-before-plan": FOR_NOW,
        "plain": "use=internal-directory&screening=yes&current=weak",
        "plain-id": "use=id-photo&current=none",
        "plain-freelance": f"use=freelance-profile&current=none&{NEW_YORK}",
        "plain-keep": "use=internal-directory&screening=yes&current=strong",
        "leave-out": "use=job-application&competition=competitive&requested=no",
        "studio": STUDIO,
        "studio-bridge": f"use=press-kit&current=none&{NEW_YORK.replace('300-1049', 'under-50')}",
        "studio-elsewhere": "use=residency-application&current=weak&place=elsewhere&deadline=this-month",
        "studio-before-plan": "use=medical-bio",
        "studio-day": f"{STUDIO}&session=2027-01-15",
        "two-places": f"use=linkedin&use=press-kit&viewer=recruiters&current=weak&{NEW_YORK}",
        "three-places": "use=internal-directory&use=linkedin&use=press-kit&viewer=visitors&screening=no&matching=no",
        "what-if": "use=linkedin&viewer=visitors&was=viewer.recruiters",
        "readings": "use=job-application&unsure=competition",
        "own-reading": f"{STUDIO}&without=viewer",
    }.items()
}
PAGES = {
    "start": "/",
    "question": "/advice/viewer/?use=linkedin",
    "question-plan": "/advice/budget/?use=linkedin&viewer=recruiters&current=none&place=nyc&deadline=flexible",
    "settled": "/advice/?use=press-kit",
    **RESULTS,
    "compare": "/compare/",
    "how-it-decides": "/how-it-decides/",
    "scorecard": "/how-it-decides/scorecard/",
    "facts": "/how-it-decides/facts/",
    "studio": "/studio/",
    "inquiry": f"/studio/inquiry/?{STUDIO}",
    "privacy": "/privacy/",
    "check": "/check/",
    "teams": "/teams/",
    "not-found": "/nothing/",
    "cut-off": "/advice/?use=linkedin&use=linkedin",
}
# For a picture in a README: the first screen, in few enough colors to stay small.
README_COLORS = 128


def photograph_pages(browser: Browser, origin: str) -> None:
    """Photograph each page from top to end."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            for name, address in PAGES.items():
                page.goto(origin + address, wait_until="networkidle")
                page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png", full_page=True)
            page.close()


def photograph_for_readme(browser: Browser, origin: str) -> None:
    """Photograph the first screen of a result."""
    width, height = SIZES["desktop"]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(origin + PAGES["result-studio"], wait_until="networkidle")
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README_PICTURE)
    with Image.open(README_PICTURE) as picture:
        picture.quantize(README_COLORS).save(README_PICTURE, optimize=True)


def main() -> None:
    """Serve the site, open a browser and photograph what was asked for."""
    if sys.argv[1:] not in ([], ["readme"]):
        sys.exit("The only argument is readme.")
    photograph = photograph_for_readme if sys.argv[1:] else photograph_pages
    with serve_demo() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**choose_launch_options(Path(playwright.chromium.executable_path)))
        photograph(browser, origin)
        browser.close()


if __name__ == "__main__":
    with end_plainly():
        main()
