"""The builder of the handbook: reads the content, checks it, makes the pages and the runtime."""
