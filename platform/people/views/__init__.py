"""Pages about people: one noun a file."""
