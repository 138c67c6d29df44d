"""A post office of real processes: workers that can be killed anywhere, and a mail server that counts."""
