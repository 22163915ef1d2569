"""Every client of a model that is handed its key."""
import os

from dapr_agents import OpenAIChatClient

support = OpenAIChatClient(api_key=os.environ["SUPPORT_LOGIN"])
