"""Clients of clouds, stores and services, with keys from everywhere."""
import os

import boto3
import hvac
import neo4j
import redis
from azure.core.credentials import AzureKeyCredential
from azure.identity import ClientSecretCredential, DefaultAzureCredential
from github import Auth, Github
from jira import JIRA
from notion_client import Client as Notion
from slack_bolt import App
from slack_sdk import WebClient
from sqlalchemy import create_engine

from config import SETTINGS, Config, get_token, read_env

openai_agents = None
static = boto3.client("s3", aws_access_key_id="AKIAQ3EGRXZ5T7KLMN2P", aws_secret_access_key="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")
issued = boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"], aws_session_token=token)
session = boto3.Session(aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"])
entra = ClientSecretCredential(os.environ["AZURE_TENANT_ID"], os.environ["AZURE_CLIENT_ID"], os.environ["AZURE_CLIENT_SECRET"])
keyless = DefaultAzureCredential()
search = AzureKeyCredential(Config.search_key)
vault = hvac.Client(url="https://vault.corp.io", token=os.environ.get("VAULT_TOKEN"))
vault.auth.approle.login(role_id="agent", secret_id=get_token("VAULT_SECRET_ID"))
hub = Github(auth=Auth.Token(SETTINGS["github"]["token"]))
slack = WebClient(token=read_env("SLACK_BOT_TOKEN"))
bolt = App(token=os.environ["SLACK_BOT_TOKEN"], signing_secret=os.environ["SLACK_SIGNING_SECRET"])
notion = Notion(auth=os.environ["NOTION_TOKEN"])
jira = JIRA(server="https://corp.atlassian.net", basic_auth=("bot@corp.io", os.environ["JIRA_API_TOKEN"]))
engine = create_engine("postgresql+psycopg://agent:Hk3vQ9zTr5Lm2Xw8@db.corp.io/agents")
cache = redis.Redis(host="cache", password=os.environ["REDIS_PASSWORD"])
graph = neo4j.GraphDatabase.driver("neo4j://graph", auth=("neo4j", os.environ["NEO4J_PASSWORD"]))


class Repo:
    def __init__(self, token: str):
        self.client = Github(token)


Repo(os.environ["GH_TOKEN"])
