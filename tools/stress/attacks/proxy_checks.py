"""What the proxies must not do: write bodies or answers to a disk, or people's addresses and answers to a log."""

from collections.abc import Iterator
from pathlib import Path

from tools.harness.site import wait_until
from tools.stress.attacks.client import Client
from tools.stress.attacks.frontends import FRONTENDS, Frontend
from tools.stress.attacks.kinds import CHECK
from tools.stress.attacks.pictures import write_photo

PHOTO = 4900, 4900  # pixels; 15 MB
TOKEN = "0123456789abcdef0123456789abcdef01234567"  # noqa: S105  # no such inquiry
VISITOR = "127.0.0.77"
PERSONAL = (TOKEN, "use=press-kit", VISITOR)
DOWN = 503


def check_proxies() -> list[str]:
    """Return a sentence for each thing that a proxy did."""
    from tools.stress.attacks.runs import serve_behind  # noqa: PLC0415  # which imports this

    faults: list[str] = []
    for name in FRONTENDS:
        with serve_behind(name) as scene:
            if scene.frontend.process is None:
                continue
            faults += [f"{name}: {fault}" for fault in find_written_files(scene.frontend)]
            scene.site.kill_server()
            faults += [f"{name}: {fault}" for fault in find_logged_requests(scene.frontend)]
    return faults


def find_written_files(frontend: Frontend) -> Iterator[str]:
    """Send large pictures, and look at the folder of temporary files: a file changes it even if it is deleted."""
    before = _list_changes(frontend.temporary)
    client, photo = Client(frontend.port, VISITOR), write_photo(*PHOTO)
    answers = [
        client.upload(CHECK, {"way": "find"}, [("picture", photo)]).status,
        client.send_inquiry("ada", [photo] * 3).status,
        client.upload(f"/studio/inquiry/own/{TOKEN}/", {}, [("photos", photo)]).status,
    ]
    if answers[:2] != [200, 302]:
        yield f"the pictures were answered with {answers}."
    if _list_changes(frontend.temporary) != before:
        yield "it wrote a file."


def _list_changes(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


def find_logged_requests(frontend: Frontend) -> Iterator[str]:
    """Ask for pages of a site that is down, and read the proxy's log."""
    client = Client(frontend.port, VISITOR)
    wait_until(lambda: client.ask("/").status == DOWN)
    down = client.ask(f"/studio/inquiry/own/{TOKEN}/?use=press-kit", Referer="http://127.0.0.1/?use=press-kit")
    if "content-security-policy" not in down.headers:
        yield "its own page has no security headers."
    for words in PERSONAL:
        if words in frontend.log:
            yield f"its log names “{words}”."
