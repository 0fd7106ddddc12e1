"""The year behind the story: many proposals with all that happened to them, written in batches."""
