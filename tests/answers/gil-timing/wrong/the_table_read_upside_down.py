"""The shorter time divided by the longer one, the wait left in, and a percentage of the wrong number.

like: ../right/pools.py
fails: check-figures-class check-figures-start check-figures-free
"""
# %% figures
figures = {"gain": 1.47 / 5.70, "cores": 2, "thread": 3.01 / 4000 * 1000, "process": 21.1 / 4000 * 1000, "freed": 2.43 / 1.26, "price": (1 - 2.14 / 2.43) * 100}
