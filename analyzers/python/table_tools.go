package python

// toolRow is a class or function that is a tool, or makes one.
type toolRow struct {
	calls string
	kind  string
	// writes is "yes", "no", or empty for unknown.
	writes string
	// agent is the argument with the agent that the tool calls.
	agent string
	// function is the argument with the function that the tool calls, from 1.
	function int
	// ask is the setting that has a person asked; off are its values that do not, with
	// the blank for the absence of the setting, and unasked the documentation of that.
	ask     string
	unasked string
	// reach is "any" for shells that run every command; sandboxed ones run elsewhere.
	reach     string
	sandboxed bool
	source    string
}

const docToolsOpenAI = "https://openai.github.io/openai-agents-python/tools/"

var toolRows = []toolRow{
	// OpenAI Agents SDK: needs_approval is False unless it is set (tool.py).
	{calls: "agents.WebSearchTool agents.FileSearchTool", kind: "function", writes: "no", source: docToolsOpenAI},
	{calls: "agents.CodeInterpreterTool", kind: "code", writes: "no", sandboxed: true, source: docToolsOpenAI},
	{calls: "agents.ComputerTool", kind: "computer", writes: "yes", source: docToolsOpenAI},
	{calls: "agents.ShellTool", kind: "shell", writes: "yes", ask: "needs_approval", source: docToolsOpenAI},
	{calls: "agents.LocalShellTool", kind: "shell", writes: "yes", source: docToolsOpenAI},
	{calls: "agents.ApplyPatchTool", kind: "function", writes: "yes", ask: "needs_approval", unasked: docToolsOpenAI, source: docToolsOpenAI},
	{calls: "agents.FunctionTool", kind: "function", source: docToolsOpenAI},

	// ADK: require_confirmation is False unless it is set (function_tool.py).
	{calls: "google.adk.tools.FunctionTool google.adk.tools.LongRunningFunctionTool", kind: "function", function: 1, ask: "require_confirmation", unasked: "https://google.github.io/adk-docs/tools-custom/confirmation/", source: "https://google.github.io/adk-docs/tools-custom/confirmation/"},
	{calls: "google.adk.tools.AgentTool google.adk.tools.agent_tool.AgentTool", kind: "agent", agent: "agent", function: 0, source: "https://google.github.io/adk-docs/tools-custom/function-tools/#agent-tool"},

	// LangChain: the shell and the interpreter run on the host itself.
	{calls: "langchain_community.tools.ShellTool langchain_community.tools.shell.tool.ShellTool langchain.tools.ShellTool", kind: "shell", writes: "yes", ask: "ask_human_input", reach: "any", unasked: "https://github.com/langchain-ai/langchain-community/blob/main/libs/community/langchain_community/tools/shell/tool.py", source: "https://docs.langchain.com/oss/python/integrations/tools/bash"},
	{calls: "langchain_experimental.tools.PythonREPLTool langchain_experimental.tools.python.tool.PythonREPLTool langchain_experimental.utilities.PythonREPL", kind: "code", writes: "yes", source: "https://docs.langchain.com/oss/python/integrations/tools/python"},
	{calls: "langchain_core.tools.StructuredTool.from_function langchain.tools.StructuredTool.from_function langchain_core.tools.Tool langchain.tools.Tool langchain.agents.Tool", kind: "function", function: 1, source: "https://docs.langchain.com/oss/python/langchain/tools"},

	// Pydantic AI: requires_approval is False unless it is set (tools.py).
	{calls: "pydantic_ai.Tool pydantic_ai.tools.Tool", kind: "function", function: 1, ask: "requires_approval", unasked: "https://ai.pydantic.dev/deferred-tools/#human-in-the-loop-tool-approval", source: "https://ai.pydantic.dev/tools/"},

	// LlamaIndex, AutoGen, Haystack.
	{calls: "llama_index.core.tools.FunctionTool.from_defaults llama_index.core.tools.FunctionTool", kind: "function", function: 1, source: "https://developers.llamaindex.ai/python/framework/module_guides/deploying/agents/tools/"},
	{calls: "autogen_core.tools.FunctionTool", kind: "function", function: 1, source: "https://microsoft.github.io/autogen/stable/user-guide/core-user-guide/components/tools.html"},
	{calls: "autogen_ext.tools.code_execution.PythonCodeExecutionTool", kind: "code", source: "https://microsoft.github.io/autogen/stable/user-guide/core-user-guide/components/tools.html"},
	{calls: "autogen_agentchat.tools.AgentTool", kind: "agent", agent: "agent", source: "https://microsoft.github.io/autogen/stable/reference/python/autogen_agentchat.tools.html"},

	// CrewAI.
	{calls: "crewai_tools.CodeInterpreterTool", kind: "code", writes: "yes", source: "https://docs.crewai.com/en/tools/ai-ml/codeinterpretertool"},
	{calls: "crewai_tools.SerperDevTool crewai_tools.ScrapeWebsiteTool crewai_tools.WebsiteSearchTool crewai_tools.FileReadTool crewai_tools.DirectoryReadTool", kind: "function", writes: "no", source: "https://docs.crewai.com/en/concepts/tools"},
	{calls: "crewai_tools.FileWriterTool", kind: "function", writes: "yes", source: "https://docs.crewai.com/en/tools/file-document/filewritetool"},
}

