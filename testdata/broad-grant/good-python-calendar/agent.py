from bedrock_agentcore.identity.auth import requires_access_token
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
from strands import Agent, tool

SCOPES = ["https://www.googleapis.com/auth/calendar.events"]
held = {}


@requires_access_token(provider_name="google", scopes=SCOPES, auth_flow="USER_FEDERATION")
async def sign_in(*, access_token: str):
    held["token"] = access_token


@tool
def add_event(summary: str, start: str, end: str) -> str:
    """Adds an event to the calendar."""
    service = build("calendar", "v3", credentials=Credentials(token=held["token"]))
    event = {"summary": summary, "start": {"dateTime": start}, "end": {"dateTime": end}}
    return service.events().insert(calendarId="primary", body=event).execute()["id"]


agent = Agent(name="secretary", tools=[add_event])
