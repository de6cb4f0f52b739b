"""Tasks and what came of them as bytes, for the way between two processes. Types are checked on both sides."""

import msgspec

from decision.photo_check.check import CopyTask, Look, Looker, Refused, Task
from decision.photo_check.export import Copy
from decision.workers.server import Receive


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One of the two tasks."""

    look: Task | None = None
    copy: CopyTask | None = None


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """What came of a task: one of the three."""

    look: Look | None = None
    copy: Copy | None = None
    refused: Refused | None = None


_read_request = msgspec.msgpack.Decoder(Request)
_read_reply = msgspec.msgpack.Decoder(Reply)
_write = msgspec.msgpack.Encoder()


def answer_request(looker: Looker, receive: Receive) -> bytes:
    """Do the task in a message and return the message for what came of it."""
    request = _read_request.decode(receive())
    if request.copy:
        done = looker.copy(request.copy)
        return _write.encode(Reply(refused=done) if isinstance(done, Refused) else Reply(copy=done))
    found = looker.look(request.look or Task(b""))
    return _write.encode(Reply(refused=found) if isinstance(found, Refused) else Reply(look=found))


def write_task(task: Task | CopyTask) -> bytes:
    """Return the message for a task."""
    return _write.encode(Request(copy=task) if isinstance(task, CopyTask) else Request(look=task))


def read_reply(data: bytes) -> Look | Copy | Refused:
    """Return what came of a task."""
    reply = _read_reply.decode(data)
    return reply.look or reply.copy or reply.refused or Refused("broken")
