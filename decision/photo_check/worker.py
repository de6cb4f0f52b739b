"""The photo worker: one low-priority process that looks at pictures, for all web processes of a server.

`python -m decision.photo_check.worker SOCKET SECONDS MODELS SIGNERS TIMESTAMPS OLDER_SIGNERS`, where the last three are
files of certificates or empty. It holds no Django, no database and no network,
and keeps nothing of a picture. A request is a task and the answer its result, both as MessagePack.
"""

import sys
from functools import partial
from pathlib import Path

from decision.workers.server import Limits, Work, serve

MEMORY = 400_000_000
"""Bytes of addresses beyond the loaded models; decision/pictures/limits.py keeps an honest picture well under that."""
FILES = 32


def load_photo_worker(models: Path, signers: str = "", timestamps: str = "", older_signers: str = "") -> Work:
    """Load the models, if they are there, the decoder of HEIC, and the certificates in the files that were given."""
    import pi_heif  # noqa: F401, PLC0415

    from decision.photo_check.check import PhotoChecker, answer_request  # noqa: PLC0415
    from decision.photo_check.credentials import TrustLists  # noqa: PLC0415
    from decision.photo_check.models import FaceModels, has_models  # noqa: PLC0415  # a waiting worker stays small

    lists = (Path(file).read_text(encoding="utf-8") if file else "" for file in (signers, timestamps, older_signers))
    checker = PhotoChecker(FaceModels(models) if has_models(models) else None, TrustLists(*lists))
    return partial(answer_request, checker)


if __name__ == "__main__":
    _socket, _longest, _models, *_lists = sys.argv[1:]
    _load = partial(load_photo_worker, Path(_models), *_lists)
    serve(Path(_socket), _load, Limits(seconds=float(_longest), memory=MEMORY, files=FILES))
