"""From a record's running text to parsed sentences, periods and quantities."""
