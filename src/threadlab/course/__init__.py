"""The course as a running thing: its folder, the two labs, the class of the demo."""
