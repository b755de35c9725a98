"""Seconds where milliseconds are asked for.

like: ../right/pools.py
fails: check-figures-start
"""
# %% figures
figures = {"gain": 5.70 / 1.47, "cores": 2, "thread": 1.01 / 4000, "process": 19.1 / 4000, "freed": 1.93, "price": 13.5}
