package python

import (
	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/wordset"
)

const docToolsOpenAI = "https://openai.github.io/openai-agents-python/tools/"

var toolRows = []code.Tool{
	// OpenAI Agents SDK: needs_approval is False unless it is set (tool.py).
	{Calls: "agents.WebSearchTool agents.FileSearchTool", Kind: "function", Source: docToolsOpenAI},
	{Calls: "agents.CodeInterpreterTool", Kind: "code", Writes: "no", Sandboxed: true, Source: docToolsOpenAI},
	{Calls: "agents.ComputerTool", Kind: "computer", Writes: "yes", Source: docToolsOpenAI},
	{Calls: "agents.ShellTool", Kind: "shell", Writes: "yes", Ask: "needs_approval", Source: docToolsOpenAI},
	{Calls: "agents.LocalShellTool", Kind: "shell", Writes: "yes", Source: docToolsOpenAI},
	{Calls: "agents.ApplyPatchTool", Kind: "function", Ask: "needs_approval", Source: docToolsOpenAI},
	{Calls: "agents.FunctionTool", Kind: "function", Ask: "needs_approval", Source: docToolsOpenAI},

	// ADK: require_confirmation is False unless it is set (function_tool.py).
	{Calls: "google.adk.tools.FunctionTool google.adk.tools.LongRunningFunctionTool", Kind: "function", Function: 1, Ask: "require_confirmation", Source: "https://google.github.io/adk-docs/tools-custom/confirmation/"},
	{Calls: "google.adk.tools.AgentTool google.adk.tools.agent_tool.AgentTool", Kind: "agent", Source: "https://google.github.io/adk-docs/tools-custom/function-tools/#agent-tool"},

	// LangChain: the shell and the interpreter run on the host itself.
	{Calls: "langchain_community.tools.ShellTool langchain_community.tools.shell.tool.ShellTool langchain.tools.ShellTool", Kind: "shell", Writes: "yes", Ask: "ask_human_input", Reach: "any", Unasked: "https://github.com/langchain-ai/langchain-community/blob/main/libs/community/langchain_community/tools/shell/tool.py", Source: "https://docs.langchain.com/oss/python/integrations/tools/bash"},
	{Calls: "langchain_experimental.tools.PythonREPLTool langchain_experimental.tools.python.tool.PythonREPLTool langchain_experimental.utilities.PythonREPL", Kind: "code", Writes: "yes", Source: "https://docs.langchain.com/oss/python/integrations/tools/python"},
	{Calls: "langchain_core.tools.StructuredTool.from_function langchain.tools.StructuredTool.from_function langchain_core.tools.Tool langchain.tools.Tool langchain.agents.Tool", Kind: "function", Function: 1, Source: "https://docs.langchain.com/oss/python/langchain/tools"},

	// Pydantic AI: requires_approval is False unless it is set (tools.py).
	{Calls: "pydantic_ai.Tool pydantic_ai.tools.Tool", Kind: "function", Function: 1, Ask: "requires_approval", Source: "https://ai.pydantic.dev/tools/"},

	// LlamaIndex, AutoGen, Haystack.
	{Calls: "llama_index.core.tools.FunctionTool.from_defaults llama_index.core.tools.FunctionTool", Kind: "function", Function: 1, Source: "https://developers.llamaindex.ai/python/framework/module_guides/deploying/agents/tools/"},
	{Calls: "autogen_core.tools.FunctionTool", Kind: "function", Function: 1, Source: "https://microsoft.github.io/autogen/stable/user-guide/core-user-guide/components/tools.html"},
	{Calls: "autogen_ext.tools.code_execution.PythonCodeExecutionTool", Kind: "code", Source: "https://microsoft.github.io/autogen/stable/user-guide/core-user-guide/components/tools.html"},
	{Calls: "autogen_agentchat.tools.AgentTool", Kind: "agent", Source: "https://microsoft.github.io/autogen/stable/reference/python/autogen_agentchat.tools.html"},

	// CrewAI.
	{Calls: "crewai_tools.CodeInterpreterTool", Kind: "code", Writes: "yes", Source: "https://docs.crewai.com/en/tools/ai-ml/codeinterpretertool"},
	{Calls: "crewai_tools.SerperDevTool crewai_tools.ScrapeWebsiteTool crewai_tools.WebsiteSearchTool crewai_tools.FileReadTool crewai_tools.DirectoryReadTool", Kind: "function", Source: "https://docs.crewai.com/en/concepts/tools"},
	{Calls: "crewai_tools.FileWriterTool", Kind: "function", Writes: "yes", Source: "https://docs.crewai.com/en/tools/file-document/filewritetool"},
}

