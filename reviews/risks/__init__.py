"""What may go wrong with reviews and with what becomes of advice; registered while apps are loaded."""
