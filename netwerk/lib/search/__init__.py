"""Search without extensions: words, the index and finding.

It knows no app: netwerk.site.search_documents says what is in it.

How it works, and what else there was: docs/decisions/04-search-without-extensions.md.
"""
