"""Seconds to start and join many processes, by start method; its job is that of `tasks`."""
