"""How days and times stand on the pages, where the language alone would have it otherwise."""
