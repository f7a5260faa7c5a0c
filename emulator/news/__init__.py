"""The news module, actualites: threads, infos, who may read, write and publish (contract, 6)."""
