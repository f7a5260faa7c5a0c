"""The pages of the local administrator."""
