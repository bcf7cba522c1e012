"""What one person does with another about a talk: hands it over, asks somebody in, passes it on."""
