"""Real threads, watched: what they do while a block runs, as events."""
