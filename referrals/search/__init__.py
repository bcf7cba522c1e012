"""The directory in memory, and what is found in it while somebody types."""
