"""What a local administrator does: check the ENT, set it up, announce the assistant."""
