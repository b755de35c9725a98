"""Text in place of a set, and a number that stands alone.

like: ../right/plain.py
fails: check-outputs-a check-outputs-d
"""
# %% outputs
outputs_a = "123"
outputs_b = {"abc", "acb"}
outputs_c = {1, 2, 3}
outputs_d = 4
outputs_e = {"abc"}
