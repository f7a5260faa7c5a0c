"""Groups and their members (contract, section 3)."""
