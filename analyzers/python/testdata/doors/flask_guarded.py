from flask import Flask, abort, request
from strands import Agent

app = Flask(__name__)
agent = Agent(name="guarded")


@app.before_request
def known():
    if not request.remote_addr.startswith("10.2."):
        abort(404)


@app.route("/ask", methods=["POST"])
def ask(text):
    return str(agent(text))


app.run("0.0.0.0", 8000)
