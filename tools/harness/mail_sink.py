"""A mail server for tests that can hang or refuse at any step of a conversation, as real ones do."""

import re
import socketserver
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread
from types import TracebackType
from typing import Self

STEPS = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "accepted")
"""Where it can hang: before its greeting, before its answer to a command, and after it has accepted the email."""
SILENCE = b""
"""As an answer: say nothing until the client hangs up."""


@dataclass
class Delivery:
    """An email that was accepted. It is settled once the client has recorded it and says goodbye."""

    message_id: str
    is_settled: bool = False
    text: bytes = b""


class Sink:
    """Accepts all email on a free port, unless `answers` has another answer for a step.

    With `stop_at`, the next client at that step never gets an answer, and `stopped` is set.
    """

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self.answers: dict[str, bytes] = {}
        self.stop_at = ""
        self.stopped = Event()
        sink = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with suppress(OSError):  # a killed client hangs up
                    sink.talk(self)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def message_ids(self) -> list[str]:
        """The Message-ID of each email that was accepted, in order."""
        return [delivery.message_id for delivery in self.deliveries]

    def talk(self, caller: socketserver.StreamRequestHandler) -> None:
        """Hold one conversation, until the caller hangs up."""
        taken: list[Delivery] = []
        self._answer(caller, "connect", b"220 sink")
        while line := caller.rfile.readline():
            command = line[:4].decode().upper()
            if command == "DATA" and self._answer(caller, "DATA", b"354 go on"):
                taken += self._take(caller)
                self._answer(caller, "accepted", b"250 taken")
            elif command == "QUIT":
                for delivery in taken:
                    delivery.is_settled = True
                self._answer(caller, "QUIT", b"221 bye")
            elif command != "DATA":
                self._answer(caller, command, b"250 fine")

    def _take(self, caller: socketserver.StreamRequestHandler) -> list[Delivery]:
        """Read an email and keep its Message-ID; nothing if the client hung up in the middle."""
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            line = caller.rfile.readline()
            if not line:
                return []
            text += line
        found = re.search(rb"^Message-ID:\s*(\S+)", text, re.MULTILINE | re.IGNORECASE)
        if not found:
            raise ValueError("An email came without a Message-ID.")
        self.deliveries.append(Delivery(found[1].decode(), text=text.removesuffix(b".\r\n")))
        return self.deliveries[-1:]

    def _answer(self, caller: socketserver.StreamRequestHandler, step: str, words: bytes) -> bool:
        """Send the usual answer or the one set for this step; return whether it was the usual one."""
        said = self.answers.get(step, words)
        if self.stop_at == step:
            self.stop_at, said = "", SILENCE
            self.stopped.set()
        if said == SILENCE:
            caller.rfile.read()  # until the client hangs up
            return False
        caller.wfile.write(said + b"\r\n")
        return said == words
