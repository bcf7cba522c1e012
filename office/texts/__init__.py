"""The pages for what the house says by itself: texts, guidance, the phrase list."""
