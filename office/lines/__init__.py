"""The pages of a line: what it is, hours, numbers, websites, questions, partners, what is kept."""
