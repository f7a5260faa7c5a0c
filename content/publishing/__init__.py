"""Who may put a model in service, after whom, and what was done: rules over a signed journal. Nothing here loads or serves a model."""
