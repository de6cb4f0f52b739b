"""Every module that registers something with the admin site. `studio.apps` imports this once the site exists."""

from studio.admin import (
    accounts,
    facts,
    inquiries,
    journal,
    outbox,
    packages,
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
    "portfolio",
    "reply_templates",
    "tally",
    "third_party",
]
