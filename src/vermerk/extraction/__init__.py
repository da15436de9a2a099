"""From parsed passages to statements: running source, cues, chains and frames."""
