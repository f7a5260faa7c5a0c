"""The pages people look at, and the chatbot hook (contract, section 5)."""
