import logging
import os
import sys
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from decision.photo_check.landmarks import Frame
from decision.photo_check.messages import CheckTask, write_task
from decision.photo_check.words import words
from decision.pictures.limits import MAX_BYTES
from decision.pictures.refusals import Reason, load_sentences
from decision.web.photo_worker import find_photo_worker, start_photo_worker
from tests.decision.photo_check.signing import sign
from tools.harness.drawing import draw_face, draw_pattern, write

ADDRESS = "/check/?use=linkedin&viewer=recruiters"
HEIC = Path(__file__).parents[1] / "pictures" / "files"
COPY = "/check/copy/?use=linkedin&viewer=recruiters"


@pytest.fixture(scope="module", autouse=True)
def desk() -> None:
    start_photo_worker()


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("me.jpg", data, "image/jpeg")


def post(client: Client, data: bytes, address: str = ADDRESS, **fields: object) -> tuple[int, str]:
    response = client.post(address, {"picture": upload(data), **fields})
    return response.status_code, response.content.decode()


def test_the_page_asks_for_a_picture_and_carries_the_answers(client: Client) -> None:
    response = client.get(ADDRESS)

    page = response.content.decode()
    assert response.status_code == 200
    assert 'action="/check/?use=linkedin&amp;viewer=recruiters"' in page
    assert "LinkedIn (<a" in page
    assert 'name="use"' not in page
    assert 'id="results"></div>' in page
    assert not response.cookies


def test_only_these_pages_may_hold_pictures_inside(client: Client) -> None:
    here, elsewhere = client.get("/check/"), client.get("/compare/")

    assert "img-src 'self' data:" in here["Content-Security-Policy"]
    assert "data:" not in elsewhere["Content-Security-Policy"]
    assert "no-store" in here["Cache-Control"]


def test_a_check_shows_sizes_places_file_and_measurements(client: Client) -> None:
    status, page = post(client, write(draw_face()), way="frame", selfie=upload(write(draw_pattern())))

    assert status == 200
    for size in (48, 100, 200, 400):
        assert f'width="{size}" height="{size}"' in page
    assert page.count('<fieldset class="place">') == 10
    assert page.count("data:image/jpeg;base64,") > 20
    for said in (
        words().face["by-hand"].title,
        "LinkedIn profile photo",
        words().outcome["nothing"].title,
        "Beside your selfie",
    ):
        assert said in page
    assert 'name="destination" value="linkedin-profile"' in page
    assert "686 × 686 pixels" in page


def test_without_answers_the_general_sizes_are_shown(client: Client) -> None:
    _, page = post(client, write(draw_face()), "/check/", way="frame")

    assert 'width="72" height="72"' in page
    assert 'width="800" height="800"' in page
    assert "1.5 inches in print" in page
    assert 'name="destination"' not in page


def test_without_a_face_nothing_is_shown_that_needs_a_face(client: Client) -> None:
    _, page = post(client, write(draw_pattern()), way="find")

    assert '<fieldset class="place">' not in page
    assert "Use this frame" in page
    assert words().outcome["nothing"].title in page
    assert 'name="destination"' not in page


def test_only_the_button_beside_the_consent_lets_models_run(client: Client) -> None:
    _, placing = post(client, write(draw_face()), way="place")
    _, silent = post(client, write(draw_face()))
    _, found = post(client, write(draw_face()), way="find")

    assert words().face["not-placed"].title in placing
    assert words().face["not-placed"].title in silent
    assert '<fieldset class="place">' not in placing
    assert words().face["found"].title in found


def test_a_use_chosen_in_the_form_shapes_the_page_unless_the_address_names_one(client: Client) -> None:
    _, chosen = post(client, write(draw_face()), "/check/", way="frame", use="press-kit")
    _, unknown = post(client, write(draw_face()), "/check/", way="frame", use="nowhere")
    _, named = post(client, write(draw_face()), way="frame", use="press-kit")

    assert 'action="/check/?use=press-kit"' in chosen
    assert 'action="/check/"' in unknown
    assert 'action="/check/?use=linkedin&amp;viewer=recruiters"' in named


def test_places_beyond_the_edge_or_too_small_are_not_asked_about(client: Client) -> None:
    _, page = post(client, write(draw_face()), way="frame", across="50", down="99", width="10")

    assert 'type="hidden" name="look-clothing" value="absent"' in page
    assert 'type="hidden" name="look-eyes" value="unclear"' in page
    assert 'type="radio" name="look-eyes"' not in page
    assert "Too small to judge in this file: both eyes," in page


