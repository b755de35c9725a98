"""Servers of several designs with many clients at once: how fast, and how fair."""
