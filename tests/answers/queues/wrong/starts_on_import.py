"""An experiment at the end of the module, without a guard.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-together-hidden check-depot-hidden
"""
# %% depot [changed]
     return [found[number] for number in range(len(parcels))]
+
+
+
+print(sort_in_processes([1, 2], abs, 2))
