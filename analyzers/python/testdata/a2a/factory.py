from a2a.client import ClientFactory
from openai import OpenAI

model = OpenAI()
remote = ClientFactory(**settings)
