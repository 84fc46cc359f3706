"""文件: rows and tables in and out of CSV, TSV, NDJSON, Parquet and XLSX.

`opening` picks reader and writer by the kind of a file; `rows` says what they have in common; `journal`
keeps what a killed run needs. Nothing here knows what a row means.
"""
