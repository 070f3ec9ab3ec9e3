"""The only place that knows the HTTP library, the clock and sleeping."""
