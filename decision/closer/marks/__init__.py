"""What a file says about itself. Every such mark is a claim; only a signature that holds is more than that."""
