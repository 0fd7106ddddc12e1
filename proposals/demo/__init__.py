"""The demo story: an invented prefecture whose proposals stand at every turn of their lives."""
