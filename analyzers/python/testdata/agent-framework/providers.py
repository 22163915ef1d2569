"""Every client of a model that is handed its key."""
import os

from agent_framework.azure import AzureOpenAIChatClient, AzureOpenAIResponsesClient
from agent_framework.openai import OpenAIAssistantsClient, OpenAIChatClient, OpenAIResponsesClient
from semantic_kernel.connectors.ai.open_ai import AzureChatCompletion, OpenAIChatCompletion

support = OpenAIChatClient(api_key=os.environ["SUPPORT_LOGIN"])
billing = OpenAIResponsesClient(api_key=os.environ["BILLING_LOGIN"])
sales = OpenAIAssistantsClient(api_key=os.environ["SALES_LOGIN"])
search = AzureOpenAIChatClient(api_key=os.environ["SEARCH_LOGIN"])
legal = AzureOpenAIResponsesClient(api_key=os.environ["LEGAL_LOGIN"])
research = OpenAIChatCompletion(api_key=os.environ["RESEARCH_LOGIN"])
intake = AzureChatCompletion(api_key=os.environ["INTAKE_LOGIN"])
