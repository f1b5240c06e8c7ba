"""The public finding: services by need and place, topics, the map of host communities."""
