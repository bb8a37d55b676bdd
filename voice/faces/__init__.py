"""The only rooms that know HTTP and HTML. A face is a line of trust; no face imports another."""
