"""What is kept: words under keys, for as long as promised, and then not at all."""
