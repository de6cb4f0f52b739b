"""Posts that no browser would send: none may end in a server error. `make stress` sends more of them."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studio.inquiries.form import InquiryForm
from studio.models import Inquiry, Mail
from tests.studio.factories import make_form_data

CASES = int(os.environ.get("FUZZ_CASES", "500"))
# One client for all, because each new one reads the folder of static files.
CLIENT = Client(raise_request_exception=False)
EXPECTED = {302, 400, 403, 404, 413, 414, 422}

words = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "\x00", "\u202e", "a" * 6000, "1", "-1", "9" * 400, "2027-01-31", "0000-00-00", "'; DROP TABLE--"]
    ),
)
fields = st.dictionaries(st.sampled_from([*InquiryForm.base_fields, "csrfmiddlewaretoken", "x"]), words, max_size=8)
names = st.sampled_from(["me.jpg", "photo", "..me.png", "a b.webp", "\u202egpj.exe", "x" * 200])
files = st.lists(st.builds(SimpleUploadedFile, names, st.binary(max_size=80)), max_size=5)
queries = st.text("abcdeilnrsuvw=&%0F+-", max_size=40) | st.sampled_from(["use=linkedin", "use=press-kit&framework=1"])


class InquiryPosts(TestCase):
    """Each case in a transaction of its own."""

    @pytest.mark.slow
    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(changes=fields, photos=files, query=queries)
    def test_no_post_ends_in_a_server_error(
        self, changes: dict[str, str], photos: list[SimpleUploadedFile], query: str
    ) -> None:
        response = CLIENT.post(f"/studio/inquiry/?{query}", make_form_data() | changes | {"photos": photos})

        assert response.status_code in EXPECTED, response.status_code
        assert Mail.objects.count() == 2 * Inquiry.objects.count()

    @settings(max_examples=CASES // 5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(
        body=st.binary(max_size=300), kind=st.sampled_from(["multipart/form-data; boundary=x", "text/plain", "a/b; c"])
    )
    def test_no_body_ends_in_a_server_error(self, body: bytes, kind: str) -> None:
        response = CLIENT.post("/studio/inquiry/", body, content_type=kind)

        assert response.status_code in EXPECTED, response.status_code
        assert Inquiry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["a" * 2000, "%00", "../..", "%2e%2e", "\u202e"])
def test_no_token_ends_in_a_server_error(client: Client, token: str) -> None:
    assert client.get(f"/studio/inquiry/own/{token}/").status_code in EXPECTED
