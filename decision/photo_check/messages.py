"""Tasks and what came of them as bytes, for the way between two processes. Types are checked on both sides."""

from dataclasses import replace

import msgspec

from decision.photo_check.check import CopyTask, Look, Looker, Refused, Task, open_selfie
from decision.photo_check.export import Copy
from decision.pictures.refusals import PictureRefusal
from decision.pictures.shrink import ShrinkTask, Shrunk, shrink
from decision.workers.server import Receive


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One of the three tasks."""

    look: Task | None = None
    copy: CopyTask | None = None
    shrink: ShrinkTask | None = None


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """The result of a task: one of the four."""

    look: Look | None = None
    copy: Copy | None = None
    shrunk: Shrunk | None = None
    refused: Refused | None = None


_read_request = msgspec.msgpack.Decoder(Request)
_read_reply = msgspec.msgpack.Decoder(Reply)
_write = msgspec.msgpack.Encoder()


def answer_request(looker: Looker, receive: Receive) -> bytes:
    """Do the task in a message and return the message for what came of it."""
    request = _read_request.decode(receive())
    if request.shrink:
        try:
            return _write.encode(Reply(shrunk=shrink(request.shrink)))
        except PictureRefusal as refusal:
            return _write.encode(Reply(refused=Refused(refusal.reason)))
    if request.copy:
        done = looker.copy(request.copy)
        return _write.encode(Reply(refused=done) if isinstance(done, Refused) else Reply(copy=done))
    task = request.look or Task(b"")
    del request
    selfie = open_selfie(task.selfie)
    task = replace(task, selfie=b"")  # its 15 MB are needed to decode a large HEIC
    found = looker.look(task, selfie)
    return _write.encode(Reply(refused=found) if isinstance(found, Refused) else Reply(look=found))


def write_task(task: Task | CopyTask | ShrinkTask) -> bytes:
    """Return the message for a task."""
    if isinstance(task, ShrinkTask):
        return _write.encode(Request(shrink=task))
    return _write.encode(Request(copy=task) if isinstance(task, CopyTask) else Request(look=task))


def read_reply(data: bytes) -> Look | Copy | Shrunk | Refused:
    """Return the result of a task."""
    reply = _read_reply.decode(data)
    return reply.look or reply.copy or reply.shrunk or reply.refused or Refused("broken")