// makerRows are decorators. agent.tool and agent.tool_plain of Pydantic AI are found
// by the agent that they hang on.
var makerRows = []code.Maker{
	{Calls: "agents.function_tool agents.decorators.tool agents.tool.function_tool", Ask: "needs_approval", Unasked: "https://openai.github.io/openai-agents-python/human_in_the_loop/", Source: docToolsOpenAI},
	{Calls: "langchain_core.tools.tool langchain.tools.tool langchain.agents.tool", Source: "https://docs.langchain.com/oss/python/langchain/tools"},
	{Calls: "strands.tool strands.tools.decorator.tool", Source: "https://strandsagents.com/latest/documentation/docs/user-guide/concepts/tools/"},
	{Calls: "crewai.tools.tool crewai_tools.tool", Source: "https://docs.crewai.com/en/concepts/tools"},
	{Calls: "smolagents.tool", Source: "https://huggingface.co/docs/smolagents/tutorials/tools"},
	{Calls: "agent_framework.tool agent_framework.ai_function", Ask: "approval_mode", Unasked: "https://learn.microsoft.com/agent-framework/agents/tools/tool-approval", Source: docMAF},
	{Calls: "dapr_agents.tool", Source: docDapr},
	{Calls: "haystack.tools.tool", Source: "https://docs.haystack.deepset.ai/docs/tool"},
	{Calls: "claude_agent_sdk.tool", Source: docClaude},
	{Calls: "pydantic_ai.Agent().tool pydantic_ai.Agent().tool_plain", Ask: "requires_approval", Unasked: "https://ai.pydantic.dev/deferred-tools/#human-in-the-loop-tool-approval", Source: "https://ai.pydantic.dev/tools/"},
	{Calls: "mcp.server.fastmcp.FastMCP().tool fastmcp.FastMCP().tool mcp.server.MCPServer().tool", Source: docMCP},
	// Classes of tools.
	{Calls: "crewai.tools.BaseTool crewai_tools.BaseTool", Method: "_run _arun", Source: "https://docs.crewai.com/en/learn/create-custom-tools"},
	{Calls: "langchain_core.tools.BaseTool langchain.tools.BaseTool langchain.tools.base.BaseTool", Method: "_run _arun", Source: "https://docs.langchain.com/oss/python/langchain/tools"},
	{Calls: "smolagents.Tool smolagents.tools.Tool", Method: "forward", Source: "https://huggingface.co/docs/smolagents/tutorials/tools"},
	{Calls: "google.adk.tools.BaseTool google.adk.tools.base_tool.BaseTool", Method: "run_async", Source: "https://google.github.io/adk-docs/tools-custom/"},
	{Calls: "autogen_core.tools.BaseTool", Method: "run", Source: "https://microsoft.github.io/autogen/stable/reference/python/autogen_core.tools.html"},
}

