"""The two schedules are swapped.

like: ../right/plain.py
fails: check-stuck check-miscounted
"""
# %% schedules
miscounted = "main T1:2 T2:2"
stuck = "main T1:11 T2 T1"
