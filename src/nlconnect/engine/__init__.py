"""One capability, one file. Async code that awaits only the port, so it serves both faces."""
