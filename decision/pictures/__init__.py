"""Pictures that people send: how large they may be, and how they are opened within bounds. No Django, no network.

The photo check and the studio open strangers' pictures only here.
"""
