"""What happened, simulated or recorded: one `Event` type, told, tabulated and drawn."""
