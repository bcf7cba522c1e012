"""When a service is there: rules, the moments that they come to, and both in words."""
