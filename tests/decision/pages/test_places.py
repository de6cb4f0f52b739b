from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.pages.places import describe_places, draw_card, is_specified, list_destinations
from tests.decision.pdf.samples import order_report

FRAMEWORK = load_framework()
SMALL = {"screening": "no", "matching": "no", "lifespan": "weeks", "size": "thumbnail"}


def advise_uses(*uses: str, **raw: str) -> Advice:
    return advise(FRAMEWORK, read_answers(FRAMEWORK, {"use": list(uses), **raw}))


def test_places_that_differ_have_a_headline_that_is_true_for_each() -> None:
    places = describe_places(advise_uses("internal-directory", "press-kit", **SMALL))

    assert places is not None
    assert places.headline == "Not every place needs the same photo"
    assert places.serves_all == "One real, directed photo can serve both."
    assert [(row.use.key, row.says) for row in places.rows] == [
        ("internal-directory", "AI is fine"),
        ("press-kit", "Studio photo"),
    ]


def test_a_place_that_is_still_open_says_what_it_may_be() -> None:
    places = describe_places(advise_uses("internal-directory", "press-kit"))

    assert places is not None
    assert places.headline == "Your places may need different photos"
    assert (places.rows[0].verdict, places.rows[0].says) == (None, "Maybe less")


def test_places_that_agree_share_the_verdict() -> None:
    places = describe_places(advise_uses("speaker-bio", "press-kit", "residency-application"))

    assert places is not None
    assert places.headline == "Use a real photograph for all three"


def test_an_id_photo_keeps_its_own_rules() -> None:
    places = describe_places(advise_uses("press-kit", "id-photo"))

    assert places is not None
    assert places.serves_all.endswith(" For the ID, the issuer’s rules come first.")


def test_one_place_needs_no_board() -> None:
    assert describe_places(advise_uses("press-kit")) is None


def test_a_crop_is_drawn_to_scale() -> None:
    cards = [draw_card(content().destinations[key]) for key in ("linkedin-profile", "eras", "uah", "upwork")]

    assert [(card.width, card.height, card.is_circle) for card in cards] == [
        (96, 96, True),
        (69, 96, False),
        (96, 54, False),
        (0, 0, False),
    ]


def test_a_destination_that_two_uses_share_is_listed_once() -> None:
    places = [place.key for place in list_destinations(order_report("several").advice)]

    assert places[:2] == ["slack", "microsoft-365"]
    assert len(places) == len(set(places))


def test_a_destination_is_specified_when_anything_is_known() -> None:
    known = {key: is_specified(content().destinations[key]) for key in ("linkedin-profile", "us-passport", "zocdoc")}

    assert known == {"linkedin-profile": True, "us-passport": True, "zocdoc": False}
