"""Processes of their own beside the web, one of each kind for all web processes of a server: `server` is what they
run, `client` is how the web starts them and sends them requests. No Django here."""
