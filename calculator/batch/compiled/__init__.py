"""编译: the rules compiled, and the law as the arrays they read.

`compiler` shows the rules to the compiler, `book` and `tracks` lay the law out, `kernel` settles many
persons, `engine` runs it on all cores. Persons are columns of integers here; files and words are not known.
"""