// makerRow is a decorator that makes a tool of a function.
type makerRow struct {
	calls string
	// ask and unasked are those of a tool.
	ask, unasked string
	source       string
}

// makerRows are decorators. agent.tool and agent.tool_plain of Pydantic AI are found
// by the agent that they hang on.
var makerRows = []makerRow{
	{calls: "agents.function_tool agents.decorators.tool agents.tool.function_tool", ask: "needs_approval", unasked: "https://openai.github.io/openai-agents-python/human_in_the_loop/", source: docToolsOpenAI},
	{calls: "langchain_core.tools.tool langchain.tools.tool langchain.agents.tool", source: "https://docs.langchain.com/oss/python/langchain/tools"},
	{calls: "strands.tool strands.tools.decorator.tool", source: "https://strandsagents.com/latest/documentation/docs/user-guide/concepts/tools/"},
	{calls: "crewai.tools.tool crewai_tools.tool", source: "https://docs.crewai.com/en/concepts/tools"},
	{calls: "smolagents.tool", source: "https://huggingface.co/docs/smolagents/tutorials/tools"},
	{calls: "agent_framework.tool agent_framework.ai_function", ask: "approval_mode", unasked: "https://learn.microsoft.com/agent-framework/agents/tools/tool-approval", source: docMAF},
	{calls: "dapr_agents.tool", source: docDapr},
	{calls: "haystack.tools.tool", source: "https://docs.haystack.deepset.ai/docs/tool"},
	{calls: "claude_agent_sdk.tool", source: docClaude},
	{calls: "pydantic_ai.Agent().tool pydantic_ai.Agent().tool_plain", ask: "requires_approval", unasked: "https://ai.pydantic.dev/deferred-tools/#human-in-the-loop-tool-approval", source: "https://ai.pydantic.dev/tools/"},
	{calls: "mcp.server.fastmcp.FastMCP().tool fastmcp.FastMCP().tool mcp.server.MCPServer().tool", source: docMCP},
}

// serverRow is a call that describes an MCP server to its client.
type serverRow struct {
	calls string
	// params is an argument with a dictionary that holds the rest, or with another of
	// these calls.
	params string
	// many says that params, the first argument without a name of it, maps names to
	// servers.
	many bool
	// url and urlPos are the address; headers, env, command and args what their names
	// say.
	url    string
	urlPos int
	// name is the argument with the server's name.
	name string
	// ask is the setting of approval: "never" and False ask nobody.
	ask    string
	source string
}

