from google_auth_oauthlib.flow import InstalledAppFlow
from googleapiclient.discovery import build

flow = InstalledAppFlow.from_client_secrets_file("client.json", scopes=["https://www.googleapis.com/auth/calendar"])


def share(calendar: str, reader: str) -> None:
    service = build("calendar", "v3", credentials=flow.run_local_server())
    rule = {"role": "reader", "scope": {"type": "user", "value": reader}}
    service.acl().insert(calendarId=calendar, body=rule).execute()
