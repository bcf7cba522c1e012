"""Lists that belong to a row of the directory, as rows of fields: one for each part of a list."""
