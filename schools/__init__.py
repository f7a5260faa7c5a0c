"""What a school says of itself: hours, absences, local lines, its own words."""
