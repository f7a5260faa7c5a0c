"""French as pupils write it, as pure text code: no rasa, no numpy, no network. Word lists are in `lexicons/`."""
