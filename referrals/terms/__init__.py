"""What services are sorted by: categories, licensed lists, and what ties a service to them."""
