"""How many updates get lost, by the shape of the code."""
