"""What is said of a service before it is sent, and as it is sent."""
