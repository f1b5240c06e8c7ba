"""The first page and the pages about the directory itself."""
