"""What is measured, not tested: `make bench` prints a table of figures beside their goals."""
