"""部件: the widgets of the app, one to a module."""
