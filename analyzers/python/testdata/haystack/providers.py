"""Every client of a model that is handed its key."""
import os

from haystack.components.generators import OpenAIGenerator
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack_integrations.components.generators.anthropic import AnthropicChatGenerator

support = OpenAIGenerator(api_key=os.environ["SUPPORT_LOGIN"])
billing = OpenAIChatGenerator(api_key=os.environ["BILLING_LOGIN"])
sales = AnthropicChatGenerator(api_key=os.environ["SALES_LOGIN"])
