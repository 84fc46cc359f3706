"""页签: the views of one result, one to a module; `catalogue` lists them."""
