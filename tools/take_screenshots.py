"""Photograph the main pages, light and dark, on a phone and on a desktop, into var/screenshots/.

With the argument `readme` it takes the picture in the README instead, docs/images/result.png.
"""

import sys
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools.find_chromium import choose_launch_options
from tools.harness.site import ROOT, serve_demo

FOLDER = ROOT / "var" / "screenshots"
README_PICTURE = ROOT / "docs" / "images" / "result.png"

SIZES = {"phone": (360, 740), "desk": (1280, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

STUDIO = "use=linkedin&viewer=recruiters&current=weak&place=nyc&deadline=flexible&budget=300-1049"
FOR_NOW = (
    "use=linkedin&viewer=visitors&screening=no&matching=no&lifespan=weeks&size=page&meeting=sometimes&current=none"
    "&selfies=good"
)
PAGES = {
    "start": "/",
    "question": "/advice/viewer/?use=linkedin&viewer=recruiters",
    "settled": "/advice/?use=press-kit",
    "result-three-places": "/advice/result/?use=internal-directory&use=linkedin&use=press-kit&viewer=visitors"
    "&screening=no&matching=no",
    "result-what-if": "/advice/result/?use=linkedin&viewer=visitors&was=viewer.recruiters",
    "result-studio": f"/advice/result/?{STUDIO}",
    "result-for-now": f"/advice/result/?{FOR_NOW}",
    "result-plain": "/advice/result/?use=internal-directory&screening=yes&current=weak",
    "result-readings": "/advice/result/?use=job-application&unsure=competition",
    "result-ai": "/advice/result/?use=community-profile&viewer=nobody&screening=no&size=page&matching=no&current=none"
    "&selfies=good",
    "result-leave-out": "/advice/result/?use=job-application&competition=competitive&requested=no",
    "result-open": "/advice/result/?use=casting-profile&unsure=competition",
    "compare": "/compare/",
    "how-it-decides": "/how-it-decides/",
    "studio": "/studio/",
    "inquiry": f"/studio/inquiry/?{STUDIO}",
    "privacy": "/privacy/",
    "not-found": "/nothing/",
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
    width, height = SIZES["desk"]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(origin + PAGES["result-studio"], wait_until="networkidle")
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README_PICTURE)
    with Image.open(README_PICTURE) as picture:
        picture.quantize(README_COLORS).save(README_PICTURE, optimize=True)


def main() -> None:
    """Serve the site, open a browser and photograph what was asked for."""
    photograph = photograph_for_readme if sys.argv[1:] == ["readme"] else photograph_pages
    with serve_demo() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**choose_launch_options(Path(playwright.chromium.executable_path)))
        photograph(browser, origin)
        browser.close()


if __name__ == "__main__":
    main()
