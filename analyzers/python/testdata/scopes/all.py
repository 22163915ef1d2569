"""Every way to ask Google for rights."""
import google.auth
from bedrock_agentcore.identity import requires_access_token
from bedrock_agentcore.identity.auth import requires_access_token as requires
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import Flow, InstalledAppFlow

MAIL, DRIVE = "https://mail.google.com/", "https://www.googleapis.com/auth/drive"


@requires_access_token(provider_name="google", scopes=["https://mail.google.com/"])
async def read(*, access_token: str): ...


@requires(provider_name="google", scopes=["https://www.googleapis.com/auth/drive"])
async def find(*, access_token: str): ...


installed = InstalledAppFlow.from_client_secrets_file("client.json", ["https://mail.google.com/"])
configured = InstalledAppFlow.from_client_config(config, scopes=["https://mail.google.com/"])
web = Flow.from_client_secrets_file("client.json", scopes=["https://mail.google.com/"])
web_configured = Flow.from_client_config(config, scopes=["https://mail.google.com/"])
user = Credentials.from_authorized_user_info(info, scopes=["https://mail.google.com/"])
robot = service_account.Credentials.from_service_account_file("key.json", scopes=["https://mail.google.com/"])
robot_info = service_account.Credentials.from_service_account_info(info, scopes=["https://mail.google.com/"])
own, project = google.auth.default(scopes=["https://mail.google.com/"])
by_place, project = google.auth.default(["https://mail.google.com/"])
