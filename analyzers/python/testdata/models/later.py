import os

from groq import AsyncGroq

client = AsyncGroq(api_key=os.environ["LATER_LOGIN"])
