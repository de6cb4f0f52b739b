"""The documents on paper: the report, the session brief and the team sheet, as tagged PDF."""

PAPERS = {"letter": "Letter", "a4": "A4"}
"""Key in our addresses -> name in CSS."""
