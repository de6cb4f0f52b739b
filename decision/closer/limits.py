"""How large a picture may be. The same limits hold for every picture that people send."""

MAX_BYTES = 15_000_000
MAX_PIXELS = 40_000_000
MIN_SIDE = 32
"""Pixels. Anything smaller holds no portrait."""
WORKING_PIXELS = 20_000_000
"""Larger pictures are halved while they are read: memory stays bounded, and every detail is still far above need."""
