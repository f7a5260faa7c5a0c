"""The spreadsheet way: the sentences and the ways of saying in one `.xlsx`, and back, changing nothing else in the files.

`reading` what the project says, row by row; `writing` the workbook; `opening` one that comes from outside; `changes` what differs, or why
it is refused; `applying` writes, whole or not at all. The French is in `sheets.fr.yml`.
"""
