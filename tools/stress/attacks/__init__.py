"""The attacks: one address does its worst, others use the site meanwhile. Run bare and behind both proxies."""

from tools.stress.attacks.runs import main

__all__ = ["main"]
