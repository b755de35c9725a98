"""Each office knows what it had at first, so a moved ticket is refunded where it is not.

like: ../right/transfer_in_two_steps.py
fails: check-transfer-refund
"""
# %% transfer [changed]
-        source.all.difference_update(moved)

-        target.all.update(moved)
