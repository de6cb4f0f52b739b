import pytest
from django.templatetags.static import static
from django.test import Client

pytestmark = pytest.mark.urls("tests.headshot_advisor.probe_urls")


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_the_style_sheet_is_compressed_ahead(client: Client, encoding: str) -> None:
    response = client.get(static("css/site.css"), headers={"accept-encoding": encoding})
    response.getvalue()

    assert response.status_code == 200
    assert response["Content-Encoding"] == encoding


@pytest.mark.parametrize("name", ["css/site.css", "js/site.js", "fonts/advisor-sans-400.woff2"])
def test_static_files_are_kept_by_browsers_for_a_year(client: Client, name: str) -> None:
    response = client.get(static(name))
    response.getvalue()

    assert response["Cache-Control"] == "max-age=31536000, public, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_htmx_is_served_from_our_own_files(client: Client) -> None:
    response = client.get(static("django_htmx/htmx-2.min.js"))
    response.getvalue()

    assert response.status_code == 200
