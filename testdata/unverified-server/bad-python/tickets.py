import os

import httpx
import requests

TOKEN = os.environ["TICKETS_TOKEN"]


def tickets(host: str) -> list:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return requests.get(f"https://{host}/api/tickets", headers=headers, verify=False, timeout=10).json()


def client(base: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=base, auth=("agent", TOKEN), verify=False)
