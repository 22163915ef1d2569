from a2a.client import A2ACardResolver
from openai import OpenAI

model = OpenAI()
remote = A2ACardResolver(**settings)
