"""The writers: each makes one kind of file from a report, and knows no database."""