// serverRows follow each SDK's documentation of MCP. The keys headers, env, command
// and args are the same in all of them.
var serverRows = []serverRow{
	{calls: "agents.mcp.MCPServerStdio agents.mcp.MCPServerSse agents.mcp.MCPServerStreamableHttp", params: "params", url: "url", name: "name", ask: "require_approval", source: "https://openai.github.io/openai-agents-python/mcp/"},
	{calls: "agents.HostedMCPTool", params: "tool_config", url: "server_url", name: "server_label", ask: "require_approval", source: "https://openai.github.io/openai-agents-python/mcp/#hosted-mcp-server-tools"},
	{calls: "mcp.StdioServerParameters mcp.client.stdio.StdioServerParameters autogen_ext.tools.mcp.StdioServerParams", source: docMCP},
	{calls: "mcp.client.streamable_http.streamablehttp_client mcp.client.streamable_http.streamable_http_client mcp.client.sse.sse_client", url: "url", urlPos: 1, source: docMCP},
	{calls: "autogen_ext.tools.mcp.SseServerParams autogen_ext.tools.mcp.StreamableHttpServerParams", url: "url", source: "https://microsoft.github.io/autogen/stable/reference/python/autogen_ext.tools.mcp.html"},
	{calls: "google.adk.tools.mcp_tool.StreamableHTTPConnectionParams google.adk.tools.mcp_tool.mcp_session_manager.StreamableHTTPConnectionParams google.adk.tools.mcp_tool.SseConnectionParams google.adk.tools.mcp_tool.mcp_session_manager.SseConnectionParams google.adk.tools.mcp_tool.mcp_toolset.SseServerParams", url: "url", source: "https://google.github.io/adk-docs/tools-custom/mcp-tools/"},
	{calls: "google.adk.tools.mcp_tool.StdioServerParameters google.adk.tools.mcp_tool.mcp_toolset.StdioServerParameters", source: "https://google.github.io/adk-docs/tools-custom/mcp-tools/"},
	{calls: "pydantic_ai.mcp.MCPServerStdio", source: "https://ai.pydantic.dev/mcp/client/"},
	{calls: "pydantic_ai.mcp.MCPServerSSE pydantic_ai.mcp.MCPServerStreamableHTTP pydantic_ai.mcp.MCPServerHTTP", url: "url", urlPos: 1, source: "https://ai.pydantic.dev/mcp/client/"},
	{calls: "langchain_mcp_adapters.client.MultiServerMCPClient", params: "connections", many: true, url: "url", source: "https://github.com/langchain-ai/langchain-mcp-adapters#client"},
	{calls: "claude_agent_sdk.ClaudeAgentOptions claude_code_sdk.ClaudeCodeOptions", params: "mcp_servers", many: true, url: "url", source: docClaude},
	{calls: "crewai.mcp.MCPServerStdio crewai.mcp.MCPServerHTTP crewai.mcp.MCPServerSSE", url: "url", source: "https://docs.crewai.com/en/mcp/overview"},
	{calls: "crewai_tools.MCPServerAdapter smolagents.MCPClient smolagents.ToolCollection.from_mcp", params: "serverparams", url: "url", source: "https://docs.crewai.com/en/mcp/overview"},
	{calls: "agent_framework.MCPStdioTool agent_framework.MCPStreamableHTTPTool agent_framework.MCPWebsocketTool", url: "url", name: "name", ask: "approval_mode", source: "https://learn.microsoft.com/agent-framework/agents/tools/local-mcp-tools"},
	{calls: "llama_index.tools.mcp.BasicMCPClient", url: "command_or_url", urlPos: 1, source: "https://developers.llamaindex.ai/python/framework/module_guides/mcp/llamaindex_mcp/"},
	{calls: "fastmcp.client.transports.StreamableHttpTransport fastmcp.client.transports.SSETransport", url: "url", urlPos: 1, source: "https://gofastmcp.com/clients/transports"},
	{calls: "fastmcp.client.transports.StdioTransport", source: "https://gofastmcp.com/clients/transports"},
	{calls: "haystack_integrations.tools.mcp.StdioServerInfo haystack_integrations.tools.mcp.StreamableHttpServerInfo haystack_integrations.tools.mcp.SSEServerInfo", url: "url", source: "https://docs.haystack.deepset.ai/docs/mcptool"},
}

