from pathlib import Path

import pytest

from decision.photo_check.credentials import Credentials, TrustLists, read_credentials
from decision.photo_check.generators import AI_EDITED, AI_MADE, Trace
from tests.decision.photo_check.signing import ISSUER, found_authority, sign, sign_action
from tests.listening import listen
from tools.harness.drawing import draw_pattern, write

FILES = Path(__file__).with_name("files")
TERM = "trainedAlgorithmicMedia"


def erase(data: bytes, name: bytes) -> bytes:
    """Return a file with 60 bytes overwritten, from this name on."""
    place = data.index(name)
    return data[:place] + bytes(60) + data[place + 60 :]


def test_a_picture_without_credentials_has_none() -> None:
    assert read_credentials(write(draw_pattern()), "JPEG") is None
    assert read_credentials(write(draw_pattern(), "PNG"), "PNG") is None
    assert read_credentials(write(draw_pattern(), "WEBP"), "WEBP") is None


def test_an_unknown_signer_is_valid_but_not_trusted() -> None:
    signed = sign(write(draw_pattern()), TERM)

    assert read_credentials(signed, "JPEG") == Credentials("untrusted", ISSUER, "Example Program", (TERM,))


def test_a_signer_on_the_trust_list_is_trusted() -> None:
    signed = sign(write(draw_pattern()), TERM)

    credentials = read_credentials(signed, "JPEG", TrustLists(signers=found_authority().anchor))

    assert credentials == Credentials("trusted", ISSUER, "Example Program", (TERM,))


def test_a_picture_that_changed_after_it_was_signed_is_broken() -> None:
    changed = bytearray(sign(write(draw_pattern()), TERM))
    changed[changed.rfind(b"\xff\xda") + 200] ^= 1

    credentials = read_credentials(bytes(changed), "JPEG", TrustLists(signers=found_authority().anchor))

    assert credentials is not None
    assert credentials.state == "broken"


@pytest.mark.parametrize("place", [b"c2ma", b"c2pa.actions", b"c2pa.claim", b"c2pa.signature"])
def test_damaged_credentials_cannot_be_checked(place: bytes) -> None:
    signed = sign(write(draw_pattern()), TERM)

    credentials = read_credentials(erase(signed, place), "JPEG")

    assert credentials is not None
    assert credentials.state == "unchecked"


def test_credentials_that_nothing_shows_any_more_are_none() -> None:
    signed = sign(write(draw_pattern()), TERM)

    assert read_credentials(erase(signed, b"jumb"), "JPEG") is None


def test_an_address_in_the_file_is_never_opened() -> None:
    with listen() as listener:
        xmp = (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'dcterms:provenance="{listener.address}/manifest.c2pa"/></rdf:RDF></x:xmpmeta>'
        )

        credentials = read_credentials(write(draw_pattern(), xmp=xmp.encode()), "JPEG")

    assert listener.asked == []
    assert credentials == Credentials("unchecked")


@pytest.mark.parametrize(
    ("action", "trace"),
    [
        (
            {"action": "c2pa.created", "softwareAgent": "Image Creator from Designer"},
            Trace("Image Creator", "Content Credentials", term=AI_MADE),
        ),
        (
            {"action": "c2pa.edited", "softwareAgent": {"name": "Adobe Firefly", "version": "3"}},
            Trace("Adobe Firefly", "Content Credentials", term=AI_EDITED),
        ),
    ],
)
def test_a_generator_is_known_as_the_agent_of_an_action(action: dict[str, object], trace: Trace) -> None:
    credentials = read_credentials(sign_action(write(draw_pattern()), action), "JPEG")

    assert credentials is not None
    assert (credentials.terms, credentials.traces) == ((), (trace,))


def test_an_expired_certificate_was_valid_when_it_signed() -> None:
    signed = (FILES / "c2pa_expired_ai.jpg").read_bytes()
    changed = bytearray(signed)
    changed[changed.rfind(b"\xff\xda") + 200] ^= 1

    credentials, after = read_credentials(signed, "JPEG"), read_credentials(bytes(changed), "JPEG")

    assert credentials == Credentials("expired", ISSUER, "Example Program", (TERM,))
    assert getattr(after, "state", None) == "broken"


def test_a_signer_is_trusted_by_an_older_list_and_not_by_one_of_timestamps() -> None:
    signed, anchor = sign(write(draw_pattern()), TERM), found_authority().anchor

    older = read_credentials(signed, "JPEG", TrustLists(older_signers=anchor))
    timestamps = read_credentials(signed, "JPEG", TrustLists(timestamps=anchor))

    assert (getattr(older, "state", None), getattr(timestamps, "state", None)) == ("trusted", "untrusted")


def test_a_missing_end_of_a_png_breaks_no_credentials() -> None:
    plain = write(draw_pattern(), "PNG")
    signed = sign(plain, TERM, kind="image/png")

    credentials = read_credentials(signed[: signed.rindex(b"IEND") - 4], "PNG")

    assert read_credentials(plain[: plain.rindex(b"IEND") - 4], "PNG") is None
    assert credentials == Credentials("untrusted", ISSUER, "Example Program", (TERM,))


def test_credentials_in_an_avif_are_read() -> None:
    signed = sign(write(draw_pattern(), "AVIF"), TERM, kind="image/avif")

    assert read_credentials(signed, "AVIF") == Credentials("untrusted", ISSUER, "Example Program", (TERM,))
