"""Every client of a model that is handed its key."""
import os

from llama_index.llms.anthropic import Anthropic
from llama_index.llms.azure_openai import AzureOpenAI
from llama_index.llms.gemini import Gemini
from llama_index.llms.google_genai import GoogleGenAI
from llama_index.llms.openai import OpenAI, OpenAIResponses

support = OpenAI(api_key=os.environ["SUPPORT_LOGIN"])
billing = OpenAIResponses(api_key=os.environ["BILLING_LOGIN"])
sales = Anthropic(api_key=os.environ["SALES_LOGIN"])
search = GoogleGenAI(api_key=os.environ["SEARCH_LOGIN"])
legal = Gemini(api_key=os.environ["LEGAL_LOGIN"])
research = AzureOpenAI(api_key=os.environ["RESEARCH_LOGIN"])
