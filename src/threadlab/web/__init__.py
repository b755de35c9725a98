"""What runs in a page of the web edition: Python in the reader's own browser, without a server."""
