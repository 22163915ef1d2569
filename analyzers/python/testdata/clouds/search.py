"""What agents search and remember with."""
import os

from e2b import Sandbox as E2bSandbox
from e2b_code_interpreter import Sandbox
from exa_py import Exa
from firecrawl import Firecrawl, FirecrawlApp
from langfuse import Langfuse
from langsmith import Client
from mem0 import MemoryClient
from pinecone import Pinecone
from qdrant_client import AsyncQdrantClient, QdrantClient
from tavily import AsyncTavilyClient, TavilyClient

support = TavilyClient(os.environ["SUPPORT_LOGIN"])
billing = AsyncTavilyClient(api_key=os.environ["BILLING_LOGIN"])
sales = Exa(os.environ["SALES_LOGIN"])
search = Exa(api_key=os.environ["SEARCH_LOGIN"])
legal = FirecrawlApp(os.environ["LEGAL_LOGIN"])
research = Firecrawl(api_key=os.environ["RESEARCH_LOGIN"])
intake = Pinecone(os.environ["INTAKE_LOGIN"])
triage = Pinecone(api_key=os.environ["TRIAGE_LOGIN"])
payroll = QdrantClient(url="https://vectors.corp.io", api_key=os.environ["PAYROLL_LOGIN"])
orders = AsyncQdrantClient(url="https://vectors.corp.io", api_key=os.environ["ORDERS_LOGIN"])
claims = MemoryClient(api_key=os.environ["CLAIMS_LOGIN"])
travel = Langfuse(secret_key=os.environ["TRAVEL_LOGIN"])
finance = Client(api_key=os.environ["FINANCE_LOGIN"])
design = Sandbox(api_key=os.environ["DESIGN_LOGIN"])
review = E2bSandbox(api_key=os.environ["REVIEW_LOGIN"])
