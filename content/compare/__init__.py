"""Two models side by side on the fixed set: what one hears that the other does not, in a form that a manager can read."""
