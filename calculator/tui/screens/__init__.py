"""屏幕: the screens of the app, one to a module."""
