import argparse
import os
from pathlib import Path

from strands import Agent

from session import Session


def main() -> None:
    parser = argparse.ArgumentParser(description="Talks to the operations agent")
    parser.add_argument("--url", required=True)
    parser.add_argument("--token-file", help="File with the bearer token of the gateway")
    parser.add_argument("--secret", help="Name of the secret to read")
    parser.add_argument("--token", default=os.environ.get("GATEWAY_TOKEN"), help="Bearer token, else that of the environment")
    parser.add_argument("--max-tokens", type=int, default=1000)
    args = parser.parse_args()
    if args.token is None:
        parser.error("no token")
    bearer = Path(args.token_file).read_text().strip() if args.token_file else args.token
    agent = Agent(name="operations", tools=Session(args.url, bearer).tools(args.max_tokens))
    agent(input("> "))


if __name__ == "__main__":
    main()
