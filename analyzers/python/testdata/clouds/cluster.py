"""A cluster, with a token that is handed over."""
import os

from kubernetes import client

cluster = client.Configuration(host="https://kube.corp.io:6443", api_key={"authorization": os.environ["CLUSTER_LOGIN"]}, api_key_prefix={"authorization": "Bearer"})
