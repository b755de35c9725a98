"""Whatever threads add may get lost, lock or not.

like: ../right/plain.py
fails: check-outputs-d
"""
# %% outputs
outputs_a = {1, 2, 3}
outputs_b = {"abc", "acb"}
outputs_c = {1, 2, 3}
outputs_d = {2, 3, 4}
outputs_e = {"abc"}
