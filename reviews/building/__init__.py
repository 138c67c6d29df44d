"""Building a form: pure changes on a schema, what is still wrong with it, and how versions differ. No database."""