// serverRows follow each SDK's documentation of MCP. The keys headers, env, command
// and args are the same in all of them.
var serverRows = []code.Server{
	{Calls: "agents.mcp.MCPServerStdio agents.mcp.MCPServerSse agents.mcp.MCPServerStreamableHttp", Params: "params", URL: "url", Name: "name", Ask: "require_approval", Source: "https://openai.github.io/openai-agents-python/mcp/"},
	{Calls: "agents.HostedMCPTool", Params: "tool_config", URL: "server_url", Name: "server_label", Ask: "require_approval", Source: "https://openai.github.io/openai-agents-python/mcp/#hosted-mcp-server-tools"},
	{Calls: "mcp.StdioServerParameters mcp.client.stdio.StdioServerParameters autogen_ext.tools.mcp.StdioServerParams", Source: docMCP},
	{Calls: "mcp.client.streamable_http.streamablehttp_client mcp.client.streamable_http.streamable_http_client mcp.client.sse.sse_client", URL: "url", URLPos: 1, Source: docMCP},
	{Calls: "autogen_ext.tools.mcp.SseServerParams autogen_ext.tools.mcp.StreamableHttpServerParams", URL: "url", Source: "https://microsoft.github.io/autogen/stable/reference/python/autogen_ext.tools.mcp.html"},
	{Calls: "google.adk.tools.mcp_tool.StreamableHTTPConnectionParams google.adk.tools.mcp_tool.mcp_session_manager.StreamableHTTPConnectionParams google.adk.tools.mcp_tool.SseConnectionParams google.adk.tools.mcp_tool.mcp_session_manager.SseConnectionParams google.adk.tools.mcp_tool.mcp_toolset.SseServerParams", URL: "url", Source: "https://google.github.io/adk-docs/tools-custom/mcp-tools/"},
	{Calls: "google.adk.tools.mcp_tool.StdioServerParameters google.adk.tools.mcp_tool.mcp_toolset.StdioServerParameters", Source: "https://google.github.io/adk-docs/tools-custom/mcp-tools/"},
	{Calls: "pydantic_ai.mcp.MCPServerStdio", Source: "https://ai.pydantic.dev/mcp/client/"},
	{Calls: "pydantic_ai.mcp.MCPServerSSE pydantic_ai.mcp.MCPServerStreamableHTTP pydantic_ai.mcp.MCPServerHTTP", URL: "url", URLPos: 1, Source: "https://ai.pydantic.dev/mcp/client/"},
	{Calls: "langchain_mcp_adapters.client.MultiServerMCPClient", Params: "connections", Many: true, URL: "url", Source: "https://github.com/langchain-ai/langchain-mcp-adapters#client"},
	{Calls: "claude_agent_sdk.ClaudeAgentOptions claude_code_sdk.ClaudeCodeOptions", Params: "mcp_servers", Many: true, URL: "url", Source: docClaude},
	{Calls: "crewai.mcp.MCPServerStdio crewai.mcp.MCPServerHTTP crewai.mcp.MCPServerSSE", URL: "url", Source: "https://docs.crewai.com/en/mcp/overview"},
	{Calls: "crewai_tools.MCPServerAdapter smolagents.MCPClient smolagents.ToolCollection.from_mcp", Params: "serverparams", URL: "url", Source: "https://docs.crewai.com/en/mcp/overview"},
	{Calls: "agent_framework.MCPStdioTool agent_framework.MCPStreamableHTTPTool agent_framework.MCPWebsocketTool", URL: "url", Name: "name", Ask: "approval_mode", Source: "https://learn.microsoft.com/agent-framework/agents/tools/local-mcp-tools"},
	{Calls: "llama_index.tools.mcp.BasicMCPClient", URL: "command_or_url", URLPos: 1, Source: "https://developers.llamaindex.ai/python/framework/module_guides/mcp/llamaindex_mcp/"},
	{Calls: "fastmcp.client.transports.StreamableHttpTransport fastmcp.client.transports.SSETransport", URL: "url", URLPos: 1, Source: "https://gofastmcp.com/clients/transports"},
	{Calls: "fastmcp.client.transports.StdioTransport", Source: "https://gofastmcp.com/clients/transports"},
	{Calls: "haystack_integrations.tools.mcp.StdioServerInfo haystack_integrations.tools.mcp.StreamableHttpServerInfo haystack_integrations.tools.mcp.SSEServerInfo", URL: "url", Source: "https://docs.haystack.deepset.ai/docs/mcptool"},
}

