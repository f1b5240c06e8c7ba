"""What holds for every page: access for everybody, weight, layout, palette."""
