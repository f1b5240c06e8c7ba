"""What is offered: social services, where and when they are given, to whom, and what came of them."""
