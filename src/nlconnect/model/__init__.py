"""Pure values: what a system is, what is asked of it, and what it answers. No I/O, no vendor names."""
