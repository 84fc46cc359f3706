"""客户报告: what an adviser hands to a client, as one HTML page or a PDF (extra `report`).

`study` computes once for a person, `report` puts it into the words of a language, `page` and `paper`
lay the same report out. Nothing is computed in a layout.
"""
