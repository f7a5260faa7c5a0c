"""Documents of the workspace (contract, 7)."""
