"""Random words sent through every door of a house of their own, and looked for after the purge."""
