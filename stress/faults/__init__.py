"""Faults while people use the site: `python -m stress faults` breaks one thing after the other and counts."""

from stress.faults.running import main

__all__ = ["main"]
