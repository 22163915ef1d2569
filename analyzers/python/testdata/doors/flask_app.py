from flask import Flask
from flask_cors import CORS
from strands import Agent

app = Flask(__name__)
CORS(app)
agent = Agent(name="flask")


@app.route("/ask", methods=["POST"])
def ask(text):
    return str(agent(text))


app.run("0.0.0.0", 8000)
