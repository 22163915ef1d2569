package python

import "github.com/nhivet/nhivet/internal/nhi"

// formats are the language, its notebooks, and the packages whose calls are known,
// each with the documentation that its rows and its fixture follow.
var formats = []nhi.Format{
	{Name: "Python", Files: "*.py", Source: "https://docs.python.org/3/reference/", Fixture: "literals"},
	{Name: "Jupyter notebooks", Files: "*.ipynb", Source: "https://nbformat.readthedocs.io/en/latest/format_description.html", Fixture: "notebook"},
	{Name: "OpenAI Agents SDK: agents, handoffs, tools and their approval, MCP servers, traces", Files: "*.py that imports agents", Source: docAgents, Fixture: "openai-agents"},
	{Name: "OpenAI, Anthropic and Google Gen AI clients: keys, tools", Files: "*.py that imports openai, anthropic or google.genai", Source: docOpenAI, Fixture: "models"},
	{Name: "Claude Agent SDK: options, permission mode, MCP servers", Files: "*.py that imports claude_agent_sdk", Source: docClaude, Fixture: "claude-agent"},
	{Name: "Google ADK: agents, sub-agents, tools and their confirmation, code executors, MCP toolsets", Files: "*.py that imports google.adk", Source: docADK, Fixture: "google-adk"},
	{Name: "LangChain and LangGraph: agents, tools, models, MCP adapters, stores", Files: "*.py that imports langchain… or langgraph", Source: docCreate, Fixture: "langchain"},
	{Name: "CrewAI: agents, tools, code execution, MCP servers", Files: "*.py that imports crewai", Source: docCrew, Fixture: "crewai"},
	{Name: "AutoGen and AG2: agents, tools, code executors, MCP servers", Files: "*.py that imports autogen…", Source: docChat, Fixture: "autogen"},
	{Name: "Microsoft Agent Framework: agents, tools and their approval, MCP tools", Files: "*.py that imports agent_framework", Source: docMAF, Fixture: "agent-framework"},
	{Name: "Pydantic AI: agents, tools and their approval, toolsets; settings of pydantic", Files: "*.py that imports pydantic_ai", Source: docPydAg, Fixture: "pydantic-ai"},
	{Name: "Strands and AgentCore: agents, tools, MCP clients, entry points", Files: "*.py that imports strands or bedrock_agentcore", Source: docStrand, Fixture: "strands"},
	{Name: "smolagents: agents, managed agents, tools, models", Files: "*.py that imports smolagents", Source: "https://huggingface.co/docs/smolagents/reference/agents", Fixture: "smolagents"},
	{Name: "LlamaIndex: agents, tools, MCP clients", Files: "*.py that imports llama_index", Source: "https://developers.llamaindex.ai/python/framework/understanding/agent/", Fixture: "llama-index"},
	{Name: "DSPy: agents, tools, models", Files: "*.py that imports dspy", Source: "https://dspy.ai/api/modules/ReAct/", Fixture: "dspy"},
	{Name: "Haystack: agents, tools, secrets", Files: "*.py that imports haystack", Source: "https://docs.haystack.deepset.ai/docs/agent", Fixture: "haystack"},
	{Name: "Dapr Agents: agents, tools, clients", Files: "*.py that imports dapr_agents", Source: docDapr, Fixture: "dapr-agents"},
	{Name: "Agno: agents, tools", Files: "*.py that imports agno", Source: "https://docs.agno.com/concepts/agents/overview", Fixture: "agno"},
	{Name: "A2A: agents that are served, described and called", Files: "*.py that imports a2a", Source: docA2A, Fixture: "a2a"},
	{Name: "Bedrock: agents that are made, deployed and called, models with tools", Files: "*.py that imports boto3 or aws_cdk", Source: docBedrock, Fixture: "bedrock"},
	{Name: "The environment, its readers, secret stores of notebooks and apps", Files: "*.py that imports an SDK", Source: "https://docs.python.org/3/library/os.html#os.environ", Fixture: "environment"},
	{Name: "MCP SDK and FastMCP: servers, clients and how they are started", Files: "*.py that imports mcp or fastmcp", Source: docMCP, Fixture: "mcp"},
	{Name: "Clients of clouds, stores and services: boto3, azure-identity, hvac, PyGithub, Slack, databases", Files: "*.py that imports one", Source: docBoto, Fixture: "clouds"},
	{Name: "Tokens and sessions that are issued: PyJWT, jose, STS, presigned URLs, SAS, Vault, Kubernetes", Files: "*.py that imports one", Source: docPyJWT, Fixture: "tokens"},
	{Name: "Pulumi in Python: resources of AWS, Google Cloud, Azure, Entra, Vault and Kubernetes, read as the configuration that their providers are bridged from", Files: "*.py that imports pulumi_…", Source: "https://www.pulumi.com/docs/iac/languages-sdks/python/", Fixture: "pulumi"},
	{Name: "Scopes of sign-ins to Google", Files: "*.py that imports google.oauth2 or google_auth_oauthlib", Source: docGoogleFlow, Fixture: "scopes"},
	{Name: "AWS CDK and IAM requests: roles, their trust, and what statements and managed policies give", Files: "*.py that imports aws_cdk or boto3", Source: "https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk.aws_iam.html", Fixture: "cdk"},
	{Name: "Credentials that a service issues or keeps: printed, logged, written to files, taken as options, set as defaults", Files: "*.py", Source: docAgentCore, Fixture: "issued"},
	{Name: "Tools that run what the model hands them; consent, sandboxes and checks of certificates that code switches off", Files: "*.py", Source: docEval, Fixture: "runs"},
	{Name: "Applications that answer over HTTP and start an agent: FastAPI, Flask, Quart; where they listen and what asks callers", Files: "*.py that imports a framework", Source: "https://fastapi.tiangolo.com/tutorial/security/", Fixture: "doors"},
	{Name: "Prompts and logs: credentials that get there", Files: "*.py that imports a framework", Source: docLogging, Fixture: "leaks"},
}
