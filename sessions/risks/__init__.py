"""What may go wrong in rounds: each kind of risk in a file of its own, registered while apps are loaded."""
