"""What holds for any string: made one line, brought to one form, shown with nothing hidden in it."""
