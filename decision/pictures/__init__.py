"""Pictures that people send: how large they may be, and how they are opened within bounds. No Django, no network.

Both the close look and the studio open strangers' pictures, and only here.
"""
