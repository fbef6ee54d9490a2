"""Lets tests import the code: pytest puts the folder of this file on the path."""
