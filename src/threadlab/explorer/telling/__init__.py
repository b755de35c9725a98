"""A run told: events, names, how it ended, and where it stands after some steps."""
