"""The drivers are joined, the sorters are not.

like: ../right/sentinels_and_conditions.py
fails: check-hall check-hall-crowd check-hall-time check-hall-hidden check-hall-room-hidden check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall [changed]
-    for thread in team:
-        thread.join()
