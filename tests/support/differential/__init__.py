"""Stock nbgrader and ours side by side: one corpus, and a reason for each difference."""