@pytest.mark.parametrize("rest", ["", "copy/", "answer/"])
def test_the_old_address_leads_here_with_its_query_and_its_method(client: Client, rest: str) -> None:
    read = client.get(f"/look-closer/{rest}?use=linkedin")
    sent = client.post(f"/look-closer/{rest}", {"way": "find"})

    assert (read.status_code, read["Location"]) == (308, f"/check/{rest}?use=linkedin")
    assert (sent.status_code, sent["Location"]) == (308, f"/check/{rest}")
    assert client.put(f"/look-closer/{rest}").status_code == 405


def test_a_frame_placed_by_hand_is_used_and_kept(client: Client) -> None:
    _, page = post(client, write(draw_face()), way="frame", across="40", down="60", width="20")

    assert 'name="across" min="0" max="100" value="40"' in page
    assert '<rect class="frame" x="30.0" y="50.5" width="20" height="19.0"' in page


def test_a_frame_that_was_found_is_not_one_placed_by_hand(client: Client) -> None:
    _, page = post(client, write(draw_face()), way="find", across="50", down="43", width="35", set="50-43-35")

    assert words().face["found"].title in page


def test_a_frame_placed_by_hand_stays_so_in_the_next_form(client: Client) -> None:
    _, page = post(client, write(draw_face()), way="find", across="40", set="50-40-33")
    _, again = post(client, write(draw_face()), way="find", across="40", set="by-hand")

    assert 'name="set" value="by-hand"' in page
    assert 'name="set" value="by-hand"' in again


@pytest.mark.parametrize("value", ["", "101", "-1", "4.5", "٣", "1" * 5000, "x"])
def test_a_frame_without_numbers_is_the_default_one(client: Client, value: str) -> None:
    status, page = post(client, write(draw_face()), across=value)

    assert status == 200
    assert f'name="across" min="0" max="100" value="{Frame().across}"' in page


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"\0\0\0\x18ftypqt  \0\0\0\0", 422, "video"),
        (b"", 422, "empty"),
        (write(draw_pattern())[:3000], 422, "broken"),
        (write(draw_pattern(20, 20)), 422, "too-small"),
        (b"\xff\xd8\xff" + bytes(MAX_BYTES), 413, "too-big"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes((0, 0, 99, 0, 0, 0, 99, 0)) + bytes(60),
            413,
            "too-many-pixels",
        ),
    ],
)
def test_a_picture_that_does_not_fit_is_refused_with_what_to_do(
    client: Client, data: bytes, status: int, reason: Reason
) -> None:
    found, page = post(client, data)

    assert found == status
    assert load_sentences()[reason].title in page
    assert load_sentences()[reason].advice in page
    assert '<div class="error-summary" role="group" aria-labelledby="problem"' in page
    assert "<title>Error:" in page


def test_a_form_without_a_picture_is_refused(client: Client) -> None:
    response = client.post(ADDRESS, {"way": "find"})

    assert response.status_code == 422
    assert load_sentences()["missing"].title in response.content.decode()


@pytest.mark.parametrize(("selfie", "reason"), [(b"GIF89a", "gif"), (b"", "empty")])
def test_a_selfie_that_does_not_fit_is_named(client: Client, selfie: bytes, reason: Reason) -> None:
    _, page = post(client, write(draw_face()), selfie=upload(selfie))

    assert '<a href="#selfie">' in page
    assert f"The selfie: {load_sentences()[reason].title}" in page
    assert '<a href="#picture">' not in page


def test_two_pictures_that_do_not_fit_are_both_named(client: Client) -> None:
    status, page = post(client, b"%PDF-1.7", selfie=upload(b"GIF89a"))

    assert status == 422
    titles = {key: load_sentences()[key].title for key in ("pdf", "gif")}
    assert page.index(titles["pdf"]) < page.index(f"The selfie: {titles['gif']}")


def test_a_heic_of_24_megapixels_is_shown(client: Client) -> None:
    status, page = post(client, (HEIC / "large.heic").read_bytes())

    assert status == 200
    assert "5712 × 4284 pixels" in page


def test_a_body_that_is_far_too_long_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post(ADDRESS, b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH="31000001")

    assert response.status_code == 413
    assert "15 MB" in response.content.decode()


def test_text_from_the_file_is_escaped(client: Client) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0131] = "<b>Canon</b>", "<script>alert(1)</script>"

    _, page = post(client, write(draw_face(), exif=exif.tobytes()))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_content_credentials_are_shown(client: Client) -> None:
    _, page = post(client, sign(write(draw_face()), "trainedAlgorithmicMedia"))

    assert "The file says: made or edited with AI" in page
    assert "Content Credentials: valid, signer unknown" in page
    assert "Example Camera Works" in page


