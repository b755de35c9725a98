"""All three looking at once is not thought of.

like: ../right/plain.py
fails: check-outputs-a
"""
# %% outputs
outputs_a = {2, 3}
outputs_b = {"abc", "acb"}
outputs_c = {1, 2, 3}
outputs_d = {4}
outputs_e = {"abc"}
