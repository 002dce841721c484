"""The reader's desk: what Datasette shows of the archive.

`queries` the SQL of its pages, `typeset` how it prints days, hits and links; the plugin and the templates that use
them stand in `archive/`, where Datasette looks for them.
"""
