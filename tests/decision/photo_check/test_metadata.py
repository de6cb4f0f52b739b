import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from decision.photo_check.metadata import (
    ADDRESS,
    EXIF,
    GPS,
    MAKE,
    MODEL,
    SOFTWARE,
    USER_COMMENT,
    Metadata,
    clean_text,
    read_metadata,
)
from decision.pictures.open import open_picture
from tools.harness.drawing import draw_pattern, write


def read(data: bytes) -> Metadata:
    return read_metadata(open_picture(data))


def write_tagged(**tags: str) -> bytes:
    exif = Image.Exif()
    for name, number in (("make", MAKE), ("model", MODEL), ("software", SOFTWARE)):
        if name in tags:
            exif[number] = tags[name]
    if "comment" in tags:
        exif.get_ifd(EXIF)[USER_COMMENT] = b"UNICODE\0" + tags["comment"].encode("utf-16-be")
    if "place" in tags:
        exif.get_ifd(GPS)[1] = tags["place"]
    return write(draw_pattern(64, 64), exif=exif.tobytes())


def test_a_picture_without_metadata_has_none() -> None:
    assert read(write(draw_pattern())) == Metadata()


def test_camera_program_and_place_are_read_from_exif() -> None:
    data = write_tagged(make="Canon", model="EOS R5", software="Darkroom 4", place="N")

    assert read(data) == Metadata(camera="Canon EOS R5", software="Darkroom 4", has_place=True)


@pytest.mark.parametrize(
    ("chunk", "program"),
    [("parameters", "Stable Diffusion web UI"), ("workflow", "ComfyUI"), ("invokeai_metadata", "InvokeAI")],
)
def test_text_chunks_of_image_generators_are_known(chunk: str, program: str) -> None:
    info = PngInfo()
    info.add_text(chunk, "{}")

    metadata = read(write(draw_pattern(), "PNG", pnginfo=info))

    assert metadata.generator == program


def test_a_generator_is_known_by_its_name_or_by_its_traces() -> None:
    named = read(write_tagged(software="Adobe Firefly 3"))
    traced = read(write_tagged(comment="a portrait\nSteps: 20, Sampler: Euler a"))

    assert named.generator == "Adobe Firefly 3"
    assert traced.generator == "Stable Diffusion web UI"


def test_an_ordinary_comment_is_not_a_trace() -> None:
    assert read(write_tagged(comment="Steps: to the studio")).generator is None


def test_the_source_type_is_read_from_xmp() -> None:
    xmp = f'<x:xmpmeta><a b="{ADDRESS}digitalCapture" c="{ADDRESS}humanEdits"/></x:xmpmeta>'

    metadata = read(write(draw_pattern(), xmp=xmp.encode()))

    assert metadata.terms == ("digitalCapture", "humanEdits")


def test_hostile_xmp_is_searched_and_never_parsed() -> None:
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 50}">' for n in range(20))
    xmp = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><x>&a20; {ADDRESS}compositeSynthetic</x>'

    metadata = read(write(draw_pattern(), xmp=xmp.encode()))

    assert metadata.terms == ("compositeSynthetic",)


def test_text_becomes_one_short_printable_line() -> None:
    assert clean_text("a\nb\0c" + "d" * 100) == "abc" + "d" * 77
    assert clean_text(b"bytes") == "bytes"
    assert clean_text(7) is None
    assert clean_text(" \n ") is None
