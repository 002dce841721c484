"""Adding an agency: a site that was never seen becomes a spider, saved pages, and the articles expected of them.

`scout` fetches a few of its pages, `look` says which and takes what they show, `site` holds that; `draft` makes facts
of it and says what to check, `source` writes the spider, `files` all that is written.
"""
