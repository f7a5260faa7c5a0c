"""The gate before publishing: a fixed French set, what a model hears of it, and whether that model may be published."""
