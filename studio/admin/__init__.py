"""The staff site: what staff see and change."""
