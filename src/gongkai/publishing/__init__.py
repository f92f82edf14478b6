"""Items of government information: catalogue, review chain, guard, channels, search."""
