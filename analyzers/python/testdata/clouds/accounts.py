"""Accounts of clouds."""
import os

import boto3
from aioboto3 import Session
from azure.core.credentials import AzureKeyCredential
from azure.cosmos import CosmosClient
from azure.data.tables import TableServiceClient
from azure.identity import ClientSecretCredential, UsernamePasswordCredential
from azure.servicebus import ServiceBusClient
from azure.storage.blob import BlobServiceClient
from google.oauth2.credentials import Credentials
from msal import ConfidentialClientApplication

key_id, session = load_session()
support = boto3.client("cognito-idp").admin_set_user_password(UserPoolId="eu-west-1_corp", Username="agent", Password="Welcome2Corp7")
billing = boto3.Session().client("cognito-idp").admin_set_user_password(UserPoolId="eu-west-1_corp", Username="agent", Password="Welcome2Corp7")
sales = boto3.client("cognito-idp").sign_up(ClientId="3n4b5urk1ft4fl3mg5e62d9ado", Username="agent", Password="Welcome2Corp7")
search = boto3.Session().client("cognito-idp").sign_up(ClientId="3n4b5urk1ft4fl3mg5e62d9ado", Username="agent", Password="Welcome2Corp7")
legal = boto3.client("cognito-idp").initiate_auth(AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"PASSWORD": "Welcome2Corp7"})
research = boto3.client("cognito-idp").admin_initiate_auth(AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"PASSWORD": "Welcome2Corp7"})
intake = boto3.Session().client("cognito-idp").initiate_auth(AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"PASSWORD": "Welcome2Corp7"})
triage = boto3.Session().client("cognito-idp").admin_initiate_auth(AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"PASSWORD": "Welcome2Corp7"})
payroll = boto3.client("s3", aws_access_key_id=key_id, aws_secret_access_key=os.environ["PAYROLL_LOGIN"])
orders = boto3.client("s3", aws_access_key_id=key_id, aws_secret_access_key=os.environ["ORDERS_LOGIN"], aws_session_token=session)
claims = boto3.resource("s3", aws_access_key_id=key_id, aws_secret_access_key=os.environ["CLAIMS_LOGIN"])
travel = boto3.Session(aws_access_key_id=key_id, aws_secret_access_key=os.environ["TRAVEL_LOGIN"])
finance = boto3.Session().client("s3", aws_access_key_id=key_id, aws_secret_access_key=os.environ["FINANCE_LOGIN"])
design = Session(aws_access_key_id=key_id, aws_secret_access_key=os.environ["DESIGN_LOGIN"])
review = ClientSecretCredential("contoso.onmicrosoft.com", "support-agent", os.environ["REVIEW_LOGIN"])
audit = ClientSecretCredential(client_secret=os.environ["AUDIT_LOGIN"])
ops = UsernamePasswordCredential("support-agent", "agent@contoso.onmicrosoft.com", os.environ["OPS_LOGIN"])
growth = UsernamePasswordCredential(password=os.environ["GROWTH_LOGIN"])
fleet = AzureKeyCredential(os.environ["FLEET_API_KEY"])
supply = AzureKeyCredential(key=os.environ["SUPPLY_API_KEY"])
quality = BlobServiceClient.from_connection_string(os.environ["QUALITY_LOGIN"])
alerts = ServiceBusClient.from_connection_string(conn_str=os.environ["ALERTS_LOGIN"])
memory = CosmosClient.from_connection_string(conn_str=os.environ["MEMORY_LOGIN"])
vision = TableServiceClient.from_connection_string(conn_str=os.environ["VISION_LOGIN"])
voice = ConfidentialClientApplication(client_credential=os.environ["VOICE_LOGIN"])
draft = Credentials(refresh_token=os.environ["DRAFT_LOGIN"])
