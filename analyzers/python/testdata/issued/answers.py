"""What services answer, printed and written down."""
import getpass
import json

import boto3
import yaml
from azure.identity import DefaultAzureCredential, ManagedIdentityCredential
from azure.keyvault.secrets import SecretClient
from bedrock_agentcore.services.identity import IdentityClient
from google.cloud import secretmanager

store = secretmanager.SecretManagerServiceClient()
identity = IdentityClient("eu-central-1")
default, managed = DefaultAzureCredential(), ManagedIdentityCredential()
one, two = DefaultAzureCredential(), ManagedIdentityCredential()
own = DefaultAzureCredential()
machine = ManagedIdentityCredential()
vault = SecretClient(vault_url="https://corp.vault.azure.net", credential=own)


def show(answer, event):
    print("got", answer["IdToken"])
    print("got", answer["RefreshToken"])
    print("got", answer["SecretAccessKey"])
    print("got", answer["SecretString"])
    print("got", answer["SessionToken"])
    print("got", answer["accessToken"])
    print("got", answer["client_secret"])
    print("got", answer["id_token"])
    print("got", answer["refresh_token"])
    print("got", event["headers"]["authorization"])
    print("got", event["headers"]["x-api-key"])
    print("got", own.get_token("scope").token)
    print("got", machine.get_token("scope").token)
    print("got", vault.get_secret("crm").value)
    print("got", identity.get_token(provider_name="crm"))
    print("got", identity.get_api_key(provider_name="crm"))
    print("got", store.access_secret_version(name="projects/p/secrets/crm/versions/latest").payload.data.decode("utf-8"))
    print("got", getpass.getpass())


def keep(answer):
    with open("first.json", "w") as f:
        f.write(answer["access_token"])
    with open("second.yaml", "w") as g:
        yaml.dump({"token": answer["access_token"]}, g)
    with open("third.yaml", "w") as h:
        yaml.safe_dump({"token": answer["access_token"]}, h)
    with open("fourth.yaml", "w") as i:
        i.write(yaml.dump({"token": answer["access_token"]}))
    json.dump({"token": answer["access_token"]}, buffer)
