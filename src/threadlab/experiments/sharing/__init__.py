"""Increments by one thread and by several: what sharing costs."""
