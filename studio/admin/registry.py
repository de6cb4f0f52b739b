"""Imports every module that registers models. `studio.apps` imports this once the admin site exists."""

from studio.admin import (
    accounts,
    facts,
    inquiries,
    journal,
    outbox,
    packages,
    photo_days,
    portfolio,
    reply_templates,
    tally,
    third_party,
)

__all__ = [
    "accounts",
    "facts",
    "inquiries",
    "journal",
    "outbox",
    "packages",
    "photo_days",
    "portfolio",
    "reply_templates",
    "tally",
    "third_party",
]