// controlRow is a setting in code that switches a protection off.
type controlRow struct {
	calls string
	// arg is the argument, "a.b" an entry of a dictionary, empty for the call itself;
	// value what it has to be: a text, True or False.
	arg, value string
	// with is another argument that has to be True for this one to count.
	with string
	kind string
	// name is the setting as a person writes it, why what it means in one clause.
	name, why string
	source    string
}

var controlRows = []controlRow{
	{calls: "crewai.Agent", arg: "code_execution_mode", value: "unsafe", with: "allow_code_execution", kind: "sandbox", name: `code_execution_mode="unsafe"`, why: "code that the model writes runs on the host itself", source: docCrew},
	{calls: "crewai_tools.CodeInterpreterTool", arg: "unsafe_mode", value: "True", kind: "sandbox", name: "unsafe_mode=True", why: "code that the model writes runs on the host itself", source: "https://docs.crewai.com/en/tools/ai-ml/codeinterpretertool"},
	{calls: "google.adk.code_executors.UnsafeLocalCodeExecutor google.adk.code_executors.unsafe_local_code_executor.UnsafeLocalCodeExecutor", kind: "sandbox", name: "UnsafeLocalCodeExecutor", why: "code that the model writes runs in the agent's own process", source: "https://github.com/google/adk-python/blob/main/src/google/adk/code_executors/unsafe_local_code_executor.py"},
	{calls: "autogen_ext.code_executors.local.LocalCommandLineCodeExecutor autogen.coding.LocalCommandLineCodeExecutor", kind: "sandbox", name: "LocalCommandLineCodeExecutor", why: "code that the model writes runs on the host itself", source: "https://microsoft.github.io/autogen/stable/reference/python/autogen_ext.code_executors.local.html"},
	{calls: "autogen.AssistantAgent autogen.ConversableAgent autogen.UserProxyAgent", arg: "code_execution_config.use_docker", value: "False", kind: "sandbox", name: `"use_docker": False`, why: "code that the model writes runs on the host itself", source: "https://docs.ag2.ai/latest/docs/user-guide/advanced-concepts/code-execution/"},
	{calls: "langchain_experimental.tools.PythonREPLTool langchain_experimental.tools.python.tool.PythonREPLTool", kind: "sandbox", name: "PythonREPLTool", why: "code that the model writes runs in the agent's own process", source: "https://docs.langchain.com/oss/python/integrations/tools/python"},
	{calls: "langchain_experimental.agents.create_pandas_dataframe_agent langchain_experimental.agents.agent_toolkits.create_pandas_dataframe_agent langchain_experimental.agents.create_csv_agent langchain_experimental.agents.agent_toolkits.create_csv_agent", arg: "allow_dangerous_code", value: "True", kind: "sandbox", name: "allow_dangerous_code=True", why: "code that the model writes runs in the agent's own process", source: "https://reference.langchain.com/python/langchain-experimental/agents/agent_toolkits/pandas/base/create_pandas_dataframe_agent"},
	{calls: "claude_agent_sdk.ClaudeAgentOptions claude_code_sdk.ClaudeCodeOptions", arg: "permission_mode", value: "bypassPermissions", kind: "approval", name: `permission_mode="bypassPermissions"`, why: "every tool runs without asking", source: docClaude},
	{calls: "agents.RunConfig", arg: "trace_include_sensitive_data", value: "True", kind: "exposure", name: "trace_include_sensitive_data=True", why: "inputs and outputs of models and tools are written to traces", source: "https://openai.github.io/openai-agents-python/tracing/#sensitive-data"},
	{calls: "jwt.decode jose.jwt.decode", arg: "options.verify_signature", value: "False", kind: "", source: docPyJWT},
}
