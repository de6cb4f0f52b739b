import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from decision.content import content
from decision.core.answers import Answers
from decision.core.team_groups import Group
from studio.inquiries.agreement import record_agreement
from studio.inquiries.merge import merge_inquiry
from studio.inquiries.notes import assign, plan_next_step
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import Inquiry, Note, Package, ReplyTemplate, Status, StatusChange
from tests.decision.pdf.samples import read_text as read_pdf_text
from tests.pages import read_text
from tests.studio.factories import make_answers, make_inquiry, make_staff, make_submission

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/inquiry/"


def find_detail(inquiry: Inquiry) -> str:
    return f"{LIST}{inquiry.pk}/change/"


def act(staff_client: Client, action: str, *inquiries: Inquiry) -> str:
    """Choose inquiries in the list, run an action, and return what the next page says."""
    chosen = [str(inquiry.pk) for inquiry in inquiries]
    response = staff_client.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)
    return read_text(response.content)


def test_the_list_shows_what_there_is_to_do(staff_client: Client) -> None:
    submission = make_submission(
        answers=make_answers(use=["linkedin", "press-kit"], viewer="recruiters", deadline="this-month"),
        package=Package.objects.get(slug="deluxe-corporate"),
        dates=(date(2027, 1, 8),),
        people=14,
    )
    inquiry, _ = receive_inquiry(submission, at=datetime(2026, 11, 2, 15, tzinfo=UTC))

    text = read_text(staff_client.get(LIST).content)

    row = rf"{inquiry.reference} Ana Example New \d+ \w+ no answer yet - LinkedIn, Press kit Studio, 70"
    assert re.search(f"{row} Deluxe Corporate session 14 Dec 2 Jan 8, 2027", text)


def test_an_inquiry_without_answers_is_in_the_list(staff_client: Client) -> None:
    inquiry = make_inquiry(answers=Answers())

    assert f"{inquiry.reference} Ana Example New 0 minutes - - - - - - - - - -" in read_text(
        staff_client.get(LIST).content
    )


@pytest.mark.parametrize(
    "query",
    [
        "status__exact=new",
        "verdict__exact=studio",
        "main_use__exact=linkedin",
        "created_at__gte=2026-11-19%2000:00:00-05:00",
        "q=ana",
        "q=ana%40example.org",
        "q=0100",
    ],
)
def test_filters_and_search_find_an_inquiry(staff_client: Client, query: str) -> None:
    inquiry, _ = receive_inquiry(make_submission(phone="555 0100"), at=datetime(2026, 11, 20, tzinfo=UTC))

    assert inquiry.reference in read_text(staff_client.get(f"{LIST}?{query}").content)


@pytest.mark.parametrize(
    "query",
    [
        "status__exact=spam",
        "verdict__exact=ai",
        "main_use__exact=press-kit",
        "created_at__lt=2026-11-19%2000:00:00-05:00",
        "q=ben",
    ],
)
def test_filters_and_search_leave_out_the_others(staff_client: Client, query: str) -> None:
    inquiry, _ = receive_inquiry(make_submission(), at=datetime(2026, 11, 20, tzinfo=UTC))

    assert inquiry.reference not in read_text(staff_client.get(f"{LIST}?{query}").content)


def list_references(staff_client: Client, query: str) -> set[str]:
    """Return the references that the list shows under an address that can be bookmarked."""
    page = staff_client.get(f"{LIST}?{query}").content.decode()
    return set(re.findall(r"HA-[0-9A-Z]{6}(?=</a></th>)", page))


def test_the_list_shows_next_step_owner_source_and_duplicates(staff_client: Client) -> None:
    sam = User.objects.get()
    inquiry = make_inquiry(source="Result page")
    make_inquiry()
    assign(inquiry, sam, by=sam)
    plan_next_step(inquiry, "Call", date(2026, 1, 8), by=sam)

    text = read_text(staff_client.get(f"{LIST}?work=mine").content)

    assert f"{inquiry} Ana Example same person New" in text
    assert "overdue Call (Jan 8) sam LinkedIn Studio, 60 - - - - - Result page" in text


