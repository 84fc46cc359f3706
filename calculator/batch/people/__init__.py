"""人员: what a row means: headers, scenarios, reasons to refuse it, the template to fill in."""
