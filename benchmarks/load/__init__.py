"""What the product must bear, and what that takes."""
