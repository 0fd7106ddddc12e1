"""A model of a proposal's life, read from the table of moves and not from the code."""
