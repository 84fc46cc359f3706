"""设想的改革: a file of changed parameters, read and checked, and what it does to many people.

`reading` reads a file, `changes` lists what it changes. What it makes of the law is `rules.law.reform`.
"""
