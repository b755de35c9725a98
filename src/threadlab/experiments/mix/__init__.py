"""Threads inside of processes: how long the same tasks take by each mix."""
