"""Grading a class: prepare (trusted), run in a sandbox (untrusted), judge and record (trusted)."""
