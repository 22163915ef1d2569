from google import genai
from google.genai import types

client = genai.Client()
config = types.GenerateContentConfig(temperature=0)
