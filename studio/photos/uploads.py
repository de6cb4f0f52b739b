"""Uploads are cut while they are read: a file that is too long never fills memory."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LONGEST_UPLOAD = 15_000_000  # bytes


class CutUpload(UploadedFile):
    """What is left of a file that was too long: its name and how much came before nobody read on."""


class CutLongUploads(FileUploadHandler):
    """Stands before Django's own handlers and hands on no more than LONGEST_UPLOAD bytes of each file."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.length = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand on the chunk, or drop it."""
        self.length += len(raw_data)
        return raw_data if self.length <= LONGEST_UPLOAD else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave a whole file to the next handler; for a cut one, throw away what the others have of it."""
        if self.length <= LONGEST_UPLOAD or self.request is None:
            return None
        for handler in self.request.upload_handlers:
            if file := getattr(handler, "file", None):
                file.close()
        return CutUpload(None, self.file_name, self.content_type, self.length)
