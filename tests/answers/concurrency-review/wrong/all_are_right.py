"""Every verdict is the same.

like: ../right/plain.py
fails: check-verdicts-one check-verdicts-two check-verdicts-three
"""
# %% verdicts
verdicts = dict.fromkeys("abcdefgh", "right")
