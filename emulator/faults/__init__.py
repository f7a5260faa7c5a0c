"""Ways to make the emulated ENT fail on purpose (contract, section 11)."""
