"""Every client of a model that is handed its key."""
import os

from langchain.chat_models import ChatOpenAI as LangchainChatOpenAI
from langchain_anthropic import ChatAnthropic
from langchain_aws import ChatBedrock, ChatBedrockConverse
from langchain_community.chat_models import ChatOpenAI as LangchainCommunityChatOpenAI
from langchain_community.utilities import SQLDatabase
from langchain_community.utilities.sql_database import SQLDatabase as LangchainCommunitySQLDatabase
from langchain_google_genai import ChatGoogleGenerativeAI, GoogleGenerativeAIEmbeddings
from langchain_groq import ChatGroq
from langchain_mistralai import ChatMistralAI
from langchain_openai import AzureChatOpenAI, AzureOpenAIEmbeddings, ChatOpenAI, OpenAI, OpenAIEmbeddings
from langchain_tavily import TavilySearch
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

key_id, session = load_session()
support = ChatOpenAI(api_key=os.environ["SUPPORT_LOGIN"])
billing = OpenAI(api_key=os.environ["BILLING_LOGIN"])
sales = OpenAIEmbeddings(api_key=os.environ["SALES_LOGIN"])
search = LangchainChatOpenAI(api_key=os.environ["SEARCH_LOGIN"])
legal = LangchainCommunityChatOpenAI(api_key=os.environ["LEGAL_LOGIN"])
research = ChatOpenAI(openai_api_key=os.environ["RESEARCH_LOGIN"])
intake = OpenAI(openai_api_key=os.environ["INTAKE_LOGIN"])
triage = OpenAIEmbeddings(openai_api_key=os.environ["TRIAGE_LOGIN"])
payroll = LangchainChatOpenAI(openai_api_key=os.environ["PAYROLL_LOGIN"])
orders = LangchainCommunityChatOpenAI(openai_api_key=os.environ["ORDERS_LOGIN"])
claims = AzureChatOpenAI(api_key=os.environ["CLAIMS_LOGIN"])
travel = AzureOpenAIEmbeddings(api_key=os.environ["TRAVEL_LOGIN"])
finance = AzureChatOpenAI(openai_api_key=os.environ["FINANCE_LOGIN"])
design = AzureOpenAIEmbeddings(openai_api_key=os.environ["DESIGN_LOGIN"])
review = ChatAnthropic(api_key=os.environ["REVIEW_LOGIN"])
audit = ChatAnthropic(anthropic_api_key=os.environ["AUDIT_LOGIN"])
ops = ChatGoogleGenerativeAI(google_api_key=os.environ["OPS_LOGIN"])
growth = GoogleGenerativeAIEmbeddings(google_api_key=os.environ["GROWTH_LOGIN"])
fleet = ChatGoogleGenerativeAI(api_key=os.environ["FLEET_LOGIN"])
supply = ChatGroq(api_key=os.environ["SUPPLY_LOGIN"])
quality = ChatGroq(groq_api_key=os.environ["QUALITY_LOGIN"])
alerts = ChatMistralAI(api_key=os.environ["ALERTS_LOGIN"])
memory = ChatBedrock(aws_secret_access_key=os.environ["MEMORY_LOGIN"])
vision = ChatBedrock(aws_secret_access_key=os.environ["VISION_LOGIN"], aws_session_token=session)
voice = ChatBedrockConverse(aws_secret_access_key=os.environ["VOICE_LOGIN"])
draft = TavilySearch(tavily_api_key=os.environ["DRAFT_LOGIN"])
notes = SQLDatabase.from_uri(database_uri=os.environ["NOTES_LOGIN"])
pages = SQLDatabase.from_uri("postgres://app:Rk7wTq9sZx2m@db.corp.io/pages")
index = LangchainCommunitySQLDatabase.from_uri(database_uri="postgres://app:Rk7wTq9sZx2m@db.corp.io/index")
tickets = PostgresSaver.from_conn_string(conn_string=os.environ["TICKETS_LOGIN"])
labels = PostgresSaver.from_conn_string("postgres://app:Rk7wTq9sZx2m@db.corp.io/labels")
routes = AsyncPostgresSaver.from_conn_string(conn_string="postgres://app:Rk7wTq9sZx2m@db.corp.io/routes")
