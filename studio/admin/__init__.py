"""What staff see and change."""
