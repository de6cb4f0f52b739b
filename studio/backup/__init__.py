"""Backup and restore of an SQLite database and the files that its rows name, in one archive.

An archive is a tar file: `db.sqlite3`, `files/TABLE/NAME` for each file, and at its end `manifest.json` with the
SHA-256 of each and the number of rows in each table. An archive that was cut off has no manifest and is refused.

The list of erasures is not part of it: the list must be newer than what is restored.
"""
