"""Who shares calendars needs the whole of them."""
import google.auth
from bedrock_agentcore.identity import requires_access_token
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow


@requires_access_token(provider_name="google", scopes=["https://www.googleapis.com/auth/calendar"])
async def share(*, access_token: str):
    service.acl().insert(calendarId="primary", body={}).execute()


installed = InstalledAppFlow.from_client_secrets_file("client.json", ["https://www.googleapis.com/auth/calendar"])
user = Credentials.from_authorized_user_file("token.json", ["https://www.googleapis.com/auth/calendar"])
robot = service_account.Credentials.from_service_account_file("key.json", scopes=["https://www.googleapis.com/auth/calendar"])
own, project = google.auth.default(scopes=["https://www.googleapis.com/auth/calendar"])
