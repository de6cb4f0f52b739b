"""Processes of their own beside the web, one of each kind for all web processes of a server: `serving` is what they
run, `calling` is how the web starts and asks them. No Django here."""
