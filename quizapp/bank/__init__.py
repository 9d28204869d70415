"""Reading, checking and writing sets of facts."""
