"""Notifications: the feed, captured mails and pushes (contract, section 4)."""
