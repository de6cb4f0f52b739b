"""The site bare, behind nginx and behind Caddy, with the files of deploy/."""

import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.harness.site import ROOT, wait_until

NGINX = """
daemon off;
pid {folder}/nginx.pid;
worker_processes 2;
error_log stderr crit;
events {{ worker_connections 768; }}
http {{
	client_body_temp_path {folder}/temporary/body;
	proxy_temp_path {folder}/temporary/proxy;
	fastcgi_temp_path {folder}/temporary/fastcgi;
	uwsgi_temp_path {folder}/temporary/uwsgi;
	scgi_temp_path {folder}/temporary/scgi;
	include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Frontend:
    """What visitors talk to: a port, and the processes of a proxy if there is one."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    proxies: int = field(default=0)

    @property
    def temporary(self) -> Path:
        """Where the proxy would put what does not fit into its memory."""
        return self.folder / "temporary"

    @property
    def log(self) -> str:
        """What the proxy has logged."""
        return (self.folder / "log").read_text(errors="replace")


def find_port() -> int:
    """Return a free port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    return port


@contextmanager
def run_bare(site_port: int, folder: Path) -> Iterator[Frontend]:
    """Let visitors talk to the site itself."""
    yield Frontend(site_port, folder)


@contextmanager
def run_nginx(site_port: int, folder: Path) -> Iterator[Frontend]:
    """Run nginx with deploy/nginx.conf, but for its certificate, its ports and the folder of its temporary files."""
    port = find_port()
    written = (ROOT / "deploy/nginx.conf").read_text()
    written = re.sub(r"\tssl_certificate.*\n", "", written)
    changes = {
        "listen 80;": f"listen 127.0.0.1:{find_port()};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        "127.0.0.1:8000": f"127.0.0.1:{site_port}",
    }
    (folder / "site.conf").write_text(_replace(written, changes))
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder))
    (folder / "temporary").mkdir()
    folder.chmod(0o755)  # nginx's workers run as another user
    with _run(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], port, folder) as frontend:
        yield frontend


@contextmanager
def run_caddy(site_port: int, folder: Path) -> Iterator[Frontend]:
    """Run Caddy with deploy/Caddyfile, but for its own port and the site's."""
    port = find_port()
    written = re.sub(r"\t\tdynamic a web 8000 \{.*?\}\n", f"\t\tto 127.0.0.1:{site_port}\n",
                     (ROOT / "deploy/Caddyfile").read_text(), flags=re.DOTALL)  # fmt: skip
    (folder / "Caddyfile").write_text(_replace(written, {"\tservers {": "\tadmin off\n\tservers {"}))
    (folder / "temporary").mkdir()
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder))
    environment = {"SITE_URL": f"http://127.0.0.1:{port}", "TMPDIR": str(folder / "temporary")} | homes
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with _run(command, port, folder, **environment) as frontend:
        yield frontend


FRONTENDS: dict[str, Callable[[int, Path], AbstractContextManager[Frontend]]] = {
    "bare": run_bare,
    "nginx": run_nginx,
    "Caddy": run_caddy,
}


def _replace(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"The file of deploy/ holds no “{old}”.")
        text = text.replace(old, new)
    return text


@contextmanager
def _run(command: list[str], port: int, folder: Path, **environment: str) -> Iterator[Frontend]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=os.environ | environment, stdout=log, stderr=log)  # noqa: S603  # ours
    try:
        wait_until(lambda: _listens(port))
        yield Frontend(port, folder, process, proxies=1)
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
