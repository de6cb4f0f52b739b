"""The documents on paper: the report, the session brief and the team sheet, as tagged PDF."""
