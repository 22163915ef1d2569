"""Stores and services."""
import os

from github import Auth, Github
from gitlab import Gitlab
from hvac import Client
from jira import JIRA
from notion_client import AsyncClient, Client as NotionClientClient
from sendgrid import SendGridAPIClient
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient
from twilio.rest import Client as TwilioClient

support = Client("https://vault.corp.io:8200", os.environ["SUPPORT_LOGIN"])
billing = Client(token=os.environ["BILLING_LOGIN"])
sales = Client().auth.approle.login("0f6c2e0a-role", os.environ["SALES_LOGIN"])
search = Client().auth.approle.login(secret_id=os.environ["SEARCH_LOGIN"])
legal = Client().auth.userpass.login("agent", os.environ["LEGAL_LOGIN"])
research = Client().auth.userpass.login(password=os.environ["RESEARCH_LOGIN"])
intake = Github(os.environ["INTAKE_LOGIN"])
triage = Github(login_or_token=os.environ["TRIAGE_LOGIN"])
payroll = Auth.Token(os.environ["PAYROLL_LOGIN"])
orders = Auth.Token(token=os.environ["ORDERS_LOGIN"])
claims = Auth.AppAuth(418220, os.environ["CLAIMS_LOGIN"])
travel = Auth.AppAuth(private_key=os.environ["TRAVEL_LOGIN"])
finance = Gitlab("https://gitlab.corp.io", private_token=os.environ["FINANCE_LOGIN"])
design = WebClient(os.environ["DESIGN_LOGIN"])
review = AsyncWebClient(token=os.environ["REVIEW_LOGIN"])
audit = App(token=os.environ["AUDIT_LOGIN"])
ops = AsyncApp(token=os.environ["OPS_LOGIN"])
growth = App(signing_secret=os.environ["GROWTH_LOGIN"])
fleet = AsyncApp(signing_secret=os.environ["FLEET_LOGIN"])
supply = SocketModeHandler(app, os.environ["SUPPLY_LOGIN"])
quality = SocketModeHandler(app_token=os.environ["QUALITY_LOGIN"])
alerts = NotionClientClient(auth=os.environ["ALERTS_LOGIN"])
memory = AsyncClient(auth=os.environ["MEMORY_LOGIN"])
vision = JIRA("https://jira.corp.io", basic_auth=("app", os.environ["VISION_LOGIN"]))
voice = JIRA(token_auth=os.environ["VOICE_LOGIN"])
draft = TwilioClient("AC-corp", os.environ["DRAFT_LOGIN"])
notes = TwilioClient(password=os.environ["NOTES_LOGIN"])
pages = SendGridAPIClient(os.environ["PAGES_LOGIN"])
index = SendGridAPIClient(api_key=os.environ["INDEX_LOGIN"])
