"""Every client of a model that is handed its key."""
import os

from strands.models.anthropic import AnthropicModel
from strands.models.gemini import GeminiModel
from strands.models.litellm import LiteLLMModel
from strands.models.openai import OpenAIModel

support = OpenAIModel(client_args={"api_key": os.environ["SUPPORT_LOGIN"]})
billing = AnthropicModel(client_args={"api_key": os.environ["BILLING_LOGIN"]})
sales = LiteLLMModel(client_args={"api_key": os.environ["SALES_LOGIN"]})
search = GeminiModel(client_args={"api_key": os.environ["SEARCH_LOGIN"]})
