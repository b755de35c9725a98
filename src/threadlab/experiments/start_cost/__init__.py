"""What it costs to start and join an empty task, by kind."""
