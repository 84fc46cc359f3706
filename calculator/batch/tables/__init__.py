"""成表: tables of people through the compiled rules, columns in and columns out."""
