package typescript

import "github.com/nhivet/nhivet/internal/nhi"

// formats are the packages whose calls are known, each with the documentation that its
// rows and its fixture follow.
var formats = []nhi.Format{
	{Name: "TypeScript and JavaScript: the environment, schemas of it, constants and wrappers across modules", Files: "*.ts, *.tsx, *.mts, *.cts, *.js, *.jsx, *.mjs, *.cjs", Source: "https://nodejs.org/api/process.html#processenv", Fixture: "modules"},
	{Name: "Vercel AI SDK: agents, loops of tools and their approval, providers, MCP clients", Files: "*.ts that imports ai or @ai-sdk/…", Source: docAISDK, Fixture: "ai-sdk"},
	{Name: "OpenAI Agents SDK for JavaScript: agents, handoffs, tools and their approval, MCP servers, traces", Files: "*.ts that imports @openai/agents", Source: docAgents, Fixture: "openai-agents"},
	{Name: "OpenAI, Anthropic and Google Gen AI clients for JavaScript: keys, tools", Files: "*.ts that imports openai, @anthropic-ai/sdk or @google/genai", Source: docOpenAI, Fixture: "models"},
	{Name: "Claude Agent SDK for TypeScript: options, permission mode, MCP servers", Files: "*.ts that imports @anthropic-ai/claude-agent-sdk", Source: docClaude, Fixture: "claude-agent"},
	{Name: "Google ADK for TypeScript: agents, sub-agents, tools and their confirmation, code executors, MCP toolsets", Files: "*.ts that imports @google/adk", Source: docADK, Fixture: "google-adk"},
	{Name: "Mastra: agents, tools and their approval, MCP clients", Files: "*.ts that imports @mastra/…", Source: docMastra, Fixture: "mastra"},
	{Name: "LangChain and LangGraph for JavaScript: agents, tools, models, MCP adapters", Files: "*.ts that imports langchain or @langchain/…", Source: docCreate, Fixture: "langchain"},
	{Name: "VoltAgent: agents, sub-agents, tools and their approval, toolkits, MCP servers", Files: "*.ts that imports @voltagent/core", Source: docVolt, Fixture: "voltagent"},
	{Name: "Genkit for JavaScript: prompts and tools of a model, keys, MCP hosts", Files: "*.ts that imports genkit", Source: docGenkit, Fixture: "genkit"},
	{Name: "Strands for TypeScript: agents, tools, MCP clients", Files: "*.ts that imports @strands-agents/sdk", Source: docStrands, Fixture: "strands"},
	{Name: "Bedrock for JavaScript: calls of agents that run there", Files: "*.ts that imports @aws-sdk/client-bedrock-agent…", Source: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/bedrock-agent-runtime/command/InvokeAgentCommand/", Fixture: "bedrock"},
	{Name: "MCP SDK for TypeScript: servers, clients and how they are started", Files: "*.ts that imports @modelcontextprotocol/…", Source: docMCP, Fixture: "mcp"},
	{Name: "Clients of clouds, stores and services for JavaScript: AWS SDK, Azure identity, Vault, Octokit, Slack, databases", Files: "*.ts that imports one", Source: docAWS, Fixture: "clouds"},
	{Name: "Tokens and sessions that JavaScript issues: jsonwebtoken, jose, STS, presigned URLs, Vault", Files: "*.ts that imports one", Source: docJWT, Fixture: "tokens"},
	{Name: "AWS CDK in TypeScript: roles, their trust, what statements and managed policies give, what runs as them, agents of Bedrock and their functions", Files: "*.ts that imports aws-cdk-lib", Source: "https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam-readme.html", Fixture: "cdk"},
	{Name: "Pulumi in TypeScript: resources of AWS, Google Cloud, Azure, Entra, Vault and Kubernetes, read as the configuration that their providers are bridged from", Files: "*.ts that imports @pulumi/…", Source: "https://www.pulumi.com/docs/iac/languages-sdks/javascript/", Fixture: "pulumi"},
	{Name: "Scopes of sign-ins to Google from JavaScript", Files: "*.ts that imports google-auth-library or googleapis", Source: docGoogle, Fixture: "scopes"},
	{Name: "Applications that answer over HTTP and start an agent: Express, Hono, Fastify; where they listen and what asks callers", Files: "*.ts that imports a framework", Source: "https://expressjs.com/en/guide/using-middleware.html", Fixture: "doors"},
	{Name: "Tools of JavaScript that run what the model hands them", Files: "*.ts that imports a framework", Source: docEval, Fixture: "runs"},
	{Name: "Programs that JavaScript starts: credentials in their arguments and addresses, coding agents that are never asked; settings written for those", Files: "*.ts", Source: docChild, Fixture: "programs"},
	{Name: "Traces of JavaScript: switched off, or kept under one session for everybody; authorizers of API Gateway that name every caller alike", Files: "*.ts that imports a framework", Source: docTracing, Fixture: "tracing"},
	{Name: "Prompts and logs of JavaScript: credentials that get there", Files: "*.ts that imports a framework", Source: "https://nodejs.org/api/console.html", Fixture: "leaks"},
}
