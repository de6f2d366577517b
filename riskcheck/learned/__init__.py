"""The learned check: features out of a view, the peer check, and its explanations."""
