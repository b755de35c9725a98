"""One run: its threads as fibers, who goes on next, and the log of what was touched."""
