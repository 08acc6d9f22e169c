"""The official files that users have: recognised by their header, checked, kept, dated, panelled.

No data set is shipped and none is downloaded. `casus data add FILE` keeps a file as Parquet in the
user's data folder; a folder of official files is read as it is.
"""