def test_the_work_filter_keeps_what_there_is_to_do(staff_client: Client) -> None:
    sam, now = User.objects.get(), timezone.now()
    mine, late, fresh, over, done, spam = (make_inquiry(name=f"{number} Example") for number in range(6))
    assign(mine, sam, by=sam)
    Inquiry.objects.filter(pk=late.pk).update(created_at=now - timedelta(days=5))
    book_session(over, Session(now - timedelta(hours=2), 60), by=None)
    book_session(done, Session(now - timedelta(hours=2), 60), by=None)
    change_status(done, to=Status.DONE, by=None)
    change_status(spam, to=Status.SPAM, by=None)
    Inquiry.objects.filter(pk=done.pk).update(erasure_asked_at=now)

    found = {
        work: list_references(staff_client, f"work={work}")
        for work in ("due", "mine", "open", "unowned", "overdue", "erasure")
    }

    assert found == {
        "due": {str(mine), str(late), str(fresh), str(over)},
        "mine": {str(mine)},
        "open": {str(mine), str(late), str(fresh), str(over)},
        "unowned": {str(late), str(fresh), str(over)},
        "overdue": {str(late), str(over)},
        "erasure": {str(done)},
    }


def test_the_list_shows_and_filters_by_what_is_agreed(staff_client: Client) -> None:
    linkedin, deluxe = (Package.objects.get(slug=slug) for slug in ("linkedin-headshot", "deluxe-corporate"))
    changed, kept = make_inquiry(package=linkedin), make_inquiry(package=linkedin)
    record_agreement(changed, {"name": "Ana Maria Example", "package": deluxe}, by=None)

    text = read_text(staff_client.get(f"{LIST}?q=maria").content)

    assert re.search(rf"{changed} Ana Maria Example same person New .* Deluxe Corporate session", text)
    assert list_references(staff_client, f"package={linkedin.pk}") == {str(kept)}
    assert list_references(staff_client, f"package={deluxe.pk}") == {str(changed)}


def test_merged_inquiries_are_left_out_unless_asked_for(staff_client: Client) -> None:
    kept, merged = make_inquiry(), make_inquiry()
    merge_inquiry(merged, into=kept, by=User.objects.get())

    assert list_references(staff_client, "") == {str(kept)}
    assert list_references(staff_client, "merged=shown") == {str(merged)}


def test_the_chosen_inquiries_are_taken(staff_client: Client) -> None:
    first, second, ben = make_inquiry(), make_inquiry(name="Eve Example"), make_staff(name="ben")
    assign(second, ben, by=ben)

    text = act(staff_client, "take", first, second)

    assert "2 assigned to you. Eve Example was ben’s." in text
    assert set(Inquiry.objects.values_list("owner__username", flat=True)) == {"sam"}


def test_the_detail_shows_everything_in_words(staff_client: Client) -> None:
    inquiry = make_inquiry(
        phone="555 0100", package=Package.objects.get(slug="linkedin-headshot"), dates=(date(2027, 1, 8),), people=4
    )

    page = staff_client.get(find_detail(inquiry)).content
    text = read_text(page)

    for words in (
        inquiry.reference,
        "ana@example.org",
        "555 0100",
        inquiry.current_package_in_words,
        "Fri, Jan 8, 2027",
        "Mornings are best.",
        "Where it appears LinkedIn",
        "Who looks Recruiters or employers",
        f"{content().verdicts['studio'].title}. Stakes at least 60 of 100.",
        f"{inquiry.reference} received",
        "New",
        "I agree that Gorn Photo keeps what I send here",
    ):
        assert words in text


def test_the_detail_shows_the_reasons_with_their_sources(staff_client: Client) -> None:
    text = read_text(staff_client.get(find_detail(make_inquiry())).content)

    assert f"Where it appears LinkedIn +8 Gorn, “{content().claims['gorn-11'].heading}”" in text
    assert "Rule" in text


def test_the_detail_links_to_the_result_and_the_report(staff_client: Client) -> None:
    page = staff_client.get(find_detail(make_inquiry())).content.decode()

    query = "use=linkedin&amp;viewer=recruiters&amp;place=nyc&amp;budget=300-1049"
    assert f'<a href="/advice/result/?{query}">Result</a>' in page
    assert f'<a href="/advice/report.pdf?{query}">Report (PDF)</a>' in page


def test_the_detail_shows_what_each_group_of_a_team_needs(staff_client: Client) -> None:
    answers = make_answers(use=["company-page", "speaker-bio"], matching="yes")

    page = staff_client.get(find_detail(make_inquiry(people=25, groups=(Group(4, ("speaker-bio",)),), answers=answers)))

    assert re.search(r"25 \(21 for [^)]* page, 4 also for Speaker bio\)", read_text(page.content))
    query = "use=company-page&amp;matching=yes&amp;people=25&amp;group=4.speaker-bio"
    assert f'<a href="/teams/?{query}">The team’s answer</a>' in page.content.decode()


