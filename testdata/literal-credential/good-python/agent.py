"""Answers questions about orders."""
import os

from openai import OpenAI
from slack_sdk import WebClient
from sqlalchemy import create_engine

from settings import settings

client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
local = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")
slack = WebClient(token=settings.slack_bot_token.get_secret_value())
engine = create_engine(os.getenv("DATABASE_URL", "sqlite:///orders.db"))
