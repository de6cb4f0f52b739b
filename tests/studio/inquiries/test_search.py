import pytest
from django.contrib.auth.models import User
from django.test import Client

from studio.inquiries.agreement import record_agreement
from studio.inquiries.merge import merge_inquiry, undo_merge
from studio.inquiries.search import fold_mailbox, fold_phone, fold_query, fold_text
from studio.models import SearchText
from tests.studio.factories import make_inquiry

LIST = "/admin/studio/inquiry/"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë ÅNGSTRÖM", "zoe angstrom"),
        ("Łukasz Øster", "lukasz oster"),
        ("STRASSE Straße", "strasse strasse"),
        ("\u0130pek", "ipek"),
        ("Nguyễn", "nguyen"),
        ("O’Brien, O'Brien", "obrien, obrien"),
        ("\uff11\uff12\uff13", "123"),
    ],
)
def test_case_and_accents_are_folded(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("+1 (212) 555-0199", "2125550199"),
        ("212.555.0199 x12", "2125550199"),
        ("0044 20 7946 0018", "2079460018"),
        ("555 0199", "5550199"),
        ("555-019", ""),
        ("911", ""),
        ("", ""),
    ],
)
def test_phones_are_compared_by_their_last_ten_digits_and_short_ones_never(phone: str, key: str) -> None:
    assert fold_phone(phone) == key


@pytest.mark.parametrize(
    ("query", "folded"),
    [
        ("Zoë (212) 555-0199", "zoe 2125550199"),
        ("+1 212.555.0199 ext. 4", "2125550199"),
        ("ha-7k3m9q", "ha-7k3m9q"),
        ("555-01", "555-01"),
    ],
)
def test_a_phone_number_in_a_query_becomes_one_word(query: str, folded: str) -> None:
    assert fold_query(query) == folded


@pytest.mark.parametrize(
    ("email", "mailbox"),
    [
        ("Ana.Example@Example.org", "ana.example@example.org"),
        ("ana+headshots@example.org", "ana@example.org"),
        ("ana+a+b@example.org", "ana@example.org"),
        ("+@example.org", "+@example.org"),
        ("Ana.Example+x@GoogleMail.com", "anaexample@gmail.com"),
        ("", ""),
    ],
)
def test_tags_and_the_dots_of_gmail_make_no_other_mailbox(email: str, mailbox: str) -> None:
    assert fold_mailbox(email) == mailbox


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "zoe", "ZOË", "ngstro", "angstrom zoe", "zoe@", "example.org", "+1-212-555-0199", "2125550199", "555 0199",
        "0199", "fenêtre", "by the FENETRE", "646.555.0111", "o'neill", "ONEILL zoë",
        "mailto:zoe@example.org", "\u200bzoe\u00a0angstrom",
        "“Zoë Ångström” <zoe@example.org>", "tel:+1\u2011212\u2011555\u20110199", "(212)\u202f555\u20130199",
    ],
)  # fmt: skip
def test_an_inquiry_is_found_by_any_part_of_what_was_sent(staff_client: Client, query: str) -> None:
    inquiry = make_inquiry(
        name="Zoë Ångström O’Neill",
        email="zoe@example.org",
        phone="(212) 555-0199",
        message="I sit by the fenêtre. At work: 646 555 0111",
    )
    make_inquiry(name="Ben Other", email="ben@example.com", phone="212 555 0200", message="Nothing alike.")

    response = staff_client.get(LIST, {"q": query})

    assert list(response.context["cl"].result_list) == [inquiry]


@pytest.mark.django_db
def test_a_merged_inquiry_is_found_by_the_one_that_is_kept(staff_client: Client) -> None:
    kept, merged = make_inquiry(), make_inquiry(message="Evenings suit me.")
    merge_inquiry(merged, into=kept, by=User.objects.get())

    found = [list(staff_client.get(LIST, {"q": query}).context["cl"].result_list) for query in (str(merged), "evening")]
    undo_merge(merged, by=User.objects.get())
    after = list(staff_client.get(LIST, {"q": str(merged)}).context["cl"].result_list)

    assert found == [[kept], [kept]]
    assert after == [merged]


@pytest.mark.django_db
def test_a_chain_of_merges_is_found_by_its_end(staff_client: Client) -> None:
    first, second, third, sam = make_inquiry(), make_inquiry(), make_inquiry(), User.objects.get()
    merge_inquiry(third, into=second, by=sam)
    merge_inquiry(second, into=first, by=sam)

    assert list(staff_client.get(LIST, {"q": str(third)}).context["cl"].result_list) == [first]


@pytest.mark.django_db
def test_contact_details_as_now_agreed_are_found(staff_client: Client) -> None:
    inquiry = make_inquiry()
    record_agreement(inquiry, {"name": "Ana Müller"}, by=User.objects.get())

    found = [
        list(staff_client.get(LIST, {"q": query}).context["cl"].result_list) for query in ("muller", "ana example")
    ]

    assert found == [[inquiry], [inquiry]]


@pytest.mark.django_db
def test_the_words_go_with_the_inquiry() -> None:
    inquiry = make_inquiry()

    inquiry.delete()

    assert not SearchText.objects.exists()
