"""`parlons-en content map`: who says what, where each button leads, on one page made from the content alone, never by hand."""
