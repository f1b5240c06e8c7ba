"""The shared words: everyday topics, the categories of the field below them, audiences and languages."""
