"""The only process that a network reaches: the pupils' door (`web.pupil`) and the referents' door (`web.desk`)."""
