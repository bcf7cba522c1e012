"""Commands of the transcripts room."""
