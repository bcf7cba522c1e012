"""What redaction goes by, as data: words, number shapes, streets, lists of names."""
