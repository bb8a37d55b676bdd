"""What each `voice …` command does. cli.py says which words lead here; people-words go to stderr, JSON to stdout."""
