"""What is done to a running system, one module for each scene, and which systems it is done to."""
