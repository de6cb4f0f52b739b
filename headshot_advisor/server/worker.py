"""gunicorn starts, reloads and stops the processes; inside of each of them waitress talks to the clients.

waitress reads a request whole before it takes a thread, so a slow client keeps no thread waiting.
"""

import os
import time

from gunicorn.workers.base import Worker

LONGEST_POLL = 1.0  # seconds; gunicorn hears from the worker at least as often
SHORT_POLL = 0.1  # seconds, while the worker stops


class WaitressWorker(Worker):
    """A gunicorn worker in which waitress serves."""

    def run(self) -> None:
        """Serve until gunicorn says stop, then finish the requests that have begun."""
        # Not at the top: gunicorn keeps this module through a reload, and the rest has to be the new code.
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
