import argparse
import requests

parser = argparse.ArgumentParser()
parser.add_argument("--password", default="Mn8!lantern-Ivy", help="password, 'x9!kRw2v#Q' by default")
parser.add_argument("--user", default="x9!kRw2v#Q")


def connect(host, *, token="Tq7mZr2Lk9XvBn4Ws6Pd", retries=3):
    return requests.get(
        f"https://{host}/v1/{'a' + "b"}",
        headers={"Authorization": "Bearer Zr2Lk9XvBn4Ws6PdTq7m", "X-API-Key": "Bn4Ws6PdTq7mZr2Lk9Xv", "Accept": "application/json"},
        auth=("svc-report", "Pw7&harbor-Mist"),
    )


connect(host="db.corp.io", token="your-token-here")
session.login("svc", "Gh2!meadow-Quill")
client = Client(password="Ys9@timber-Lark", username="x9!kRw2v#Q", token=load("Tq7mZr2Lk9XvBn4Ws6Pd"))
config = {
    "host": "db.corp.io",
    "password": "Cv3%saffron-Elm" if prod else None,
    "nested": {"client_secret": "Xv8nB4wS6pD2tQ7mZr5L"},
}
