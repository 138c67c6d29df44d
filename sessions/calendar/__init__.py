"""Calendar files: pure functions over plain values; no database, no clock, no request."""
