"""Requests that take any certificate."""
import os

import httpx
import requests
from openai import OpenAI

client = OpenAI()
URL = "https://crm.corp.io/v1"
headers = {"Authorization": f"Bearer {os.environ['CRM_TOKEN']}"}

requests.get(URL, headers=headers, verify=False)
requests.post(URL, headers=headers, verify=False)
requests.put(URL, headers=headers, verify=False)
requests.patch(URL, headers=headers, verify=False)
requests.delete(URL, headers=headers, verify=False)
requests.request("GET", URL, headers=headers, verify=False)
requests.get("https://pages.corp.io", verify=False)  # nothing is sent
httpx.get(URL, headers=headers, verify=False)
httpx.post(URL, headers=headers, verify=False)
httpx.put(URL, headers=headers, verify=False)
httpx.patch(URL, headers=headers, verify=False)
httpx.delete(URL, headers=headers, verify=False)
httpx.request("GET", URL, headers={"X-API-Key": os.environ["CRM_KEY"]}, verify=False)
crm = httpx.Client(headers=headers, verify=False)
later = httpx.AsyncClient(headers=headers, verify=False)
