import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from decision.photo_check.generators import Trace
from decision.photo_check.metadata import Metadata, make_printable, read_metadata
from decision.photo_check.source_types import ADDRESS
from decision.pictures.open import open_picture
from tools.harness.drawing import draw_pattern, write

FILES = Path(__file__).with_name("files")
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description {attributes}>{elements}</rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


def read(data: bytes) -> Metadata:
    return read_metadata(open_picture(data))


def read_xmp(attributes: str = "", elements: str = "") -> Metadata:
    xmp = XMP.format(attributes=attributes, elements=elements)
    return read(write(draw_pattern(64, 64), xmp=xmp.encode()))


def write_tagged(**tags: str) -> bytes:
    exif = Image.Exif()
    for name, number in (("make", Base.Make), ("model", Base.Model), ("software", Base.Software)):
        if name in tags:
            exif[number] = tags[name]
    if "comment" in tags:
        exif.get_ifd(IFD.Exif)[Base.UserComment] = b"UNICODE\0" + tags["comment"].encode("utf-16-be")
    return write(draw_pattern(64, 64), exif=exif.tobytes())


def write_texts(**texts: str) -> bytes:
    info = PngInfo()
    for key, text in texts.items():
        info.add_text(key, text)
    return write(draw_pattern(64, 64), "PNG", pnginfo=info)


def test_a_picture_without_metadata_has_none() -> None:
    assert read(write(draw_pattern())) == Metadata()


@pytest.mark.parametrize(
    ("file", "traces"),
    [
        ("gen_comfy.webp", (Trace("ComfyUI", "EXIF Make"),)),
        ("gen_comfy_exif.jpg", (Trace("ComfyUI", "EXIF Make"),)),
        ("gen_fooocus.jpg", (Trace("Fooocus", "EXIF Software"),)),
        ("gen_midjourney.png", (Trace("Midjourney", "PNG text “Description”", is_hint=True),)),
        ("xmp_creatortool_firefly.jpg", (Trace("Adobe Firefly", "XMP CreatorTool"),)),
        ("xmp_credit_google.jpg", (Trace("Google AI", "XMP Credit"),)),
    ],
)
def test_a_generator_is_known_wherever_it_writes(file: str, traces: tuple[Trace, ...]) -> None:
    metadata = read((FILES / file).read_bytes())

    assert metadata.traces == traces
    assert metadata.camera is None


@pytest.mark.parametrize(
    ("texts", "program"),
    [
        ({"parameters": "a portrait\nSteps: 20, Sampler: Euler a"}, "Stable Diffusion web UI"),
        ({"parameters": '{"sui_image_params": {"steps": 20}}'}, "SwarmUI"),
        ({"workflow": "{}"}, "ComfyUI"),
        ({"invokeai_metadata": "{}"}, "InvokeAI"),
        ({"Software": "NovelAI", "Source": "NovelAI Diffusion V4"}, "NovelAI"),
    ],
)
def test_texts_of_image_generators_are_known(texts: dict[str, str], program: str) -> None:
    assert [trace.generator for trace in read(write_texts(**texts)).traces] == [program]


def test_a_generator_is_known_by_what_it_writes_into_a_comment() -> None:
    data = write_tagged(comment="a portrait\nSteps: 20, Sampler: Euler a")

    assert read(data).traces == (Trace("Stable Diffusion web UI", "EXIF UserComment"),)


@pytest.mark.parametrize(
    "data",
    [
        write_tagged(comment="Steps: to the studio"),
        write_tagged(make="Imagen Cameras", software="Leonardo 2"),
        write_texts(Description="Not made with Midjourney"),
    ],
)
def test_ordinary_words_are_no_trace(data: bytes) -> None:
    assert read(data).traces == ()


