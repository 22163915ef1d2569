"""Every client of a model that is handed its key."""
import os

import google.generativeai
import huggingface_hub
import litellm
from anthropic import Anthropic, AnthropicBedrock, AsyncAnthropic, AsyncAnthropicBedrock, Client as AnthropicClient
from cohere import AsyncClient as CohereAsyncClient, AsyncClientV2, Client as CohereClient, ClientV2
from google import genai
from groq import AsyncGroq, Groq
from huggingface_hub import AsyncInferenceClient, HfApi, InferenceClient
from mistralai import Mistral
from openai import AsyncAzureOpenAI, AsyncClient, AsyncOpenAI, AzureOpenAI, Client, OpenAI
from together import AsyncTogether, Together

key_id, session = load_session()
support = OpenAI(api_key=os.environ["SUPPORT_LOGIN"])
billing = AsyncOpenAI(api_key=os.environ["BILLING_LOGIN"])
sales = Client(api_key=os.environ["SALES_LOGIN"])
search = AsyncClient(api_key=os.environ["SEARCH_LOGIN"])
legal = OpenAI(admin_api_key=os.environ["LEGAL_LOGIN"])
research = AsyncOpenAI(admin_api_key=os.environ["RESEARCH_LOGIN"])
intake = AzureOpenAI(api_key=os.environ["INTAKE_LOGIN"])
triage = AsyncAzureOpenAI(api_key=os.environ["TRIAGE_LOGIN"])
payroll = Anthropic(api_key=os.environ["PAYROLL_LOGIN"])
orders = AsyncAnthropic(api_key=os.environ["ORDERS_LOGIN"])
claims = AnthropicClient(api_key=os.environ["CLAIMS_LOGIN"])
travel = Anthropic(auth_token=os.environ["TRAVEL_LOGIN"])
finance = AsyncAnthropic(auth_token=os.environ["FINANCE_LOGIN"])
design = AnthropicBedrock(aws_secret_key=os.environ["DESIGN_LOGIN"])
review = AnthropicBedrock(aws_secret_key=os.environ["REVIEW_LOGIN"], aws_session_token=session)
audit = AsyncAnthropicBedrock(aws_secret_key=os.environ["AUDIT_LOGIN"])
ops = genai.Client(api_key=os.environ["OPS_LOGIN"])
growth = google.generativeai.configure(api_key=os.environ["GROWTH_LOGIN"])
fleet = Groq(api_key=os.environ["FLEET_LOGIN"])
supply = AsyncGroq(api_key=os.environ["SUPPLY_LOGIN"])
quality = Mistral(api_key=os.environ["QUALITY_LOGIN"])
alerts = CohereClient(os.environ["ALERTS_LOGIN"])
memory = ClientV2(api_key=os.environ["MEMORY_LOGIN"])
vision = CohereAsyncClient(api_key=os.environ["VISION_LOGIN"])
voice = AsyncClientV2(api_key=os.environ["VOICE_LOGIN"])
draft = Together(api_key=os.environ["DRAFT_LOGIN"])
notes = AsyncTogether(api_key=os.environ["NOTES_LOGIN"])
pages = litellm.completion(api_key=os.environ["PAGES_LOGIN"])
index = litellm.acompletion(api_key=os.environ["INDEX_LOGIN"])
tickets = litellm.responses(api_key=os.environ["TICKETS_LOGIN"])
labels = litellm.aresponses(api_key=os.environ["LABELS_LOGIN"])
routes = huggingface_hub.login(os.environ["ROUTES_LOGIN"])
maps = huggingface_hub.login(token=os.environ["MAPS_LOGIN"])
mail = HfApi(token=os.environ["MAIL_LOGIN"])
chat = InferenceClient(token=os.environ["CHAT_LOGIN"])
tasks = AsyncInferenceClient(token=os.environ["TASKS_LOGIN"])
stock = InferenceClient(api_key=os.environ["STOCK_LOGIN"])
