"""The desk around the lists: its front page and how staff get in."""