def test_a_copy_is_sent_as_a_file(client: Client) -> None:
    response = client.post(COPY, {"picture": upload(write(draw_face())), "destination": "linkedin-profile"})

    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="headshot-linkedin-profile.jpg"'
    assert Image.open(BytesIO(response.content)).size == (686, 686)


def test_a_copy_needs_a_destination_and_a_picture(client: Client) -> None:
    nowhere = client.post(COPY, {"picture": upload(write(draw_face())), "destination": "nowhere"})
    nothing = client.post(COPY, {"destination": "slack"})

    assert (nowhere.status_code, nothing.status_code) == (400, 422)
    assert client.get(COPY).status_code == 405


def test_the_answer_follows_the_stakes(client: Client) -> None:
    response = client.get("/check/answer/?use=linkedin&viewer=recruiters&look-eyes=odd&look-hair=odd&look-skin=fine")

    page = response.content.decode()
    assert f"<h1>{words().advice['do-not-use'].title}</h1>" in page
    assert "Odd: both eyes, the edge of the hair." in page
    assert "too many for your LinkedIn profile" in page
    assert 'href="/advice/result/?use=linkedin&amp;viewer=recruiters"' in page


def test_an_answer_with_open_stakes_leads_to_the_questions(client: Client) -> None:
    page = client.get("/check/answer/?look-eyes=odd").content.decode()

    assert "<h1>One odd spot</h1>" in page
    assert 'href="/advice/"' in page


def test_nothing_judged_gives_no_advice_yet(client: Client) -> None:
    page = client.get("/check/answer/?use=linkedin&viewer=recruiters&look-eyes=unclear").content.decode()

    assert "No advice yet" in page
    assert "Use it only if it’s a real photograph" not in page


@pytest.mark.django_db
def test_sightings_are_not_read_as_answers(client: Client) -> None:
    page = client.get("/advice/result/?use=press-kit&look-eyes=odd").content.decode()

    assert "“look-eyes”" not in page


def test_unknown_answers_are_named_and_other_methods_refused(client: Client) -> None:
    page = client.get("/check/?use=nowhere").content.decode()

    assert "“nowhere”" in page
    assert client.put("/check/").status_code == 405
    assert client.post("/check/answer/").status_code == 405


def test_too_many_checks_at_once_are_asked_to_wait(client: Client) -> None:
    places = find_photo_worker()
    task = write_task(CheckTask(write(draw_face(3000, 3000, center=(1500, 1300), scale=3.5)), sizes=(800,)))
    others = [Thread(target=places.ask, args=(task,)) for _ in range(2)]
    for other in others:
        other.start()

    response = client.post(ADDRESS, {"picture": upload(write(draw_face()))})

    for other in others:
        other.join()
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Many people are looking right now" in response.content.decode()


_written: list[str] = []
_watchers: list[object] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        _written.append(str(arguments[0]))


@pytest.mark.django_db
def test_a_picture_leaves_no_trace_on_disk_in_the_database_or_in_a_log(
    client: Client, settings: Settings, django_assert_num_queries: object, caplog: pytest.LogCaptureFixture
) -> None:
    data = write(Image.effect_noise((2400, 2400), 90), quality=95)  # so large that Django would write it to a file
    assert len(data) > 2_621_440
    caplog.set_level(logging.INFO)
    if not _watchers:  # an audit hook cannot be removed
        sys.addaudithook(watch)
        _watchers.append(watch)
    _written.clear()

    with django_assert_num_queries(0):  # type: ignore[operator]
        status, _ = post(client, data, way="find")

    assert status == 200
    assert [path for path in _written if path != str(settings.LIMITS_FILE)] == []
    # On a busy machine the log may warn of a slow request; that names no picture.
    assert [record for record in caplog.records if record.name != "decision.workers.client"] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/compare/", "/check/"),
        ("/advice/result/?use=internal-directory&screening=no&size=page&matching=no", "/check/?use=internal"),
        ("/advice/result/?use=press-kit", "/check/?use=press-kit"),
        ("/advice/result/?use=job-application&competition=competitive&requested=no", "/check/?use=job"),
    ],
)
def test_the_comparison_and_every_result_lead_here(client: Client, address: str, link: str) -> None:
    assert f'href="{link}' in client.get(address).content.decode()
