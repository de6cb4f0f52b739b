"""Look closer: one picture, seen as a careful viewer would see it. No Django, no network, nothing kept.

It shows and it measures; it never guesses from pixels whether a picture is AI-made.
"""
