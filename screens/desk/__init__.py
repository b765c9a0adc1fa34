"""The desk: what people of the clinic see once they are signed in, each role its own pages."""