var controlRows = []code.Control{
	{Calls: "crewai.Agent", Arg: "code_execution_mode", Value: "unsafe", With: "allow_code_execution", Kind: "sandbox", Name: `code_execution_mode="unsafe"`, Why: "code that the model writes runs on the host itself", Source: docCrew},
	{Calls: "crewai_tools.CodeInterpreterTool", Arg: "unsafe_mode", Value: "True", Kind: "sandbox", Name: "unsafe_mode=True", Why: "code that the model writes runs on the host itself", Source: "https://docs.crewai.com/en/tools/ai-ml/codeinterpretertool"},
	{Calls: "google.adk.code_executors.UnsafeLocalCodeExecutor google.adk.code_executors.unsafe_local_code_executor.UnsafeLocalCodeExecutor", Kind: "sandbox", Name: "UnsafeLocalCodeExecutor", Why: "code that the model writes runs in the agent's own process", Source: "https://github.com/google/adk-python/blob/main/src/google/adk/code_executors/unsafe_local_code_executor.py"},
	{Calls: "autogen_ext.code_executors.local.LocalCommandLineCodeExecutor autogen.coding.LocalCommandLineCodeExecutor", Kind: "sandbox", Name: "LocalCommandLineCodeExecutor", Why: "code that the model writes runs on the host itself", Source: "https://microsoft.github.io/autogen/stable/reference/python/autogen_ext.code_executors.local.html"},
	{Calls: "autogen.AssistantAgent autogen.ConversableAgent autogen.UserProxyAgent", Arg: "code_execution_config.use_docker", Value: "False", Kind: "sandbox", Name: `"use_docker": False`, Why: "code that the model writes runs on the host itself", Source: "https://docs.ag2.ai/latest/docs/user-guide/advanced-concepts/code-execution/"},
	{Calls: "langchain_experimental.tools.PythonREPLTool langchain_experimental.tools.python.tool.PythonREPLTool", Kind: "sandbox", Name: "PythonREPLTool", Why: "code that the model writes runs in the agent's own process", Source: "https://docs.langchain.com/oss/python/integrations/tools/python"},
	{Calls: "langchain_experimental.agents.create_pandas_dataframe_agent langchain_experimental.agents.agent_toolkits.create_pandas_dataframe_agent langchain_experimental.agents.create_csv_agent langchain_experimental.agents.agent_toolkits.create_csv_agent", Arg: "allow_dangerous_code", Value: "True", Kind: "sandbox", Name: "allow_dangerous_code=True", Why: "code that the model writes runs in the agent's own process", Source: "https://reference.langchain.com/python/langchain-experimental/agents/agent_toolkits/pandas/base/create_pandas_dataframe_agent"},
	{Calls: "altk.post_tool.code_generation.code_generation.CodeGenerationComponentConfig", Arg: "use_docker_sandbox", Value: "False", Kind: "sandbox", Name: "use_docker_sandbox=False", Why: "code that the model writes runs in a restricted interpreter of the agent's own process", Source: "https://github.com/AgentToolkit/agent-lifecycle-toolkit/blob/main/altk/post_tool/code_generation/README.md"},
	{Calls: "claude_agent_sdk.ClaudeAgentOptions claude_code_sdk.ClaudeCodeOptions", Arg: "permission_mode", Value: "bypassPermissions", Kind: "approval", Name: `permission_mode="bypassPermissions"`, Why: "every tool runs without asking", Source: docClaude},
	{Calls: "requests.get requests.post requests.put requests.patch requests.delete requests.request httpx.get httpx.post httpx.put httpx.patch httpx.delete httpx.request httpx.Client httpx.AsyncClient", Arg: "verify", Value: "False", Sends: true,
		Kind: "server-check", Name: "verify=False", Why: "any certificate is taken, so that whoever is on the way is sent the credential too", Source: "https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification"},
	{Calls: "agents.RunConfig", Arg: "tracing_disabled", Value: "True", Acts: true, Kind: "audit", Name: "tracing_disabled=True", Why: "what the agent runs and changes leaves no trace", Source: docTracing},
	{Calls: "agents.set_tracing_disabled", Arg: "disabled", Pos: 1, Value: "True", Acts: true, Kind: "audit", Name: "set_tracing_disabled(True)", Why: "what the agent runs and changes leaves no trace", Source: docTracing},
	{Calls: "agents.RunConfig", Arg: "trace_include_sensitive_data", Value: "True", Kind: "exposure", Name: "trace_include_sensitive_data=True", Why: "inputs and outputs of models and tools are written to traces", Source: "https://openai.github.io/openai-agents-python/tracing/#sensitive-data"},
}

const docTracing = "https://openai.github.io/openai-agents-python/tracing/"

// switchRows are variables that code sets for tools of other packages.
var switchRows = []code.Switch{
	{Variable: "BYPASS_TOOL_CONSENT", Value: "true", Tools: wordset.Of("shell python_repl file_write editor use_aws"), Why: "tools that ask before they write or run something do not ask",
		Source: "https://github.com/strands-agents/tools/blob/main/src/strands_tools/file_write.py"},
}
