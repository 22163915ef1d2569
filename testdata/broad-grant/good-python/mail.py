from google.oauth2 import service_account
from google.oauth2.credentials import Credentials
from langchain.agents import create_agent

SCOPES = ["https://www.googleapis.com/auth/gmail.readonly", "https://www.googleapis.com/auth/drive.file"]

credentials = Credentials.from_authorized_user_file("token.json", SCOPES)
account = service_account.Credentials.from_service_account_file("key.json", scopes=["https://www.googleapis.com/auth/cloud-platform"])
asked = Credentials.from_authorized_user_file("token.json", configured_scopes())
agent = create_agent("openai:gpt-4.1", tools=[], name="post")
