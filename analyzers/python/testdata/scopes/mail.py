"""Signs in to Google, after its quickstart for Python."""
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow
from langchain.agents import create_agent

SCOPES = ["https://www.googleapis.com/auth/calendar.events", "https://mail.google.com/"]
NARROW = ["https://www.googleapis.com/auth/gmail.readonly"]

credentials = Credentials.from_authorized_user_file("token.json", SCOPES)
flow = InstalledAppFlow.from_client_secrets_file("credentials.json", SCOPES)
reading = Credentials.from_authorized_user_file("token.json", NARROW)
account = service_account.Credentials.from_service_account_file("key.json", scopes=["https://www.googleapis.com/auth/cloud-platform"])
agent = create_agent("openai:gpt-4.1", tools=[], name="post")
