"""The web server in each gunicorn worker: waitress with deadlines, a memory limit and a queue for heavy work."""
