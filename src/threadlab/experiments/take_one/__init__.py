"""A hundred threads take one each: a job that chapter 07 measures in a cell of its own."""
