"""Producers, a buffer and consumers: how full the buffer is while they work."""
