"""Registering an outside application and giving its role (contract, 1.7)."""
