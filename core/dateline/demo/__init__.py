"""The demo: a small newsroom web of invented institutions, and the command that shows Dateline on it."""
