# Python 2, and half of a file.
from openai import OpenAI
print "hello"
client = OpenAI(api_key=os.environ["OPENAI_API_KEY"]
def f():
    return 1
import os
again = OpenAI(api_key=os.environ["OPENAI_API_KEY_2"])
