"""A schedule that names a thread which is not there.

like: ../right/plain.py
fails: check-stuck
"""
# %% schedules
stuck = "main T1:2 T3"
miscounted = "main T1:11 T2 T1"
