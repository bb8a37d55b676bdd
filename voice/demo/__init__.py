"""The fictional space that `voice demo` starts with. Everything in it is made up."""