def test_the_detail_begins_with_who_and_what(staff_client: Client) -> None:
    inquiry = make_inquiry(package=Package.objects.get(slug="deluxe-corporate"), people=4, dates=(date(2027, 1, 8),))

    text = read_text(staff_client.get(find_detail(inquiry)).content)

    glance = (
        f"LinkedIn · {content().verdicts['studio'].title} · Deluxe Corporate session, $1,050 · 4 people · Jan 8, 2027"
    )
    assert f"Ana Example {inquiry} · {glance}" in text
    assert "Suspicion" not in text
    assert "From the same person" not in text


def test_the_detail_says_that_the_client_wants_to_be_erased(staff_client: Client, manager: Client) -> None:
    inquiry = make_inquiry()
    Inquiry.objects.update(erasure_asked_at=datetime(2026, 11, 20, 17, tzinfo=UTC))

    for_staff, for_managers = (each.get(find_detail(inquiry)).content.decode() for each in (staff_client, manager))

    assert "The client asked on November 20, 2026 to be erased." in for_staff
    assert "A manager can do that." in for_staff
    assert f'<a href="{LIST}{inquiry.pk}/erase/">Erase this person</a>' in for_managers
    assert "erasure requested" in read_text(staff_client.get(LIST).content)


def test_the_brief_is_for_staff(staff_client: Client) -> None:
    package = Package.objects.get(slug="linkedin-headshot")
    inquiry = make_inquiry(name="Ana Example", message="Warmer, please.", package=package)
    record_agreement(inquiry, {"price": 280, "people": 3}, by=None)
    session = Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60)
    book_session(inquiry, session, by=None)
    address = f"{LIST}{inquiry.pk}/brief.pdf"

    response = staff_client.get(address)
    for_strangers = Client().get(address)

    assert f'<a href="{address}">Brief (PDF)</a>' in staff_client.get(find_detail(inquiry)).content.decode()
    assert response["Content-Disposition"] == f'inline; filename="brief-{inquiry}.pdf"'
    words = read_pdf_text(response.content)
    assert f"Session brief · {inquiry} Ana Example LinkedIn" in words
    assert f"Session {session}" in words
    assert "Warmer, please." in words
    assert inquiry.current_package_in_words in words
    assert for_strangers["Location"].startswith("/admin/login/")


def test_the_detail_of_an_open_verdict_says_so(staff_client: Client) -> None:
    text = read_text(staff_client.get(find_detail(make_inquiry(answers=make_answers(use="linkedin")))).content)

    assert "There was no verdict yet when this was sent." in text


def test_the_detail_shows_answers_of_a_framework_that_is_gone(staff_client: Client) -> None:
    inquiry = make_inquiry()
    Inquiry.objects.update(framework_version="1839.1", answers={"use": ["daguerreotype"]})

    text = read_text(staff_client.get(find_detail(inquiry)).content)

    assert "Its stored answers: {'use': ['daguerreotype']}" in text


def test_what_a_person_typed_is_shown_as_text(staff_client: Client) -> None:
    inquiry = make_inquiry(name="<script>alert(1)</script>", message="<img src=x>")

    page = staff_client.get(find_detail(inquiry)).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page


def test_a_move_on_the_detail_is_made_and_recorded(staff_client: Client) -> None:
    inquiry = make_inquiry()

    response = staff_client.post(find_detail(inquiry), {"move_to": "contacted", "note": "Left a message."})

    inquiry.refresh_from_db()
    change = StatusChange.objects.get()
    entry = LogEntry.objects.get()
    assert response.status_code == 302
    assert inquiry.status == Status.CONTACTED
    assert (str(change), str(change.by), change.note) == ("New → Contacted", "sam", "Left a message.")
    assert (str(entry.user), entry.change_message) == ("sam", "Status: New → Contacted. Left a message.")


def test_the_detail_shows_every_move(staff_client: Client) -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.CONTACTED, by=User.objects.get(), note="Left a message.")

    text = read_text(staff_client.get(find_detail(inquiry)).content)

    assert "New → Contacted sam Left a message." in text


