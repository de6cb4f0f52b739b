"""Truncate large uploads while they are read, so that they never fill the memory."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LONGEST_UPLOAD = 15_000_000  # bytes


class TruncatedUpload(UploadedFile):
    """A file that was too large: its name and size, without its content."""


class TruncateLongUploads(FileUploadHandler):
    """Runs before Django's own handlers and passes at most LONGEST_UPLOAD bytes of each file to them."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.length = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass the chunk to the next handler, or drop it."""
        self.length += len(raw_data)
        return raw_data if self.length <= LONGEST_UPLOAD else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave a complete file to the next handler; of a truncated one, discard what they have."""
        if self.length <= LONGEST_UPLOAD or self.request is None:
            return None
        for handler in self.request.upload_handlers:
            if file := getattr(handler, "file", None):
                file.close()
        return TruncatedUpload(None, self.file_name, self.content_type, self.length)
