"""Dictionaries and sets, as the text says."""
# %% terms
terms = {
    1: "fork",
    2: "lost update",
    3: "critical section",
    4: "daemon thread",
    5: "atomic",
    6: "starvation",
    7: "deadlock",
    8: "barrier",
}

# %% outputs
outputs_a = {1, 2, 3}
outputs_b = {"acb", "abc"}
outputs_c = {1, 2, 3}
outputs_d = {4}
outputs_e = {"abc"}

# %% schedules
stuck = "main T1:2 T2:2"
miscounted = "main T1:11 T2 T1"

# %% verdicts
verdicts = {
    "a": "right",
    "b": "race",
    "c": "stuck",
    "d": "right",
    "e": "race",
    "f": "stuck",
    "g": "right",
    "h": "right",
}

# %% tools
tools = {1: "processes", 2: "threads", 3: "coroutines", 4: "one thread", 5: "both", 6: "threads"}
