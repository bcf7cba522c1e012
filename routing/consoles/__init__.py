"""What consoles and pages are told and shown: joined, caught up, kept in step, looked after."""
