"""Every client of a model that is handed its key."""
import os

from smolagents import AzureOpenAIModel, AzureOpenAIServerModel, HfApiModel, InferenceClientModel, LiteLLMModel, OpenAIModel, OpenAIServerModel

support = OpenAIServerModel(api_key=os.environ["SUPPORT_LOGIN"])
billing = OpenAIModel(api_key=os.environ["BILLING_LOGIN"])
sales = AzureOpenAIServerModel(api_key=os.environ["SALES_LOGIN"])
search = AzureOpenAIModel(api_key=os.environ["SEARCH_LOGIN"])
legal = LiteLLMModel(api_key=os.environ["LEGAL_LOGIN"])
research = InferenceClientModel(token=os.environ["RESEARCH_LOGIN"])
intake = HfApiModel(token=os.environ["INTAKE_LOGIN"])
