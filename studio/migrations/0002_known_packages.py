"""The two packages that the documents name, and the empty row of studio facts."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# What the Gorn article says of every session. Its table promises color-corrected images in 24 hours, its text the same
# day; the weaker promise stands here.
IN_EVERY_SESSION = (
    "Coaching in front of the camera, all the way through",
    "Unlimited shooting time",
    "Color-corrected images within 24 hours, the same day where possible",
    "Professional retouching within three business days",
    "Full, unlimited usage rights on every platform",
)

# The article recommends a session for LinkedIn, applications, client-facing profiles and press. It sells corporate
# headshots: neither acting nor medical nor faculty portraits are named, so `casting-profile`, `medical-bio`,
# `residency-application` and `faculty-page` suit no package, and pages tell those people to ask.
CORPORATE_USES = (
    "personal-website",
    "company-page",
    "linkedin",
    "client-facing-bio",
    "speaker-bio",
    "press-kit",
    "job-application",
)

# The advice names the cheapest package that suits. Where coworkers or a hobby group look, makeup and hair are no
# reason to pay more, so only the smaller session is made for these.
LOW_STAKES_USES = ("internal-directory", "community-profile")

PACKAGES = (
    {
        "slug": "linkedin-headshot",
        "name": "LinkedIn Headshot session",
        # The article gives this session no price. Its table begins at $300, so the price is "from".
        "price": 300,
        "price_is_from": True,
        "summary": "An individual session, directed from start to finish.",
        "includes": "\n".join(IN_EVERY_SESSION),
        "suits": [*LOW_STAKES_USES, *CORPORATE_USES],
        "alternative": "A plain photo by a window costs nothing. Where little is at stake, an AI headshot costs $20 to $50.",
        "position": 1,
    },
    {
        "slug": "deluxe-corporate",
        "name": "Deluxe Corporate session",
        "price": 1050,
        "price_is_from": False,
        "summary": "The same directed session, with a professional makeup and hair artist.",
        "includes": "\n".join(("A professional makeup and hair artist", *IN_EVERY_SESSION)),
        "suits": list(CORPORATE_USES),
        "alternative": "The LinkedIn Headshot session, from $300, if you do your own makeup and hair.",
        "position": 2,
    },
)


def add_known_packages(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    package_model = apps.get_model("studio", "Package")
    package_model.objects.using(schema_editor.connection.alias).bulk_create(package_model(**row) for row in PACKAGES)
    apps.get_model("studio", "StudioFacts").objects.using(schema_editor.connection.alias).create(id=1)


class Migration(migrations.Migration):
    dependencies = [("studio", "0001_initial")]

    operations = [migrations.RunPython(add_known_packages, migrations.RunPython.noop)]
