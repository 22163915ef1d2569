import argparse

from strands import Agent

from session import Session


def main() -> None:
    parser = argparse.ArgumentParser(description="Talks to the operations agent")
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", help="Bearer token of the gateway")
    parser.add_argument("--max-tokens", type=int, default=1000)
    args = parser.parse_args()
    agent = Agent(name="operations", tools=Session(args.url, args.token).tools(args.max_tokens))
    agent(input("> "))


if __name__ == "__main__":
    main()