def test_only_legal_moves_are_offered_and_taken(staff_client: Client) -> None:
    inquiry = make_inquiry()

    response = staff_client.post(find_detail(inquiry), {"move_to": "done"})

    inquiry.refresh_from_db()
    assert response.status_code == 200
    assert "Select a valid choice." in read_text(response.content)
    assert inquiry.status == Status.NEW


def test_a_note_is_kept_without_a_move(staff_client: Client) -> None:
    inquiry = make_inquiry()

    staff_client.post(find_detail(inquiry), {"note": "Called.\nNo answer."})

    note = Note.objects.get()
    assert (note.inquiry, str(note.by), note.text) == (inquiry, "sam", "Called.\nNo answer.")
    assert LogEntry.objects.get().change_message == "Note added."
    assert "Note sam Called. No answer." in read_text(staff_client.get(find_detail(inquiry)).content)


def test_a_long_note_stands_alone(staff_client: Client) -> None:
    inquiry = make_inquiry()

    response = staff_client.post(find_detail(inquiry), {"note": "a" * 501, "move_to": "contacted"})

    assert "With a status change a note has 500 characters at most." in read_text(response.content)
    assert Inquiry.objects.get().status == Status.NEW


def test_owner_and_next_step_are_set_and_recorded(staff_client: Client) -> None:
    inquiry, sam = make_inquiry(), User.objects.get()

    staff_client.post(
        find_detail(inquiry),
        {"owner": str(sam.pk), "next_step": "Call about the date", "next_step_on": "2027-01-08"},
    )

    inquiry.refresh_from_db()
    assert (inquiry.owner, inquiry.next_step, inquiry.next_step_on) == (sam, "Call about the date", date(2027, 1, 8))
    assert LogEntry.objects.get().change_message == "Assigned to sam. Next step changed."


def test_an_inquiry_is_given_to_staff_only(staff_client: Client) -> None:
    inquiry, guest = make_inquiry(), User.objects.create_user("guest")

    response = staff_client.post(find_detail(inquiry), {"owner": str(guest.pk)})

    assert "Select a valid choice." in read_text(response.content)
    assert Inquiry.objects.get().owner is None


def test_nothing_that_was_sent_can_be_rewritten(staff_client: Client) -> None:
    inquiry = make_inquiry()

    staff_client.post(
        find_detail(inquiry), {"name": "Eve", "email": "eve@example.org", "status": "done", "stakes": "0"}
    )

    inquiry.refresh_from_db()
    assert (inquiry.name, inquiry.email, inquiry.status, inquiry.stakes) == (
        "Ana Example",
        "ana@example.org",
        Status.NEW,
        60,
    )
    assert LogEntry.objects.get().change_message == "Saved without a change."


def test_an_action_moves_many_and_records_each(staff_client: Client) -> None:
    first, second, third = make_inquiry(), make_inquiry(), make_inquiry()

    text = act(staff_client, "mark_contacted", first, second)

    assert "2 marked as contacted." in text
    assert list(Inquiry.objects.order_by("pk").values_list("status", flat=True)) == ["contacted", "contacted", "new"]
    assert {(change.inquiry, str(change.by)) for change in StatusChange.objects.all()} == {
        (first, "sam"),
        (second, "sam"),
    }
    assert {entry.object_repr for entry in LogEntry.objects.all()} == {first.reference, second.reference}
    assert third.status == Status.NEW


def test_an_action_names_what_it_could_not_move(staff_client: Client) -> None:
    moved, stuck = make_inquiry(), make_inquiry()
    change_status(stuck, to=Status.SPAM, by=None)

    text = act(staff_client, "mark_contacted", moved, stuck)

    assert "1 marked as contacted." in text
    assert f"1 not changed. {stuck.reference} is spam and cannot become contacted." in text


def test_an_action_that_many_resist_says_so_once(staff_client: Client) -> None:
    stuck = [make_inquiry() for _ in range(5)]
    for inquiry in stuck:
        change_status(inquiry, to=Status.SPAM, by=None)

    text = act(staff_client, "mark_contacted", *stuck)

    named = " ".join(f"{inquiry} is spam and cannot become contacted." for inquiry in reversed(stuck[2:]))
    assert f"5 not changed. {named} And 2 more." in text
    assert "0 marked" not in text


