"""The characters that Python takes for blanks, for what looks for them in columns and not in `str`."""

# Those of `str.isspace`, so of `str.split` and `\s`: Unicode's White_Space, and U+001C to U+001F.
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
