"""Linking of names to the registry of research organisations."""
