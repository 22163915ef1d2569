"""Every client of a model that is handed its key."""
import os

from autogen_ext.models.anthropic import AnthropicChatCompletionClient
from autogen_ext.models.openai import AzureOpenAIChatCompletionClient, OpenAIChatCompletionClient

support = OpenAIChatCompletionClient(api_key=os.environ["SUPPORT_LOGIN"])
billing = AzureOpenAIChatCompletionClient(api_key=os.environ["BILLING_LOGIN"])
sales = AnthropicChatCompletionClient(api_key=os.environ["SALES_LOGIN"])
