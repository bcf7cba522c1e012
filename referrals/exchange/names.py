"""What both ways of HSDS files share: how our own things are called in them. Pure."""

# Where an object of HSDS carries what HSDS has no place for, in our own fields.
EXTENSION = "x_helpline"
# The vocabulary by which answers to our questions travel as attributes; the value is yes or no.
ANSWERS = "helpline-answer"
VERSION = "3.0"
