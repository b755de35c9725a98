"""Before handing in: run a homework notebook, and say of each task how it stands."""
