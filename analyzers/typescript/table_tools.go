package typescript

import "github.com/nhivet/nhivet/internal/code"

const (
	// The comment over requireConfirmation says that nobody is asked without it.
	docADKAsk      = "https://github.com/google/adk-js/blob/main/core/src/tools/function_tool.ts"
	docStrands     = "https://github.com/strands-agents/sdk-typescript"
	docToolsOpenAI = "https://openai.github.io/openai-agents-js/guides/tools/"
	docTracing     = "https://openai.github.io/openai-agents-js/guides/tracing/"
	docServers     = "https://openai.github.io/openai-agents-js/guides/mcp/"
)

var tools = []code.Tool{
	{Calls: "ai.tool ai.dynamicTool", Kind: "function", Execute: "execute", Ask: "needsApproval", Unasked: docApproval, Source: "https://ai-sdk.dev/docs/ai-sdk-core/tools-and-tool-calling"},

	// OpenAI Agents SDK: needsApproval is false unless it is set (tool.ts).
	{Calls: "@openai/agents.tool @openai/agents-core.tool @openai/agents/realtime.tool", Kind: "function", Execute: "execute", Ask: "needsApproval", Unasked: docHuman, Source: docToolsOpenAI},
	{Calls: "@openai/agents.shellTool", Kind: "shell", Writes: "yes", Ask: "needsApproval", Source: docToolsOpenAI},
	{Calls: "@openai/agents.applyPatchTool", Kind: "function", Ask: "needsApproval", Source: docToolsOpenAI},
	{Calls: "@openai/agents.webSearchTool @openai/agents.fileSearchTool @openai/agents-openai.webSearchTool @openai/agents-openai.fileSearchTool", Kind: "function", Source: docToolsOpenAI},
	{Calls: "@openai/agents.codeInterpreterTool @openai/agents-openai.codeInterpreterTool", Kind: "code", Writes: "no", Sandboxed: true, Source: docToolsOpenAI},
	{Calls: "@openai/agents.computerTool", Kind: "computer", Writes: "yes", Source: docToolsOpenAI},

	{Calls: "@mastra/core/tools.createTool @mastra/core.createTool", Kind: "function", Execute: "execute", Ask: "requireApproval", Unasked: docMastraOK, Source: "https://mastra.ai/docs/agents/using-tools"},
	{Calls: "@voltagent/core.createTool @voltagent/core.Tool", Kind: "function", Execute: "execute", Ask: "needsApproval", Unasked: "https://voltagent.dev/docs/agents/tools/", Source: "https://voltagent.dev/docs/agents/tools/"},
	{Calls: "@voltagent/core.createToolkit", Holds: "tools", Source: "https://voltagent.dev/docs/agents/tools/"},
	{Calls: "@google/adk.FunctionTool @google/adk.LongRunningFunctionTool", Kind: "function", Execute: "execute", Ask: "requireConfirmation", Unasked: docADKAsk, Source: "https://google.github.io/adk-docs/tools-custom/function-tools/"},
	{Calls: "@anthropic-ai/claude-agent-sdk.createSdkMcpServer", Holds: "tools", Source: docClaude},
	{Calls: "@anthropic-ai/sdk/helpers/beta/zod.betaZodTool @anthropic-ai/sdk/helpers/beta/json-schema.betaTool", Kind: "function", Execute: "run", Source: "https://github.com/anthropics/anthropic-sdk-typescript/blob/main/helpers.md"},
	{Calls: "@strands-agents/sdk.tool", Kind: "function", Execute: "callback", Source: docStrands},
	{Calls: "@anthropic-ai/claude-agent-sdk.tool", Kind: "function", Execute: "handler", Named: 1, Function: 4, Source: docClaude},
	{Calls: "@langchain/core/tools.tool langchain.tool", Kind: "function", Execute: "func", Function: 1, Source: "https://docs.langchain.com/oss/javascript/langchain/tools"},
	{Calls: "@langchain/core/tools.DynamicStructuredTool @langchain/core/tools.DynamicTool langchain/tools.DynamicStructuredTool langchain/tools.DynamicTool langchain.DynamicStructuredTool", Kind: "function", Execute: "func", Source: "https://docs.langchain.com/oss/javascript/langchain/tools"},
	{Calls: "genkit.genkit().defineTool genkit/beta.genkit().defineTool", Kind: "function", Execute: "fn", Function: 2, Source: docGenkit},
}

