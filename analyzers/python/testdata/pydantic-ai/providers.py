"""Every client of a model that is handed its key."""
import os

from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.azure import AzureProvider
from pydantic_ai.providers.bedrock import BedrockProvider
from pydantic_ai.providers.deepseek import DeepSeekProvider
from pydantic_ai.providers.google import GoogleProvider
from pydantic_ai.providers.google_gla import GoogleGLAProvider
from pydantic_ai.providers.groq import GroqProvider
from pydantic_ai.providers.mistral import MistralProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openrouter import OpenRouterProvider

key_id, session = load_session()
support = OpenAIProvider(api_key=os.environ["SUPPORT_LOGIN"])
billing = AnthropicProvider(api_key=os.environ["BILLING_LOGIN"])
sales = GoogleProvider(api_key=os.environ["SALES_LOGIN"])
search = GoogleGLAProvider(api_key=os.environ["SEARCH_LOGIN"])
legal = AzureProvider(api_key=os.environ["LEGAL_LOGIN"])
research = GroqProvider(api_key=os.environ["RESEARCH_LOGIN"])
intake = MistralProvider(api_key=os.environ["INTAKE_LOGIN"])
triage = OpenRouterProvider(api_key=os.environ["TRIAGE_LOGIN"])
payroll = DeepSeekProvider(api_key=os.environ["PAYROLL_LOGIN"])
orders = BedrockProvider(aws_secret_access_key=os.environ["ORDERS_LOGIN"])
claims = BedrockProvider(aws_secret_access_key=os.environ["CLAIMS_LOGIN"], aws_session_token=session)
