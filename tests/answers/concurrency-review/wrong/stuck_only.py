"""One schedule for both questions.

like: ../right/plain.py
fails: check-miscounted
"""
# %% schedules
stuck = miscounted = "main T1:2 T2:2"
