"""The speed-up upside down, the share of the others taken for that of the one, and no limit seen.

like: ../right/pools.py
fails: check-laws check-laws-hidden check-laws-needed
"""
# %% laws
def speed_up(times):
    return {n: times[n] / times[1] for n in times}

def amdahl(alone, workers):
    return 1 / ((1 - alone) + alone / workers)

def workers_needed(alone, speed):
    return ceil((1 - alone) / (1 / speed - alone))
