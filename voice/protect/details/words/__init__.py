"""What the finders of details know of words: how a comment is read, which words are known, what leads to a name."""
