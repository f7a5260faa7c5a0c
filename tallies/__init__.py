"""How many, and nothing else (R70, R71): conversations, helplines shown, messages handed over and opened, per département and term.

A row is a number. It has no text, no id, no school, no day. Web counts in memory and writes once a minute (`tallies.counting`), so that a
number that grew does not say which turn made it grow. Whoever looks is shown only terms that are over, and only numbers of ten and more
that give no smaller one away (`tallies.publishing`).
"""
