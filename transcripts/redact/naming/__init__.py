"""Names of people: behind cues, titles and kin, by the lists, in rows, and in answers."""
