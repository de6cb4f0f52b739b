"""The desk: what staff see and change. Each module registers its part."""

from studio.admin import accounts, facts, inquiries, journal, mails, packages, pictures, tallies, templates

__all__ = ["accounts", "facts", "inquiries", "journal", "mails", "packages", "pictures", "tallies", "templates"]
