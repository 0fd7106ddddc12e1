"""The tables and people of tests/test_permissions.py: a line of each topic in its own file."""
