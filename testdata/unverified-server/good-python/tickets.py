import os

import requests

TOKEN = os.environ["TICKETS_TOKEN"]


def tickets(host: str) -> list:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return requests.get(f"https://{host}/api/tickets", headers=headers, verify="ca.pem", timeout=10).json()


def alive(host: str) -> bool:
    return requests.get(f"https://{host}/health", verify=False, timeout=10).ok


def own(port: int) -> dict:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return requests.get(f"https://127.0.0.1:{port}/state", headers=headers, verify=False, timeout=10).json()
