from pathlib import Path

import pytest

from tools.check_photos import main
from tools.harness.drawing import draw_face, write

FILES = Path(__file__).parents[1] / "decision" / "photo_check" / "files"


def test_a_folder_is_checked_and_its_outcomes_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "me.jpg").write_bytes(write(draw_face()))
    (tmp_path / "inside" / "made.webp").write_bytes((FILES / "gen_comfy.webp").read_bytes())
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")

    status = main([str(tmp_path), "--list"])

    printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert status == 0
    assert printed[:3] == [
        "inside/made.webp shown: WEBP none ai ComfyUI none made, with the AI mark",
        "me.jpg shown: JPEG found nothing none none made",
        "notes.pdf refused: pdf at most 5 ms",
    ]
    assert printed[printed.index("File") + 1 : printed.index("Face") - 1] == [
        "1 shown: WEBP",
        "1 shown: JPEG",
        "1 refused: pdf",
    ]
