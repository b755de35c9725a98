"""Results are printed.

like: ../right/pools.py
fails: check-best-of check-best-of-hidden check-laws check-laws-hidden check-laws-needed check-threads check-threads-next check-threads-once check-threads-real check-run-all check-run-all-hidden check-compare check-compare-hidden check-compare-real
"""
# %% best-of [changed]
-    return fastest, expected
+    print(fastest, expected)

# %% laws
def speed_up(times):
    """Return the speed-up for each number of workers in `times`, a dictionary to seconds."""
    print({workers: times[1] / seconds for workers, seconds in times.items()})


def amdahl(alone, workers):
    """Return the speed-up of `workers` if the share `alone` must be done by one."""
    print(1 / (alone + (1 - alone) / workers))


def workers_needed(alone, speed):
    """Return the least number of workers with this speed-up, or None."""
    if speed <= 1:
        print(1)
    if alone * speed >= 1:
        print(None)
    print(ceil((1 - alone) / (1 / speed - alone))

# %% by-threads [changed]
-    return [future.result() for future in futures]
+    print([future.result() for future in futures])