def test_a_repeated_action_moves_nothing_more(staff_client: Client) -> None:
    inquiry = make_inquiry()
    act(staff_client, "mark_contacted", inquiry)

    text = act(staff_client, "mark_contacted", inquiry)

    assert "0 marked as contacted." in text
    assert StatusChange.objects.count() == 1
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("status", sorted(set(Status.values) - {"booked", "declined", "suspected"}))
def test_there_is_an_action_for_each_status_that_needs_nothing_more(staff_client: Client, status: str) -> None:
    make_inquiry()

    assert f'<option value="mark_{status.replace("-", "_")}">' in staff_client.get(LIST).content.decode()


def test_nobody_deletes_inquiries(staff_client: Client) -> None:
    inquiry = make_inquiry()

    assert staff_client.get(f"{LIST}{inquiry.pk}/delete/").status_code == 403
    assert '<option value="delete_selected">' not in staff_client.get(LIST).content.decode()


def test_somebody_who_may_only_look_moves_nothing(client: Client) -> None:
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(guest)
    inquiry = make_inquiry()

    page = client.get(find_detail(inquiry))
    post = client.post(find_detail(inquiry), {"move_to": "contacted"})
    act(client, "mark_contacted", inquiry)

    inquiry.refresh_from_db()
    assert page.status_code == 200
    assert "New status" not in read_text(page.content)
    assert post.status_code == 403
    assert inquiry.status == Status.NEW


@pytest.mark.parametrize("address", [LIST, f"{LIST}1/change/"])
def test_strangers_are_asked_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)

    assert response["Location"].startswith("/admin/login/")


def test_a_next_step_in_another_century_is_refused(staff_client: Client) -> None:
    inquiry = make_inquiry()

    response = staff_client.post(find_detail(inquiry), {"next_step": "Call", "next_step_on": "2126-01-08"})

    assert [*response.context["adminform"].form.errors] == ["next_step_on"]
    assert Inquiry.objects.get().next_step == ""


def test_acting_from_a_filtered_list_keeps_the_filter(staff_client: Client) -> None:
    inquiry, other = make_inquiry(), make_inquiry()
    template = ReplyTemplate.objects.create(name="Dates", subject="Dates", body="Dear {name}")
    kept = urlencode({"_changelist_filters": "work=due&q=ana"})
    back = f"{LIST}?work=due&amp;q=ana"

    row = staff_client.get(f"{LIST}?work=due&q=ana").content.decode()
    page = staff_client.get(f"{find_detail(inquiry)}?{kept}").content.decode()
    form = staff_client.get(f"{LIST}{inquiry.pk}/decline/?{kept}").content.decode()
    reply = staff_client.get(f"{LIST}{inquiry.pk}/reply/?{kept}").content.decode()
    done = staff_client.post(f"{LIST}{inquiry.pk}/merge/?{kept}", {"into": str(other.pk)})
    saved = staff_client.post(f"{find_detail(inquiry)}?{kept}", {"next_step": "Call"})

    assert f"{find_detail(inquiry)}?{kept}" in row
    assert f'<a href="{back}">Inquiries</a>' in page
    assert f"{LIST}{inquiry.pk}/decline/?{kept}" in page
    assert f'<a class="closelink" href="{find_detail(inquiry)}?{kept}">Back</a>' in form
    assert f'href="?{kept}&amp;template={template.pk}"' in reply
    assert done["Location"] == f"{find_detail(inquiry)}?{kept}"
    assert saved["Location"] == f"{LIST}?work=due&q=ana"


@pytest.mark.parametrize("act", ["reply", "book", "agree", "offer", "photo-day", "decline", "merge", "deliver"])
def test_the_page_of_an_action_keeps_the_filter_also_after_errors(staff_client: Client, act: str) -> None:
    inquiry, _ = make_inquiry(people=4), make_inquiry()
    address, own = f"{LIST}{inquiry.pk}/{act}/", re.escape(find_detail(inquiry))
    kept = urlencode({"_changelist_filters": "work=due&p=2&o=-4"})

    pages = [
        staff_client.get(f"{address}?{kept}"),
        staff_client.post(f"{address}?{kept}", {"minutes": "soon", "price": "much"}),
    ]

    for page in pages:
        back = re.findall(f'href="{own}([^"]*)"', page.content.decode())
        assert back
        assert set(back) == {f"?{kept}"}


def test_a_phone_dials_the_number(staff_client: Client) -> None:
    inquiry = make_inquiry(phone="+1 (212) 555-0199 x4")

    page = staff_client.get(find_detail(inquiry)).content.decode()

    assert '<a href="tel:+12125550199">+1 (212) 555-0199 x4</a>' in page
