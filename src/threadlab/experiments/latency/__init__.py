"""How long a thread that hardly needs anything has to wait beside busy ones."""
