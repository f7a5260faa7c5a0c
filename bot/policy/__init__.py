"""Which answer a rule leads to: Rasa's own rules, found without looking at every one of them."""
