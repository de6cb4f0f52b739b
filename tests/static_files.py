"""The site's static files, read once for all test clients."""

from typing import Any, ClassVar

from headshot_advisor.storages import StaticFilesMiddleware


class SharedStaticFiles(StaticFilesMiddleware):
    """Reads the folder for the first client only: reading it takes longer than most pages."""

    files: dict[str, Any]
    known: ClassVar[dict[tuple[str, str], dict[str, Any]]] = {}

    def update_files_dictionary(self, root: str, prefix: str) -> None:
        """Find the files in a folder, as WhiteNoise does when it starts."""
        if (root, prefix) not in self.known:
            super().update_files_dictionary(root, prefix)
            self.known[root, prefix] = self.files
        self.files = self.known[root, prefix].copy()
