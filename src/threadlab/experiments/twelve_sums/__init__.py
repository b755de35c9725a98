"""The class's first experiment: twelve sums; its figures are recorded with `tasks`."""
