"""What a pupil writes -> what it is about: pure French, a linear model, rules of danger, one Rasa component."""
