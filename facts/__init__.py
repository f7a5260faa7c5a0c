"""What is true about helplines, hours and school days: pure code over dated data in `data/facts/`.

Nothing here speaks to a network or knows a pupil; the hour is always passed in.
"""
