"""What referents do with a message once it is theirs: events, papers, states, holds."""
