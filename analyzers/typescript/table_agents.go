package typescript

import "github.com/nhivet/nhivet/internal/code"

// Documentation that several rows rest on.
const (
	docAISDK    = "https://ai-sdk.dev/docs/agents/building-agents"
	docApproval = "https://ai-sdk.dev/docs/agents/tool-approvals"
	docAgents   = "https://openai.github.io/openai-agents-js/guides/agents/"
	docHuman    = "https://openai.github.io/openai-agents-js/guides/human-in-the-loop/"
	docClaude   = "https://docs.claude.com/en/api/agent-sdk/typescript"
	docADK      = "https://google.github.io/adk-docs/agents/llm-agents/"
	docADKFlow  = "https://google.github.io/adk-docs/agents/workflow-agents/"
	docMastra   = "https://mastra.ai/docs/agents/overview"
	docMastraOK = "https://mastra.ai/docs/agents/agent-approval"
	docCreate   = "https://docs.langchain.com/oss/javascript/langchain/agents"
	docGraph    = "https://docs.langchain.com/oss/javascript/langgraph/overview"
	docVolt     = "https://voltagent.dev/docs/agents/overview/"
	docGenkit   = "https://genkit.dev/docs/tool-calling/"
	docMCP      = "https://github.com/modelcontextprotocol/typescript-sdk"
	docOpenAI   = "https://github.com/openai/openai-node#usage"
	docAnthrop  = "https://github.com/anthropics/anthropic-sdk-typescript#usage"
	docGenAI    = "https://googleapis.github.io/js-genai/"
)

