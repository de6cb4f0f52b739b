"""What all tests share."""

import pytest
from django.conf import settings


def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop at once, with the command to type, when the static files that every page links to are not there yet."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        pytest.exit("No static files yet: run `make test`, or `manage.py collectstatic --noinput`.", returncode=1)
