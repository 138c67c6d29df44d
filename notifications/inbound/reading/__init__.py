"""Understanding a mail: from bytes to what somebody wrote. Nothing here asks the database."""
