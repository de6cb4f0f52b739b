"""A gunicorn worker that serves with waitress.

waitress reads a whole request before it uses a thread, so a slow client keeps no thread waiting.
"""

import os
import time

from gunicorn.workers.base import Worker

LONGEST_POLL = 1.0  # seconds; gunicorn hears from the worker at least as often
SHORT_POLL = 0.1  # seconds, while the worker stops


class WaitressWorker(Worker):
    """Serve with waitress; gunicorn starts, reloads and stops the process."""

    def run(self) -> None:
        """Serve until gunicorn stops the worker, then finish the current requests."""
        # Not at the top: gunicorn keeps this module during a reload, but all others must be new.
        from headshot_advisor.server.listener import Site  # noqa: PLC0415

        site = Site(self)
        while self.alive and self.ppid == os.getppid():
            self.notify()
            site.poll(LONGEST_POLL)
        site.stop_listening()
        end = time.monotonic() + self.cfg.graceful_timeout
        while site.is_busy() and time.monotonic() < end:
            self.notify()
            site.poll(SHORT_POLL)
