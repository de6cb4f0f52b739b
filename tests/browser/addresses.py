"""Every page and every state that an address can show, and those that show each template."""

from tests.browser.journeys import JOURNEYS

RECRUITERS = "use=linkedin&viewer=recruiters"

PAGES = {
    "start": "/",
    "compare": "/compare/",
    "look closer": f"/check/?{RECRUITERS}",
    "look closer without answers": "/check/",
    "the answer to a look": f"/check/answer/?{RECRUITERS}&look-eyes=odd&look-hair=unclear",
    "the answer with open stakes": "/check/answer/?look-eyes=odd",
    "for frames": "/embed/",
    "for frames, open": "/embed/?use=personal-website&viewer=visitors",
    "for frames, settled": f"/embed/?{RECRUITERS}",
    "how it decides": "/how-it-decides/",
    "scorecard": "/how-it-decides/scorecard/",
    "facts": "/how-it-decides/facts/",
    "privacy": "/privacy/",
    "studio": "/studio/",
    "teams": "/teams/",
    "teams with faults": "/teams/?people=0&use=company-page&some-1=30&also-1=speaker-bio",
    "a team, open": "/teams/?use=internal-directory&use=company-page&matching=yes&people=25&group=4.speaker-bio",
    "a team": (
        "/teams/?use=internal-directory&use=company-page&viewer=visitors&screening=no&matching=yes&lifespan=years"
        "&size=page&meeting=usually&field=other&career=early&people=25&group=4.speaker-bio"
    ),
    "one look for a team": "/teams/guide/",
    "a table of a team": "/teams/table/",
    "studio with a use that no package is made for": "/studio/?use=casting-profile",
    "inquiry": f"/studio/inquiry/?{RECRUITERS}",
    "inquiry without answers": "/studio/inquiry/",
    "the first question": "/advice/use/",
    "a question": "/advice/viewer/?use=linkedin",
    "a question answered before": f"/advice/viewer/?{RECRUITERS}",
    "a question about the plan": f"/advice/budget/?{RECRUITERS}&current=none&place=nyc&deadline=flexible",
    "nothing chosen": "/advice/?asked=use",
    "settled": f"/advice/?{RECRUITERS}",
    "unknown answers": "/advice/viewer/?use=linkedin&viewer=aliens&shoes=red",
    **{f"result: {journey.plan}": journey.result_address for journey in JOURNEYS},
    "result while a question is left open for good": (
        "/advice/result/?use=linkedin&unsure=viewer&screening=no&matching=yes&lifespan=months&size=page&meeting=usually"
        "&field=other&career=early"
    ),
    "result by an older version": "/advice/result/?use=internal-directory&screening=yes&framework=2026.1",
    "what is worn": "/advice/worn/?use=internal-directory&screening=no&matching=no&current=none&selfies=good",
    "result for three places": (
        "/advice/result/?use=internal-directory&use=linkedin&use=press-kit&viewer=visitors&screening=no&matching=no"
    ),
    "result while something is tried": "/advice/result/?use=linkedin&viewer=visitors&was=viewer.recruiters",
    "result before the plan": "/advice/result/?use=press-kit",
    "result with a session day": f"/advice/result/?{RECRUITERS}&session=2027-01-15",
    "result with an impossible day": f"/advice/result/?{RECRUITERS}&session=2027-02-30",
    "result as the person reads it": f"/advice/result/?{RECRUITERS}&without=viewer",
    "result while the place is unsure": (
        "/advice/result/?use=linkedin&viewer=visitors&screening=unsure&lifespan=years&size=page&matching=yes"
        "&meeting=usually&field=law&career=senior&worn=none"
    ),
}

ERRORS = {
    "no such page": "/nothing/here/",
    "no such question": "/advice/shoe-size/?use=linkedin",
    "a repeated answer": "/advice/?use=linkedin&use=linkedin",
}

ALL = PAGES | ERRORS

# For each template, the states that show all of it.
TEMPLATES = (
    "start",
    "compare",
    "look closer",
    "the answer to a look",
    "for frames",
    "for frames, settled",
    "how it decides",
    "scorecard",
    "facts",
    "privacy",
    "studio",
    "teams with faults",
    "a team",
    "one look for a team",
    "a table of a team",
    "inquiry",
    "a question answered before",
    "nothing chosen",
    "settled",
    "unknown answers",
    "result: book-studio",
    "result: use-ai",
    "result: take-plain",
    "result for three places",
    "result while something is tried",
    "result while a question is left open for good",
    "no such page",
    "no such question",
    "a repeated answer",
)