// servers follow each SDK's documentation of MCP. The keys headers, env, command and
// args are the same in all of them.
var servers = []code.Server{
	{Calls: "@openai/agents.MCPServerStdio @openai/agents-core.MCPServerStdio", Name: "name", Source: docServers},
	{Calls: "@openai/agents.MCPServerStreamableHttp @openai/agents.MCPServerSSE @openai/agents-core.MCPServerStreamableHttp @openai/agents-core.MCPServerSSE", URL: "url", Name: "name", Headers: "requestInit.headers", Source: docServers},
	{Calls: "@openai/agents.hostedMcpTool @openai/agents-core.hostedMcpTool", URL: "serverUrl", Name: "serverLabel", Ask: "requireApproval", Source: docServers + "#1-hosted-mcp-server-tools"},
	{Calls: "@modelcontextprotocol/sdk/client/stdio.StdioClientTransport @modelcontextprotocol/client/stdio.StdioClientTransport ai/mcp-stdio.Experimental_StdioMCPTransport @ai-sdk/mcp/mcp-stdio.Experimental_StdioMCPTransport", Source: docMCP},
	{Calls: "@modelcontextprotocol/sdk/client/streamableHttp.StreamableHTTPClientTransport @modelcontextprotocol/sdk/client/sse.SSEClientTransport @modelcontextprotocol/client.StreamableHTTPClientTransport @modelcontextprotocol/client.SSEClientTransport", URL: "url", URLPos: 1, Headers: "requestInit.headers", Source: docMCP},
	{Calls: "ai.experimental_createMCPClient @ai-sdk/mcp.createMCPClient @ai-sdk/mcp.experimental_createMCPClient", Params: "transport", URL: "url", Source: "https://ai-sdk.dev/docs/ai-sdk-core/mcp-tools"},
	{Calls: "@mastra/mcp.MCPClient", Params: "servers", Many: true, URL: "url", Headers: "requestInit.headers", Source: "https://mastra.ai/docs/mcp/overview"},
	{Calls: "@voltagent/core.MCPConfiguration", Params: "servers", Many: true, URL: "url", Headers: "requestInit.headers", Source: "https://voltagent.dev/docs/agents/mcp/"},
	{Calls: "@langchain/mcp-adapters.MultiServerMCPClient", Params: "mcpServers", Many: true, URL: "url", Source: "https://docs.langchain.com/oss/javascript/langchain/mcp"},
	{Calls: "@genkit-ai/mcp.createMcpHost", Params: "mcpServers", Many: true, URL: "url", Headers: "requestInit.headers", Source: "https://genkit.dev/docs/model-context-protocol/"},
	{Calls: "@anthropic-ai/claude-agent-sdk.query @anthropic-ai/claude-code.query", Params: "options.mcpServers", Many: true, URL: "url", Source: docClaude},
	{Calls: "@google/adk.MCPToolset", Params: "serverParams", URL: "url", Headers: "transportOptions.requestInit.headers header", Source: "https://google.github.io/adk-docs/tools-custom/mcp-tools/"},
}

var controls = []code.Control{
	{Calls: "@google/adk.UnsafeLocalCodeExecutor", Kind: "sandbox", Name: "UnsafeLocalCodeExecutor", Why: "code that the model writes runs on the host itself", Source: "https://github.com/google/adk-js/blob/main/core/src/code_executors/unsafe_local_code_executor.ts"},
	{Calls: "@anthropic-ai/claude-agent-sdk.query @anthropic-ai/claude-code.query", Arg: "options.permissionMode", Value: "bypassPermissions", Kind: "approval", Name: `permissionMode: "bypassPermissions"`, Why: "every tool runs without asking", Source: docClaude},
	{Calls: "@openai/agents.Runner @openai/agents-core.Runner", Arg: "traceIncludeSensitiveData", Value: "True", Kind: "exposure", Name: "traceIncludeSensitiveData: true", Why: "inputs and outputs of models and tools are written to traces", Source: "https://openai.github.io/openai-agents-js/guides/tracing/"},
	{Calls: "@openai/agents.Runner @openai/agents-core.Runner", Arg: "tracingDisabled", Value: "True", Acts: true, Kind: "audit", Name: "tracingDisabled: true", Why: "what the agent runs and changes leaves no trace", Source: docTracing},
	{Calls: "@openai/agents.Agent().asTool @openai/agents-core.Agent().asTool @openai/agents/sandbox.SandboxAgent().asTool", Arg: "runConfig.tracingDisabled", Value: "True", Acts: true, Kind: "audit", Name: "tracingDisabled: true", Why: "what the agent runs and changes leaves no trace", Source: docTracing},
	{Calls: "@openai/agents.setTracingDisabled @openai/agents-core.setTracingDisabled", Pos: 1, Value: "True", Acts: true, Kind: "audit", Name: "setTracingDisabled(true)", Why: "what the agent runs and changes leaves no trace", Source: docTracing},
	{Calls: "ai.generateText ai.streamText", Arg: "experimental_telemetry.recordInputs", Value: "True", Kind: "exposure", Name: "recordInputs: true", Why: "inputs of the model are written to traces", Source: "https://ai-sdk.dev/docs/ai-sdk-core/telemetry"},
}
