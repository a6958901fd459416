"""Articles grouped by the event or running story that they report, kept up to date as articles come and go."""
