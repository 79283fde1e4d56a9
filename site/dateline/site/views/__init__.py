"""What pages show, worked out of the store's records without any web framework."""
