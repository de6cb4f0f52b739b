"""Pictures that people send: they stay in memory, are cut off when they are too large, and never reach a disk."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict

from decision.pictures.limits import MAX_BYTES


class MemoryOnlyUpload(FileUploadHandler):
    """Keeps each file in memory and drops it once it is too large. Django's own handler writes large files to disk."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.too_large: set[str] = set()
        self._parts = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._parts = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MAX_BYTES:
            self.too_large.add(str(self.field_name))
            self._parts = BytesIO()
            raise SkipFile
        self._parts.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self._parts.seek(0)
        return InMemoryUploadedFile(
            self._parts, self.field_name, "picture", self.content_type, file_size, self.charset, self.content_type_extra
        )


@dataclass(frozen=True)
class Upload:
    """A form: its fields, the pictures by field, and the fields whose picture was too large."""

    fields: QueryDict
    pictures: dict[str, bytes]
    too_large: frozenset[str]


def receive_upload(request: HttpRequest) -> Upload:
    """Read a form with pictures. Call this before anything else reads the body, which would use Django's handlers."""
    handler = MemoryOnlyUpload(request)
    request.upload_handlers = [handler]
    fields = request.POST
    pictures = {name: file.read() for name, file in request.FILES.items() if isinstance(file, UploadedFile)}
    return Upload(fields, pictures, frozenset(handler.too_large))
