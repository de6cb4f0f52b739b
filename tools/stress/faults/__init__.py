"""Faults while people use the site: `python -m tools.stress faults` breaks one thing after the other and counts."""

from tools.stress.faults.runs import main

__all__ = ["main"]
