import socket
from threading import Event, Thread

from decision.photo_check.credentials import Credentials, read_credentials
from tests.decision.photo_check.drawing import draw_pattern, write
from tests.decision.photo_check.signing import ISSUER, found_authority, sign

TERM = "trainedAlgorithmicMedia"


def test_a_picture_without_credentials_has_none() -> None:
    assert read_credentials(write(draw_pattern()), "JPEG") is None
    assert read_credentials(write(draw_pattern(), "PNG"), "PNG") is None
    assert read_credentials(write(draw_pattern(), "WEBP"), "WEBP") is None


def test_an_unknown_signer_is_valid_but_not_trusted() -> None:
    signed = sign(write(draw_pattern()), TERM)

    assert read_credentials(signed, "JPEG") == Credentials("untrusted", ISSUER, "Example Program", (TERM,))


def test_a_signer_on_the_trust_list_is_trusted() -> None:
    signed = sign(write(draw_pattern()), TERM)

    credentials = read_credentials(signed, "JPEG", found_authority().anchor)

    assert credentials == Credentials("trusted", ISSUER, "Example Program", (TERM,))


def test_a_picture_that_changed_after_it_was_signed_is_broken() -> None:
    changed = bytearray(sign(write(draw_pattern()), TERM))
    changed[changed.rfind(b"\xff\xda") + 200] ^= 1

    credentials = read_credentials(bytes(changed), "JPEG", found_authority().anchor)

    assert credentials is not None
    assert credentials.state == "broken"


def test_damaged_credentials_are_broken_and_never_an_error() -> None:
    signed = sign(write(draw_pattern()), TERM)
    place = signed.find(b"jumb")

    damaged = read_credentials(signed[:place] + bytes(60) + signed[place + 60 :], "JPEG")

    assert damaged is None or damaged.state == "broken"


def test_an_address_in_the_file_is_never_opened() -> None:
    called = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.0)

        def listen() -> None:
            try:
                server.accept()[0].close()
                called.set()
            except TimeoutError:
                pass

        listener = Thread(target=listen)
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/manifest.c2pa"
        xmp = (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'dcterms:provenance="{address}"/></rdf:RDF></x:xmpmeta>'
        )

        credentials = read_credentials(write(draw_pattern(), xmp=xmp.encode()), "JPEG")

        listener.join()
    assert not called.is_set()
    assert credentials == Credentials("elsewhere")
