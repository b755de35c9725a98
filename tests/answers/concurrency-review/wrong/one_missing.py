"""The last task was forgotten.

like: ../right/plain.py
fails: check-tools-one check-tools-two check-tools-three
"""
# %% tools [as released]