def test_the_iptc_record_of_a_jpeg_is_read() -> None:
    record = b"\x1c\x02\x6e" + len(b"Made with Google AI").to_bytes(2, "big") + b"Made with Google AI"
    resource = b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record + bytes(len(record) % 2)
    segment = b"Photoshop 3.0\0" + resource
    data = write(draw_pattern(64, 64))

    metadata = read(data[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + data[2:])

    assert metadata.traces == (Trace("Google AI", "IPTC Credit"),)
    assert metadata.entries == (("Credit", "Made with Google AI"),)


@pytest.mark.parametrize(
    ("attributes", "elements"),
    [
        (f'Iptc4xmpExt:DigitalSourceType="{ADDRESS}trainedAlgorithmicMedia"', ""),
        (
            "Iptc4xmpExt:DigitalSourceType='https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/'",
            "",
        ),
        ('DigitalSourceType="digsrctype:trainedAlgorithmicMedia"', ""),
        ('Iptc4xmpExt:DigitalSourceType="TrainedAlgorithmicMedia"', ""),
        ('Iptc4xmpExt:DigitalSourceType="Trained algorithmic media"', ""),
        ("", "<Iptc4xmpExt:DigitalSourceType>trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"),
        ("", f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{ADDRESS}trainedAlgorithmicMedia"/>'),
    ],
)
def test_every_spelling_of_the_source_type_is_read(attributes: str, elements: str) -> None:
    assert read_xmp(attributes, elements).terms == ("trainedAlgorithmicMedia",)


def test_an_ai_system_is_a_trace_whatever_its_name() -> None:
    named = read_xmp('Iptc4xmpExt:AISystemUsed="ChatGPT 5"')
    unknown = read_xmp("", "<Iptc4xmpExt:AISystemUsed>Painter 9</Iptc4xmpExt:AISystemUsed>")

    assert named.traces == (Trace("OpenAI", "XMP AISystemUsed"),)
    assert unknown.traces == (Trace("Painter 9", "XMP AISystemUsed"),)


def test_lists_and_utf_16_are_read() -> None:
    title = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Zoë &amp; me</rdf:li></rdf:Alt></dc:title>"
    xmp = XMP.format(attributes="", elements=title)

    assert read_xmp("", title).entries == (("Title", "Zoë & me"),)
    assert read(write(draw_pattern(64, 64), xmp=xmp.encode("utf-16"))).entries == (("Title", "Zoë & me"),)


def test_hostile_xmp_is_searched_and_never_parsed() -> None:
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 50}">' for n in range(20))
    xmp = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><x>&a20; {ADDRESS}compositeSynthetic</x>'

    assert read(write(draw_pattern(), xmp=xmp.encode())).terms == ("compositeSynthetic",)


@pytest.mark.parametrize(
    ("make", "model", "software", "camera", "program"),
    [
        ("Canon", "Canon EOS R5", "Firmware Version 1.8.1", "Canon EOS R5", None),
        ("NIKON CORPORATION", "NIKON Z 6", "Ver.01.00", "NIKON Z 6", None),
        ("Apple", "iPhone 15", "17.4.1", "Apple iPhone 15", None),
        ("samsung", "SM-S918B", "S918BXXS3BWK5", "samsung SM-S918B", None),
        ("Google", "Pixel 8", "HDR+ 1.0.585804401zd", "Google Pixel 8", None),
        (
            "Canon",
            "Canon EOS R5",
            "Adobe Lightroom 14.1 (Macintosh)",
            "Canon EOS R5",
            "Adobe Lightroom 14.1 (Macintosh)",
        ),
    ],
)
def test_a_camera_is_named_once_and_firmware_is_not_a_program(
    make: str, model: str, software: str, camera: str, program: str | None
) -> None:
    metadata = read(write_tagged(make=make, model=model, software=software))

    assert (metadata.camera, metadata.software) == (camera, program)


@pytest.mark.parametrize(("file", "has_location"), [("gps_version_only.jpg", False), ("xmp_gps.jpg", True)])
def test_a_location_is_reported_only_with_coordinates(file: str, has_location: bool) -> None:
    assert read((FILES / file).read_bytes()).has_location is has_location


@pytest.mark.parametrize(
    ("latitude", "has_location"), [((52.0, 31.0, 0.0), True), ((IFDRational(0, 0),) * 3, False), ((), False)]
)
def test_coordinates_in_exif_must_be_numbers(latitude: tuple[float, ...], has_location: bool) -> None:
    exif = Image.Exif()
    exif[IFD.GPSInfo] = {GPS.GPSLatitude: latitude, GPS.GPSLongitude: (13.0, 24.0, 0.0)}

    assert read(write(draw_pattern(64, 64), exif=exif.tobytes())).has_location is has_location


def test_everything_else_is_listed_so_that_nothing_means_nothing() -> None:
    assert read(write_texts(Title="Me", Author="Zoë")).entries == (("Title", "Me"), ("Author", "Zoë"))
    assert read(write(draw_pattern(64, 64), comment=b"hello")).entries == (("Comment", "hello"),)
    assert read((FILES / "big_ztext.png").read_bytes()).entries == (("XMP", "a very long text"),)
    assert read((FILES / "xmp_orient6.jpg").read_bytes()).entries == (("XMP", "technical details"),)


def test_a_mark_in_a_text_that_is_too_long_is_still_found() -> None:
    image, info = draw_pattern(64, 64), PngInfo()
    xmp = XMP.format(attributes='photoshop:Credit="Made with Google AI"', elements=" " * 400_000)
    info.add_itxt("XML:com.adobe.xmp", xmp, zip=True)
    out = BytesIO()
    image.save(out, "PNG", pnginfo=info)

    assert read(out.getvalue()).traces == (Trace("Google AI", "XMP Credit"),)


def test_text_becomes_one_short_printable_line() -> None:
    assert make_printable("a\nb\0c" + "d" * 100) == "abc" + "d" * 77
    assert make_printable("ZoÃ«") == make_printable("Zoë".encode()) == "Zoë"
    assert make_printable(7) is None
    assert make_printable(" \n ") is None


def extend_xmp(data: bytes, extension: bytes, step: int) -> bytes:
    """Return a JPEG with an extension of its XMP in segments of so many bytes, the last of them first."""
    length = struct.pack(">I", len(extension))
    bodies = [
        b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + length + struct.pack(">I", at) + extension[at : at + step]
        for at in range(0, len(extension), step)
    ]
    segments = [b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body for body in reversed(bodies)]
    return data[:2] + b"".join(segments) + data[2:]


@pytest.mark.parametrize("step", [7, 60_000])
@pytest.mark.parametrize("main", [b"", XMP.format(attributes='xmp:CreatorTool="GIMP"', elements="").encode()])
def test_a_mark_in_the_extension_of_the_xmp_is_read(main: bytes, step: int) -> None:
    extension = XMP.format(attributes=f'a:DigitalSourceType="{ADDRESS}trainedAlgorithmicMedia"', elements="").encode()

    metadata = read(extend_xmp(write(draw_pattern(64, 64), xmp=main), extension, step))

    assert metadata.terms == ("trainedAlgorithmicMedia",)
    assert metadata.software == ("GIMP" if main else None)
