"""The third door: the pages where a school's local administrator says what the school says of itself. No script, no message of a pupil.

Nothing here can read an envelope, count messages or name a pupil (R71, R73).
"""
