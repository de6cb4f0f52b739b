"""The desk: what staff see and change. Each module registers its part."""

from studio.admin import accounts, facts, inquiries, mails, packaged, packages, pictures, tallies, templates

__all__ = ["accounts", "facts", "inquiries", "mails", "packaged", "packages", "pictures", "tallies", "templates"]
