"""The page on which people look at what agents plan, and say yes or no."""
