"""Both schedules let one curator finish first.

like: ../right/plain.py
fails: check-stuck check-miscounted
"""
# %% schedules
stuck = "main T1 T2"
miscounted = "main T1 T2"
