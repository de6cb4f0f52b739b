"""The proof: every promise of the framework checked over the whole space of answers."""

from decision.verification.proof import Asking, Edition, Extent, Proof, Proven, Shares, find_proof, write_proof
from decision.verification.proving import prove

__all__ = ["Asking", "Edition", "Extent", "Proof", "Proven", "Shares", "find_proof", "prove", "write_proof"]
