"""The photo check: shows a picture as a careful viewer would see it. No network, and nothing is kept.

It shows and measures. It never guesses from pixels whether a picture is AI-made.
"""
