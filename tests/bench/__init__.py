"""Measures this project beside the smallest app that does the same without keeping anything."""
