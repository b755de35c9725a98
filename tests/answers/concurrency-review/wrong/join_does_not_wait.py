"""A join only announces: every order is possible.

like: ../right/plain.py
fails: check-outputs-b check-outputs-e
"""
# %% outputs
outputs_a = {1, 2, 3}
outputs_b = {"abc", "acb", "cab", "bac"}
outputs_c = {1, 2, 3}
outputs_d = {4}
outputs_e = {"abc", "acb", "cab", "bac", "bca", "cba"}
