"""Errors are not thought of.

like: ../right/sentinels_and_conditions.py
fails: check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    return run_hall(trucks, work, sorters, room), []
