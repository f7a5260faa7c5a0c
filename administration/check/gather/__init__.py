"""The check's questions to the ENT, to our own server and to our database: each independent of the others, none writes anything."""
