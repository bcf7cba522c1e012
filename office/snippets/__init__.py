"""The pages for snippets: one with its wordings, and many as a table."""
