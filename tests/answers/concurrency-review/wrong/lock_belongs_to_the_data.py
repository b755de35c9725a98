"""There is a lock, so one guide goes to one visitor.

like: ../right/plain.py
fails: check-outputs-c
"""
# %% outputs
outputs_a = {1, 2, 3}
outputs_b = {"abc", "acb"}
outputs_c = {1}
outputs_d = {4}
outputs_e = {"abc"}
