"""Measurements on the reader's own machine: a job in a child process, its figures, its panels."""
