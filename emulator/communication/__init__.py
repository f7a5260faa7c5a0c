"""Who may see and write to whom (contract, sections 2.10 and 3)."""
