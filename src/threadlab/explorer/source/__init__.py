"""Where the text of a program comes from: cells, files, functions, live objects."""
