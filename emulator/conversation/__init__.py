"""The messaging module (contract, section 2)."""
