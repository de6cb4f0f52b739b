"""The edges of the inquiry page in order: works, repeated, wrong in each way, refused."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from decision.content import content
from decision.core.turnaround import find_today
from studio.models import Inquiry, Mail, MailKind, MailState, Package
from tests.pages import read_text
from tests.studio.factories import RECRUITERS_QUERY, make_form_data

pytestmark = pytest.mark.django_db

ADDRESS = "/studio/inquiry/"
WITH_ANSWERS = f"{ADDRESS}?{RECRUITERS_QUERY}"
TEAM_QUERY = (
    "use=internal-directory&use=company-page&use=speaker-bio&viewer=visitors&screening=no&matching=yes&lifespan=years"
    "&size=page&meeting=usually&field=other&career=early&people=25&group=4.speaker-bio"
)
SETTLED_QUERY = f"{RECRUITERS_QUERY}&selfies=good&current=none&deadline=flexible"


def test_an_empty_form_opens(client: Client) -> None:
    response = client.get(ADDRESS)

    text = read_text(response.content)
    assert response.status_code == 200
    assert "Ask about a session" in text
    assert "No answers yet" in text
    assert "no-store" in response["Cache-Control"]


def test_the_form_says_what_goes_along(client: Client) -> None:
    response = client.get(WITH_ANSWERS)

    text = read_text(response.content)
    assert f"The verdict: {content().verdicts['studio'].title}" in text
    assert "Your 4 answers" in text
    assert "Recruiters or employers" in text


def test_the_form_continues_with_open_answers(client: Client) -> None:
    response = client.get(f"{ADDRESS}?use=linkedin")

    assert "Continue with the questions" in read_text(response.content)


def test_the_package_that_fits_is_chosen_beforehand(client: Client) -> None:
    response = client.get(f"{ADDRESS}?{SETTLED_QUERY}")

    assert '<option value="linkedin-headshot" selected>' in response.content.decode()


def test_no_package_is_chosen_where_none_fits(client: Client) -> None:
    response = client.get(f"{ADDRESS}?{SETTLED_QUERY.replace('300-1049', 'under-50')}")

    assert '<option value="" selected>' in response.content.decode()


def test_uses_that_the_studio_does_not_list_are_named(client: Client) -> None:
    response = client.get(f"{ADDRESS}?use=medical-bio&use=linkedin")

    assert "No session on the studio’s list is made for: Medical bio or directory." in read_text(response.content)


def test_a_team_comes_with_its_number_and_groups(client: Client) -> None:
    response = client.get(f"{ADDRESS}?{TEAM_QUERY}")

    page, text = response.content.decode(), read_text(response.content)
    assert 'name="people" value="25"' in page
    assert f'action="{ADDRESS}?{TEAM_QUERY}"'.replace("&", "&amp;") in page
    assert "21 people Plain photo 4 people, with Speaker bio too Studio photo" in text
    assert "Your team’s answer in full" in text


@pytest.mark.parametrize(
    "damaged",
    [
        "people=0",
        "people=501",
        "people=many",
        "people=",
        "people=25&group=30.speaker-bio",
        "people=25&group=x.speaker-bio",
        "people=25&group=4.moon",
        "people=25&group=4.press-kit",
        "people=25&group=4",
    ],
)
def test_a_damaged_team_is_one_person(client: Client, damaged: str) -> None:
    response = client.get(f"{ADDRESS}?use=company-page&use=speaker-bio&{damaged}")

    assert 'name="people" value="1"' in response.content.decode()


def test_opening_the_form_sets_no_cookie_and_stores_nothing(client: Client) -> None:
    response = client.get(ADDRESS)

    assert not response.cookies
    assert Inquiry.objects.count() == 0


def test_each_opening_has_a_key_of_its_own(client: Client) -> None:
    pattern = r'name="key" value="([0-9a-f-]{36})"'

    first = re.search(pattern, client.get(ADDRESS).content.decode())
    second = re.search(pattern, client.get(ADDRESS).content.decode())

    assert first
    assert second
    assert first[1] != second[1]


def test_opening_takes_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        client.get(WITH_ANSWERS)


def test_head_is_answered(client: Client) -> None:
    response = client.head(ADDRESS)

    assert response.status_code == 200


def test_an_inquiry_is_kept_and_answered_with_its_reference(client: Client) -> None:
    response = client.post(WITH_ANSWERS, make_form_data(package="linkedin-headshot"))

    inquiry = Inquiry.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/studio/inquiry/sent/{inquiry.reference}/?{RECRUITERS_QUERY}"
    assert (inquiry.name, inquiry.verdict, inquiry.package_price) == ("Ana Example", "studio", 300)
    assert inquiry.mails.count() == 2


def test_one_address_pasted_in_many_ways_gets_three_confirmations(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    settings.LIMITS = settings.LIMITS | {"confirmations": (3, 86_400)}

    for email in ("ana@example.org", "ana\u200b@example.org", "mailto:ANA@example.org", "Ana <ana@example.org>"):
        client.post(ADDRESS, make_form_data(email=email))

    states = Mail.objects.filter(kind=MailKind.RECEIVED).order_by("pk").values_list("state", flat=True)
    assert [state == MailState.FAILED for state in states] == [False, False, False, True]
    assert {email.lower() for email in Inquiry.objects.values_list("email", flat=True)} == {"ana@example.org"}


def test_verdict_and_price_are_found_anew_on_the_server(client: Client) -> None:
    forged = make_form_data(package="deluxe-corporate", verdict="ai", stakes="0", price="1", package_price="1")

    client.post(WITH_ANSWERS, forged)

    inquiry = Inquiry.objects.get()
    assert (inquiry.verdict, inquiry.stakes, inquiry.package_price) == ("studio", 60, 1050)


def test_an_inquiry_takes_few_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    # The packages twice, for the form and for the advice; savepoint, same, earlier, reference, insert, release.
    # One for the words to search and one for the number of photos; two for each email and its task.
    # PostgreSQL also takes a lock, so that requests with one key queue up.
    with django_assert_num_queries(14 + (connection.vendor == "postgresql")):
        client.post(WITH_ANSWERS, make_form_data())


def test_the_groups_of_a_team_are_stored_and_emailed_to_staff(client: Client) -> None:
    response = client.post(f"{ADDRESS}?{TEAM_QUERY}", make_form_data(people="25"))

    inquiry = Inquiry.objects.get()
    assert response["Location"] == f"/studio/inquiry/sent/{inquiry.reference}/?{TEAM_QUERY}"
    assert inquiry.groups == [{"people": 4, "also": ["speaker-bio"]}]
    assert re.search(
        r"^People: 25 \(21 for .*, 4 also for Speaker bio\)$", inquiry.mails.get(kind=MailKind.STAFF).text, re.MULTILINE
    )
    assert "Back to your team" in read_text(client.get(response["Location"]).content)


def test_fewer_people_than_the_groups_have_is_an_error(client: Client) -> None:
    response = client.post(f"{ADDRESS}?{TEAM_QUERY}", make_form_data(people="3"))

    assert response.status_code == 422
    assert "You counted 4 people in groups. Say 4 or more." in read_text(response.content)
    assert Inquiry.objects.count() == 0


def test_sent_twice_it_is_one_inquiry_with_one_answer(client: Client) -> None:
    data = make_form_data()

    first, second = client.post(WITH_ANSWERS, data), client.post(WITH_ANSWERS, data)

    assert Inquiry.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_other_content_under_the_same_key_is_kept_and_marked(client: Client) -> None:
    data = make_form_data()
    client.post(ADDRESS, data)

    client.post(ADDRESS, data | {"message": "I forgot to say that I wear glasses."})

    first, second = Inquiry.objects.order_by("pk")
    assert second.possible_duplicate_of == first


def test_an_error_keeps_the_text_and_says_what_to_do(client: Client) -> None:
    data = make_form_data(email="ana", message="Mornings are best, and I wear glasses.", consent="")

    response = client.post(WITH_ANSWERS, data)

    page, text = response.content.decode(), read_text(response.content)
    assert response.status_code == 422
    assert "<title>Error: Ask about a session – Headshot Advisor</title>" in page
    assert "2 things need another look" in text
    assert '<a href="#id_email">This is not a complete email address.' in page
    assert '<p class="error" id="id_email_error">Error: This is not a complete email address.' in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert '<a href="#id_consent">' in page
    assert "Mornings are best, and I wear glasses." in text
    assert f'name="key" value="{data["key"]}"' in page
    assert Inquiry.objects.count() == 0


def test_a_message_that_is_too_long_comes_back_complete(client: Client) -> None:
    message = "word " * 1001

    response = client.post(ADDRESS, make_form_data(message=message))

    assert response.status_code == 422
    assert message.strip() in response.content.decode()
    assert "This message has 5,004 characters" in read_text(response.content)


@pytest.mark.parametrize("field", ["name", "email", "phone", "message", "people", "first_date", "package"])
def test_markup_is_shown_as_text(client: Client, field: str) -> None:
    response = client.post(ADDRESS, make_form_data(**{field: '"><script>alert(1)</script>', "consent": ""}))

    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("missing", ["key", "name", "email", "people", "consent"])
def test_a_missing_field_is_an_error_and_nothing_is_kept(client: Client, missing: str) -> None:
    data = make_form_data()
    del data[missing]

    response = client.post(ADDRESS, data)

    assert response.status_code == 422
    assert Inquiry.objects.count() == 0


def test_an_empty_post_is_an_error(client: Client) -> None:
    response = client.post(ADDRESS)

    assert response.status_code == 422
    assert "5 things need another look" in read_text(response.content)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://127.0.0.1:8000"},  # SITE_URL, where a proxy doesn't say that it speaks https
        {"Sec-Fetch-Site": "none", "Referer": "http://testserver/"},
    ],
)
def test_a_browser_without_cookies_can_send_the_form(headers: dict[str, str]) -> None:
    response = Client(enforce_csrf_checks=True).post(ADDRESS, make_form_data(), headers=headers)

    assert response.status_code == 302
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://other.example"},
        {"Origin": "https://testserver:8443"},
        {"Origin": "https://blog.testserver", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},  # a form in a sandboxed frame of any site
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_that_another_site_sends_comes_back_filled(headers: dict[str, str]) -> None:
    typed = make_form_data(name="Ann Example", phone="212 555 0100", people="4", message="Two\nlines & more")
    photo = SimpleUploadedFile("me.jpg", b"x")

    response = Client().post(ADDRESS, {**typed, "photos": photo}, headers=headers)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Nothing was sent yet This form came from another website." in read_text(response.content)
    assert 'value="Ann Example"' in page
    assert 'value="212 555 0100"' in page
    assert "Two\nlines &amp; more</textarea>" in page
    assert 'name="people" value="4"' in page
    assert "Please choose your photos again." in page
    assert page.count(" autofocus") == 1
    assert Inquiry.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    response = getattr(client, method)(ADDRESS)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"


def test_a_body_over_one_megabyte_is_refused(client: Client) -> None:
    response = client.post(ADDRESS, make_form_data(message="a" * 1_000_001))

    assert response.status_code == 413
    assert Inquiry.objects.count() == 0


def test_an_unknown_answer_in_the_address_is_named_and_left_out(client: Client) -> None:
    response = client.get(f"{ADDRESS}?use=linkedin&use=daguerreotype")

    text = read_text(response.content)
    assert response.status_code == 200
    assert "“daguerreotype”" in text


@pytest.mark.parametrize("query", ["use=%00", "use=%FF", f"use={'a' * 8000}"])
def test_an_unreadable_address_is_refused(client: Client, query: str) -> None:
    response = client.post(f"{ADDRESS}?{query}", make_form_data())

    assert response.status_code in {400, 414}
    assert Inquiry.objects.count() == 0


def test_bytes_that_are_no_text_do_no_harm(client: Client) -> None:
    body = b"name=%FF%FE&email=a%40example.org&message=%ED%A0%80"

    response = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 422


def test_the_days_to_choose_from_are_those_of_new_york(client: Client) -> None:
    today = timezone.localdate()

    page = client.get(ADDRESS).content.decode()

    assert f'min="{today.isoformat()}"' in page


def test_the_thank_you_says_that_nothing_is_booked_and_nothing_personal(client: Client) -> None:
    client.post(WITH_ANSWERS, make_form_data())
    reference = Inquiry.objects.get().reference

    response = client.get(f"/studio/inquiry/sent/{reference}/?{RECRUITERS_QUERY}")

    text = read_text(response.content)
    assert response.status_code == 200
    assert f"Your reference is {reference} . Nothing is booked yet." in text
    assert "Ana" not in text
    assert "ana@example.org" not in text
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (MailState.WAITING, "A confirmation is on its way to the address you gave."),
        (MailState.PERHAPS, "A confirmation is on its way to the address you gave."),
        (MailState.SENT, "We have sent a confirmation to the address you gave."),
        (MailState.FAILED, "Your inquiry is kept. No confirmation by email is on its way"),
        (MailState.HELD, "Your inquiry is kept. No confirmation by email is on its way"),
    ],
)
def test_the_thank_you_tells_the_truth_about_the_mail(client: Client, state: MailState, sentence: str) -> None:
    client.post(ADDRESS, make_form_data())
    Mail.objects.update(state=state)

    response = client.get(f"/studio/inquiry/sent/{Inquiry.objects.get().reference}/")

    assert sentence in read_text(response.content)


@pytest.mark.parametrize("reference", ["HA-222222", "x", "HA-%F0%9F%98%80"])
def test_an_unknown_reference_is_not_found(client: Client, reference: str) -> None:
    response = client.get(f"/studio/inquiry/sent/{reference}/")

    assert response.status_code == 404


def test_the_thank_you_refuses_posts(client: Client) -> None:
    response = client.post("/studio/inquiry/sent/HA-222222/")

    assert response.status_code == 405


def test_without_packages_one_can_still_ask(client: Client) -> None:
    Package.objects.update(is_active=False)

    response = client.post(ADDRESS, make_form_data())

    assert response.status_code == 302


def test_the_day_picked_on_the_result_is_the_first_choice(client: Client) -> None:
    day = find_today() + timedelta(days=30)

    assert f'value="{day.isoformat()}"' in client.get(f"/studio/inquiry/?session={day.isoformat()}").content.decode()


def test_an_impossible_picked_day_is_left_out(client: Client) -> None:
    response = client.get("/studio/inquiry/?session=2020-02-31")

    assert response.status_code == 200
    assert "2020-02-31" not in response.content.decode()
