"""Keys that are set on the module itself."""
import os

import anthropic
import cohere
import hvac
import langchain
import litellm
import openai
import replicate
import stripe

openai.api_key = os.environ["SUPPORT_LOGIN"]
anthropic.api_key = os.environ["BILLING_LOGIN"]
litellm.api_key = os.environ["SALES_LOGIN"]
langchain.api_key = os.environ["SEARCH_LOGIN"]
cohere.api_key = os.environ["LEGAL_LOGIN"]
replicate.default_api_token = os.environ["RESEARCH_LOGIN"]
stripe.api_key = os.environ["INTAKE_LOGIN"]
store = hvac.Client(url="https://vault.corp.io:8200")
store.token = os.environ["TRIAGE_LOGIN"]
