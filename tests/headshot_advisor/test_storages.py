"""Where files are kept, and how static files are served."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import StorageHandler
from django.templatetags.static import static
from django.test import Client
from storages.backends.s3 import S3Storage

from headshot_advisor.storages import DurableFiles, choose_storage


def open_store(choice: dict[str, Any]) -> Any:  # noqa: ANN401  one of two classes
    """Return the storage that Django makes of an entry of STORAGES."""
    backends: Any = {"photos": choice}
    return StorageHandler(backends)["photos"]


def test_without_a_bucket_files_lie_in_the_folder_and_none_replaces_another(tmp_path: Path) -> None:
    store = open_store(choose_storage(tmp_path / "photos", bucket="", endpoint=""))

    names = [store.save("me.jpg", ContentFile(content)) for content in (b"first", b"second")]

    assert isinstance(store, DurableFiles)
    assert [(tmp_path / "photos" / name).read_bytes() for name in names] == [b"first", b"second"]


def test_with_a_bucket_they_lie_in_its_folder_without_access_rights_of_their_own() -> None:
    store = open_store(choose_storage(Path("/srv/photos"), bucket="studio", endpoint="https://s3.example.org"))

    assert isinstance(store, S3Storage)
    assert (store.bucket_name, store.location, store.endpoint_url) == ("studio", "photos", "https://s3.example.org")
    assert store.default_acl is None


pytestmark = pytest.mark.urls("tests.headshot_advisor.probe_urls")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def developers_site(tmp_path: Path) -> Iterator[str]:
    """The origin of a site served by `runserver`."""
    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", "127.0.0.1:0"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", "VAR_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with server:
        assert server.stdout is not None
        yield next(found[1] for line in server.stdout if (found := re.search(r"(http://127\.0\.0\.1:\d+)/", line)))
        server.terminate()


def test_runserver_serves_the_sources_and_needs_nothing_collected(developers_site: str) -> None:
    with urlopen(f"{developers_site}/privacy/") as page:  # noqa: S310  our own server
        links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.read().decode())
    with urlopen(f"{developers_site}{links[0]}") as response:  # noqa: S310
        style, kept = response.read(), response.headers["Cache-Control"]

    assert links == ["/static/css/site.css"]
    assert style == (ROOT / "static/css/site.css").read_bytes()
    assert kept == "max-age=0, public"


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
