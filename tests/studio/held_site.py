"""A site whose server is killed in the middle of a request: it reports how far the request has come, and waits.

`HOLD` is the path of a folder. An inquiry that has come makes the file "arrived" there; one that is kept makes the file
"kept", and its reply is held back until the server is killed.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Event
from wsgiref.types import StartResponse, WSGIEnvironment

from headshot_advisor.wsgi import application as site

FOLDER = Path(os.environ["HOLD"])


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer as the site does, but never answer a form."""
    if environ["REQUEST_METHOD"] != "POST":
        return site(environ, start_response)
    (FOLDER / "arrived").touch()
    site(environ, start_response)
    (FOLDER / "kept").touch()
    Event().wait()
    return []
