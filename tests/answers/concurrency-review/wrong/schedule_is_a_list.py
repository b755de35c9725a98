"""The schedule is a list of words.

like: ../right/plain.py
fails: check-stuck
"""
# %% schedules
stuck = ["main", "T1:2", "T2:2"]
miscounted = "main T1:11 T2 T1"
