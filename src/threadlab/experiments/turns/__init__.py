"""Whose turn it was: the lanes of real threads, and of the GIL that they hand to each other."""
