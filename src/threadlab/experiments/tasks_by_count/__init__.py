"""More and more tasks by a kind of worker: a job for those experiments that draw a line."""
