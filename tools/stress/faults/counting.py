"""What a fault has cost: inquiries, emails, and what people read instead of what they asked for."""

from collections import defaultdict
from dataclasses import dataclass

from tools.harness.mail_sink import Delivery
from tools.stress.faults.scene import Scene

EMAILS = 2  # that an inquiry writes


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Counts after a fault. All but the first, `emails`, `given_up` and `repeated_in_window` must be 0."""

    acknowledged: int
    lost: int
    stored_twice: int
    emails: int
    emails_lost: int
    given_up: int
    """Emails that the server refused for good. Staff see them as failed."""
    repeated_in_window: int
    """Sent again because nobody could know whether the server had taken them."""
    repeated_outside: int
    seen: str

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or repeated that need not be."""
        return not (self.lost or self.stored_twice or self.emails_lost or self.repeated_outside)


def count_outcome(scene: Scene) -> Outcome:
    """Return what is left once everything was delivered."""
    kept = {reference for (reference,) in scene.site.ask("SELECT reference FROM studio_inquiry")}
    keys = scene.site.ask("SELECT DISTINCT idempotency_key FROM studio_inquiry")
    states: dict[str, str] = dict(scene.site.ask("SELECT message_id, state FROM studio_mail"))
    taken = set(scene.sink.message_ids)
    inside, outside = count_repeats(scene.sink.deliveries)
    return Outcome(
        acknowledged=len(scene.crowd.acknowledged),
        lost=len(set(scene.crowd.acknowledged) - kept),
        stored_twice=len(kept) - len(keys),
        emails=len(states),
        emails_lost=EMAILS * len(kept)
        - len(states)
        + sum(state == "sent" and message_id not in taken for message_id, state in states.items()),
        given_up=sum(state == "failed" for state in states.values()),
        repeated_in_window=inside,
        repeated_outside=outside,
        seen=describe(scene),
    )


def count_repeats(deliveries: list[Delivery]) -> tuple[int, int]:
    """Return how many emails were accepted again after a cut, and how many although we knew of the first time."""
    inside = outside = 0
    earlier: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        if any(one.is_settled for one in earlier[delivery.message_id]):
            outside += 1
        elif earlier[delivery.message_id]:
            inside += 1
        earlier[delivery.message_id].append(delivery)
    return inside, outside


def describe(scene: Scene) -> str:
    """Return in words what people read instead of what they asked for."""
    trouble = [f"{what}: {words} {times} ×" for (what, words), times in sorted(scene.crowd.seen.items())]
    good = ", ".join(f"{times} × {what}" for what, times in sorted(scene.crowd.good.items()))
    return "; ".join(trouble) + f" (and {good} as usual)" if trouble else f"nothing: {good} as usual"
