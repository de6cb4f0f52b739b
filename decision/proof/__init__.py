"""The proof: every promise of the framework checked over the whole space of answers."""

from decision.proof.run import prove
from decision.proof.stored import Asking, Edition, Extent, Proof, Proven, Shares, find_proof, write_proof

__all__ = ["Asking", "Edition", "Extent", "Proof", "Proven", "Shares", "find_proof", "prove", "write_proof"]
