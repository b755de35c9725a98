"""The answers are attributes of a class first."""
# %% terms
class Words:
    by_number = {8: "barrier", 7: "deadlock", 6: "starvation", 5: "atomic", 4: "daemon thread", 3: "critical section", 2: "lost update", 1: "fork"}

terms = Words.by_number

# %% outputs
from collections import namedtuple

Outputs = namedtuple("Outputs", "a b c d e")
found = Outputs({1, 2, 3}, {"abc", "acb"}, set(range(1, 4)), {4}, {"abc"})
outputs_a, outputs_b, outputs_c, outputs_d, outputs_e = found

# %% schedules
def schedule(*words):
    return " ".join(words)

stuck = schedule("main", "T2:2", "T1")
miscounted = schedule("main", "T1:11", "T2", "T1")

# %% verdicts
import collections
verdicts = collections.defaultdict(lambda: "right", b="race", c="stuck", e="race", f="stuck")
for letter in "adgh":
    verdicts[letter]

# %% tools
tools = {**{1: "processes"}, **{2: "threads", 6: "threads"}, 3: "coroutines", 4: "one thread", 5: "both"}
