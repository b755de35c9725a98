"""Which schedules are run: all that matter, the shortest that fails, everything printed."""
