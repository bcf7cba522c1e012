"""A playground for one machine: a host site, a text provider with its phones, and seeded data."""
