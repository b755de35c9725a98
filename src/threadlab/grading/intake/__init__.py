"""From folders to a plan: what was handed in, and what an assignment asks for."""
