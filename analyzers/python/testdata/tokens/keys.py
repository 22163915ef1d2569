"""Keys that sign."""
import os

import authlib.jose.jwt
import jose.jwt
import jwt
import jwt.api_jwt
from authlib.integrations.httpx_client import AsyncOAuth2Client, OAuth2Client
from authlib.integrations.requests_client import OAuth2Session

support = jwt.encode(claims, os.environ["SUPPORT_LOGIN"])
billing = jwt.api_jwt.encode(key=os.environ["BILLING_LOGIN"])
sales = jose.jwt.encode(claims, os.environ["SALES_LOGIN"])
search = jose.jwt.encode(key=os.environ["SEARCH_LOGIN"])
legal = authlib.jose.jwt.encode(header, claims, os.environ["LEGAL_LOGIN"])
research = authlib.jose.jwt.encode(key=os.environ["RESEARCH_LOGIN"])
intake = OAuth2Session("support-agent", os.environ["INTAKE_LOGIN"])
triage = AsyncOAuth2Client(client_secret=os.environ["TRIAGE_LOGIN"])
payroll = OAuth2Client(client_secret=os.environ["PAYROLL_LOGIN"])
