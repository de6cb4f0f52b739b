"""Notes what no page may do while a test uses the browser."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

OpenContext = Callable[..., BrowserContext]

# Chromium reports policy violations to the page; the console brings them to the test.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


@dataclass
class Watch:
    """The faults seen so far in the contexts that it follows, and every request that they made."""

    origin: str
    faults: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch the pages of `context` from now on."""
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)

    def _note_message(self, message: ConsoleMessage) -> None:
        if "policy" in message.text.lower():
            self.faults.append(message.text)

    def _note_error(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def _note_request(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith(f"{self.origin}/"):
            self.faults.append(f"another host: {request.url}")
