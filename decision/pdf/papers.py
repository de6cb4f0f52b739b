"""The papers that the documents come on."""

PAPERS = {"letter": "Letter", "a4": "A4"}
"""Key in our addresses -> name in CSS."""
