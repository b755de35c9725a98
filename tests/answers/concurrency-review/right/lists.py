"""Lists where sets would do, and the dictionaries made by dict()."""
# %% terms
names = ["fork", "lost update", "critical section", "daemon thread", "atomic", "starvation", "deadlock", "barrier"]
terms = dict(enumerate(names, 1))

# %% outputs
outputs_a = [3, 2, 1]
outputs_b = ["abc", "acb"]
outputs_c = [1, 3, 2]
outputs_d = [4]
outputs_e = ["abc"]

# %% schedules
stuck = "main T1:3 T2"
miscounted = "main T2:11 T1 T2"

# %% verdicts
verdicts = dict(zip("abcdefgh", "right race stuck right race stuck right right".split()))

# %% tools
tools = {}
tools[1] = "processes"
tools[2] = "threads"
tools[3] = "coroutines"
tools[4] = "one thread"
tools[5] = "both"
tools[6] = "threads"
