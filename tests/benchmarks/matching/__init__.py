"""The matching beside the flow over all pairs."""
