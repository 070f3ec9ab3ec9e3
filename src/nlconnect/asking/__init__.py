"""What is asked in words, of people at a command line and of agents: finding entities, telling of them, queries."""
