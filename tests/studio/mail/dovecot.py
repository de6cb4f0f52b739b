"""A Dovecot server with an empty mailbox, installed by `tools/install_dovecot`."""

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.harness.site import wait_until

# Dovecot 2.4 reads another configuration than 2.3 in some places.
OF_2_3 = """
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={user.pw_uid} gid={user.pw_gid} home={folder}/home
}}
"""
OF_2_4 = """
dovecot_config_version = {version}
dovecot_storage_version = {version}
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {folder}/mail
passdb static {{
  password = secret
}}
userdb static {{
  fields {{
    uid = {user.pw_uid}
    gid = {user.pw_gid}
    home = {folder}/home
  }}
}}
"""
CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
first_valid_uid = 1
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""
# Only root can switch users and change the root folder.
WITHOUT_ROOT = """
default_internal_user = {user.pw_name}
default_login_user = {user.pw_name}
service imap-login {{
  chroot =
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    port: int

    @property
    def address(self) -> str:
        return f"imap://studio:secret@127.0.0.1:{self.port}/INBOX"

    @contextmanager
    def _open(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=60) as server:
            server.login("studio", "secret")
            server.select("INBOX")
            yield server

    def deliver(self, message: EmailMessage) -> None:
        """Put an unread email into the mailbox."""
        with self._open() as server:
            server.append("INBOX", "", "", message.as_bytes())

    def list_unread(self) -> list[str]:
        """Return the subjects of the unread emails."""
        with self._open() as server:
            _, (found, *_) = server.search(None, "UNSEEN")
            subjects = []
            for number in found.split():
                _, (part, *_) = server.fetch(number.decode(), "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
                assert isinstance(part, tuple)
                subjects.append(part[1].decode().removeprefix("Subject: ").strip())
        return subjects


def answers(port: int) -> bool:
    with suppress(OSError), closing(imaplib.IMAP4("127.0.0.1", port, timeout=1).sock):
        return True
    return False


def find_version(program: str) -> str:
    run = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603  our own
    return run.stdout.split()[0].partition("-")[0]  # Debian appends its revision


@contextmanager
def run_dovecot() -> Iterator[Dovecot]:
    """Run a server until the block ends.

    Raises:
        FileNotFoundError: Dovecot isn't installed.
    """
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        raise FileNotFoundError("The test needs Dovecot. Type this, then try again: tools/install_dovecot")
    is_root = os.geteuid() == 0
    user = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in (folder, *(folder / name for name in ("home", "mail"))):
            part.mkdir(exist_ok=True)
            os.chown(part, user.pw_uid, user.pw_gid)
        folder.chmod(0o755)
        version = find_version(program)
        # 2.4 wants its version in the first line.
        text = (OF_2_3 if version.startswith("2.3") else OF_2_4) + CONFIGURATION + ("" if is_root else WITHOUT_ROOT)
        filled = text.format(folder=folder, user=user, port=port, version=version)
        (folder / "conf").write_text(filled.lstrip())
        server = subprocess.Popen([program, "-F", "-c", str(folder / "conf")])  # noqa: S603  our own command line
        try:
            wait_until(lambda: answers(port))
            yield Dovecot(port)
        finally:
            server.terminate()
            server.wait(60)
