"""The test door, /__test/…: what an ENT does not have. No authentication: the emulator is for loopback only."""
