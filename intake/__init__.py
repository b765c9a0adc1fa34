"""What is asked and what was answered. Pure: values in, values out; moment, language and settings are passed in."""
