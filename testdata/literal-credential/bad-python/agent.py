"""Answers questions about orders."""
from openai import OpenAI
from slack_sdk import WebClient
from sqlalchemy import create_engine

from settings import SLACK

client = OpenAI(api_key="sk-proj-F3u0aE26POqy_3jxy3-eT3BlbkFJtTUISg0fhi_yxP7f")
slack = WebClient(token=SLACK["bot"])
engine = create_engine("postgresql://orders:Vq8z2LmRk4Tn7wYc@db.corp.io/orders")