var agents = []code.Agent{
	// Vercel AI SDK. Tools run without being asked for, unless they or the agent say so.
	{Calls: "ai.ToolLoopAgent ai.Experimental_Agent", Weight: code.Certain, Reason: "builds an agent of the AI SDK", Name: "id", Tools: "tools", Prompts: "instructions system",
		Asks: "toolApproval", Source: docAISDK},
	{Calls: "ai.generateText ai.streamText", Weight: code.Certain, Reason: "runs a model with tools in a loop", Needs: "tools stopWhen", Tools: "tools", Prompts: "system instructions",
		Asks: "toolApproval", Source: "https://ai-sdk.dev/docs/ai-sdk-core/tools-and-tool-calling"},
	{Calls: "ai.generateText ai.streamText", Weight: code.Certain, Reason: "runs a model with tools in a loop", Needs: "tools maxSteps", Tools: "tools", Source: "https://ai-sdk.dev/docs/migration-guides/migration-guide-5-0"},
	{Calls: "ai.generateText ai.streamText ai.generateObject ai.streamObject", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docAISDK},
	{Calls: "ai.generateText ai.streamText", Role: code.Supports, Weight: code.Medium, Reason: "gives tools to a model", Needs: "tools", Source: docAISDK},

	// OpenAI Agents SDK.
	{Calls: "@openai/agents.Agent @openai/agents-core.Agent @openai/agents.Agent.create @openai/agents/sandbox.SandboxAgent @openai/agents/realtime.RealtimeAgent @openai/agents-realtime.RealtimeAgent", Weight: code.Certain, Reason: "builds an agent of the OpenAI Agents SDK", Name: "name",
		Tools: "tools", Subs: "handoffs", Servers: "mcpServers", Prompts: "instructions", Source: docAgents},
	{Calls: "@openai/agents.run @openai/agents-core.run @openai/agents.Runner().run @openai/agents-core.Runner().run", Role: code.Supports, Weight: code.Certain, Reason: "runs an agent of the OpenAI Agents SDK", Source: docAgents},

	// Claude Agent SDK.
	{Calls: "@anthropic-ai/claude-agent-sdk.query @anthropic-ai/claude-code.query", Weight: code.Certain, Reason: "runs Claude Code as an agent", Tools: "options.mcpServers", Prompts: "options.systemPrompt options.systemPrompt.append options.appendSystemPrompt", Source: docClaude},

	// Clients of models, with tools or without.
	{Calls: "openai().chat.completions.create openai().responses.create openai.OpenAI().chat.completions.create openai.OpenAI().responses.create openai.AzureOpenAI().chat.completions.create openai.AzureOpenAI().responses.create", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docOpenAI},
	{Calls: "openai().chat.completions.create openai().responses.create openai.OpenAI().chat.completions.create openai.OpenAI().responses.create openai.AzureOpenAI().chat.completions.create openai.AzureOpenAI().responses.create", Role: code.Supports, Weight: code.Medium, Reason: "gives tools to a model", Needs: "tools", Source: docOpenAI},
	{Calls: "openai().chat.completions.runTools openai.OpenAI().chat.completions.runTools", Role: code.Supports, Weight: code.Certain, Reason: "runs a model with tools in a loop", Source: "https://github.com/openai/openai-node/blob/master/helpers.md"},
	{Calls: "@anthropic-ai/sdk().messages.create @anthropic-ai/sdk().messages.stream @anthropic-ai/sdk.Anthropic().messages.create @anthropic-ai/sdk.Anthropic().messages.stream", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docAnthrop},
	{Calls: "@anthropic-ai/sdk().messages.create @anthropic-ai/sdk().messages.stream @anthropic-ai/sdk.Anthropic().messages.create @anthropic-ai/sdk.Anthropic().messages.stream", Role: code.Supports, Weight: code.Medium, Reason: "gives tools to a model", Needs: "tools", Source: docAnthrop},
	{Calls: "@anthropic-ai/sdk().beta.messages.toolRunner @anthropic-ai/sdk.Anthropic().beta.messages.toolRunner", Weight: code.Certain, Reason: "runs a model with tools in a loop", Tools: "tools", Prompts: "system", Source: "https://github.com/anthropics/anthropic-sdk-typescript/blob/main/helpers.md"},
	{Calls: "@google/genai.GoogleGenAI().models.generateContent @google/genai.GoogleGenAI().chats.create", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docGenAI},
	{Calls: "@google/genai.GoogleGenAI().models.generateContent @google/genai.GoogleGenAI().chats.create", Role: code.Supports, Weight: code.Medium, Reason: "gives tools to a model", Needs: "config.tools", Source: docGenAI},

	// Google ADK.
	{Calls: "@google/adk.LlmAgent @google/adk.Agent", Weight: code.Certain, Reason: "builds an ADK agent around a model", Name: "name", Tools: "tools", Subs: "subAgents", Prompts: "instruction globalInstruction", Asks: "beforeToolCallback", Source: docADK},
	{Calls: "@google/adk.SequentialAgent @google/adk.ParallelAgent @google/adk.LoopAgent", Weight: code.Certain, Reason: "builds an ADK workflow agent", Name: "name", Subs: "subAgents", Source: docADKFlow},
	{Calls: "@google/adk.Runner @google/adk.InMemoryRunner", Role: code.Supports, Weight: code.Certain, Reason: "runs an ADK agent", Source: "https://google.github.io/adk-docs/runtime/"},

	// Mastra.
	{Calls: "@mastra/core/agent.Agent @mastra/core.Agent", Weight: code.Certain, Reason: "builds a Mastra agent", Name: "name", Tools: "tools", Subs: "agents", Prompts: "instructions", Pauses: "requireToolApproval", Source: docMastra},
	{Calls: "@mastra/core/mastra.Mastra @mastra/core.Mastra", Role: code.Supports, Weight: code.Certain, Reason: "serves Mastra agents", Needs: "agents", Source: docMastra},

	// LangChain and LangGraph.
	{Calls: "langchain.createAgent", Weight: code.Certain, Reason: "builds a LangChain agent", Name: "name", Tools: "tools", Prompts: "systemPrompt", Source: docCreate},
	{Calls: "@langchain/langgraph/prebuilt.createReactAgent", Weight: code.Certain, Reason: "builds a LangGraph agent", Name: "name", Tools: "tools", Prompts: "prompt stateModifier messageModifier", Source: docGraph},
	{Calls: "langchain/agents.createToolCallingAgent langchain/agents.createReactAgent langchain/agents.createOpenAIFunctionsAgent langchain/agents.createOpenAIToolsAgent langchain/agents.initializeAgentExecutorWithOptions @langchain/classic/agents.createToolCallingAgent", Weight: code.Certain, Reason: "builds a LangChain agent", Tools: "tools", Source: docCreate},
	{Calls: "langchain/agents.AgentExecutor @langchain/classic/agents.AgentExecutor", Role: code.Supports, Weight: code.Certain, Reason: "runs a LangChain agent", Source: docCreate},
	{Calls: "deepagents.createDeepAgent", Weight: code.Certain, Reason: "builds a deep agent", Name: "name", Tools: "tools", Prompts: "systemPrompt", Source: "https://docs.langchain.com/oss/javascript/deepagents/overview"},
	{Calls: "@langchain/langgraph-supervisor.createSupervisor @langchain/langgraph-swarm.createSwarm", Weight: code.Certain, Reason: "builds a LangGraph team of agents", Name: "supervisorName", Tools: "tools", Subs: "agents", Prompts: "prompt", Source: docGraph},
	{Calls: "@langchain/langgraph.StateGraph @langchain/langgraph.MessageGraph", Role: code.Supports, Weight: code.Medium, Reason: "builds a LangGraph graph", Source: docGraph},
	{Calls: "@langchain/langgraph/prebuilt.ToolNode", Role: code.Supports, Weight: code.Medium, Reason: "runs the tools that a model asks for", Source: docGraph},
	{Calls: "@langchain/openai.ChatOpenAI @langchain/openai.AzureChatOpenAI @langchain/anthropic.ChatAnthropic @langchain/google-genai.ChatGoogleGenerativeAI @langchain/groq.ChatGroq @langchain/aws.ChatBedrockConverse @langchain/mistralai.ChatMistralAI langchain/chat_models/universal.initChatModel langchain.initChatModel", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docLangChain},

	// VoltAgent, Genkit, Strands, Bedrock.
	{Calls: "@voltagent/core.Agent", Weight: code.Certain, Reason: "builds a VoltAgent agent", Name: "name", Tools: "tools toolkits", Subs: "subAgents", Prompts: "instructions", Source: docVolt},
	{Calls: "@voltagent/core.PlanAgent", Weight: code.Certain, Reason: "builds a VoltAgent agent", Name: "name", Tools: "tools toolkits", Prompts: "systemPrompt", Source: docVolt},
	{Calls: "genkit.genkit().generate genkit.genkit().generateStream genkit/beta.genkit().generate genkit/beta.genkit().generateStream", Weight: code.Certain, Reason: "runs a model of Genkit with tools in a loop", Needs: "tools", Tools: "tools", Prompts: "system prompt", Source: docGenkit},
	{Calls: "genkit.genkit().definePrompt genkit/beta.genkit().definePrompt", Weight: code.Certain, Reason: "defines a Genkit prompt with tools", Needs: "tools", Name: "name", Tools: "tools", Prompts: "system prompt", Source: docGenkit},
	{Calls: "genkit.genkit().defineTool genkit/beta.genkit().defineTool", Role: code.Supports, Weight: code.Medium, Reason: "defines a Genkit tool", Source: docGenkit},
	{Calls: "genkit.genkit().generate genkit.genkit().generateStream genkit/beta.genkit().generate genkit/beta.genkit().generateStream", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docGenkit},
	{Calls: "@strands-agents/sdk.Agent", Weight: code.Certain, Reason: "builds a Strands agent", Name: "name", Tools: "tools", Prompts: "systemPrompt", Source: docStrands},
	{Calls: "@aws-sdk/client-bedrock-agent-runtime.InvokeAgentCommand @aws-sdk/client-bedrock-agentcore.InvokeAgentRuntimeCommand", Role: code.Supports, Weight: code.Medium, Reason: "calls an agent of Bedrock", Source: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/bedrock-agent-runtime/command/InvokeAgentCommand/"},

	// MCP: a server offers tools, a client is the agent's side.
	{Calls: "@modelcontextprotocol/sdk/server/mcp.McpServer @modelcontextprotocol/sdk/server/index.Server @modelcontextprotocol/sdk/server.Server @modelcontextprotocol/server.McpServer fastmcp.FastMCP", Role: code.Serves, Weight: code.Certain, Reason: "is an MCP server", Name: "name", Source: docMCP},
	{Calls: "@modelcontextprotocol/sdk/client/index.Client @modelcontextprotocol/sdk/client.Client @modelcontextprotocol/client.Client", Role: code.Supports, Weight: code.Medium, Reason: "calls tools of an MCP server", Source: docMCP},
}
