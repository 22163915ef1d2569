package python

// Documentation that several rows rest on.
const (
	docAgents  = "https://openai.github.io/openai-agents-python/agents/"
	docADK     = "https://google.github.io/adk-docs/agents/llm-agents/"
	docADKFlow = "https://google.github.io/adk-docs/agents/workflow-agents/"
	docGraph   = "https://docs.langchain.com/oss/python/langgraph/overview"
	docCreate  = "https://docs.langchain.com/oss/python/langchain/agents"
	docCrew    = "https://docs.crewai.com/en/concepts/agents"
	docChat    = "https://microsoft.github.io/autogen/stable/user-guide/agentchat-user-guide/tutorial/agents.html"
	docPydAg   = "https://ai.pydantic.dev/agents/"
	docStrand  = "https://strandsagents.com/latest/documentation/docs/user-guide/concepts/agents/agent-loop/"
	docClaude  = "https://docs.claude.com/en/api/agent-sdk/python"
	docMCP     = "https://github.com/modelcontextprotocol/python-sdk"
	docFastMCP = "https://gofastmcp.com/servers/server"
	docA2A     = "https://github.com/a2aproject/a2a-python"
	docBedrock = "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agents-tools-runtime.html"
	docMAF     = "https://learn.microsoft.com/agent-framework/agents/"
)

var agentRows = []agentRow{
	// OpenAI Agents SDK. The first argument of Agent is its name.
	{calls: "agents.Agent agents.SandboxAgent agents.RealtimeAgent agents.realtime.RealtimeAgent", weight: certain, reason: "builds an agent of the OpenAI Agents SDK", name: "name", pos: 1,
		tools: "tools", subs: "handoffs", servers: "mcp_servers", prompts: "instructions", unasked: "https://openai.github.io/openai-agents-python/human_in_the_loop/", source: docAgents},
	{calls: "agents.Runner.run agents.Runner.run_sync agents.Runner.run_streamed", role: supports, weight: certain, reason: "runs an agent of the OpenAI Agents SDK", source: docAgents},

	// Google ADK.
	{calls: "google.adk.agents.Agent google.adk.agents.LlmAgent google.adk.Agent", weight: certain, reason: "builds an ADK agent around a model", name: "name",
		tools: "tools", subs: "sub_agents", prompts: "instruction global_instruction", asks: "before_tool_callback plugins", unasked: "https://google.github.io/adk-docs/tools-custom/confirmation/", source: docADK},
	{calls: "google.adk.agents.SequentialAgent google.adk.agents.ParallelAgent google.adk.agents.LoopAgent", weight: certain, reason: "builds an ADK workflow agent", name: "name", subs: "sub_agents", source: docADKFlow},
	{calls: "google.adk.agents.remote_a2a_agent.RemoteA2aAgent", role: supports, weight: medium, reason: "calls a remote agent over A2A", source: "https://google.github.io/adk-docs/a2a/"},
	{calls: "google.adk.runners.Runner google.adk.runners.InMemoryRunner", role: supports, weight: certain, reason: "runs an ADK agent", source: "https://google.github.io/adk-docs/runtime/"},
	{calls: "vertexai.agent_engines.AdkApp vertexai.preview.reasoning_engines.AdkApp vertexai.preview.reasoning_engines.LangchainAgent vertexai.agent_engines.LangchainAgent", role: supports, weight: certain, reason: "is deployed as an agent to Vertex AI", source: "https://cloud.google.com/vertex-ai/generative-ai/docs/agent-engine/overview"},

	// LangChain and LangGraph.
	{calls: "langchain.agents.create_agent", weight: certain, reason: "builds a LangChain agent", name: "name", tools: "tools", prompts: "system_prompt",
		asks: "middleware interrupt_before interrupt_after", source: docCreate},
	{calls: "langgraph.prebuilt.create_react_agent langgraph.prebuilt.chat_agent_executor.create_react_agent", weight: certain, reason: "builds a LangGraph agent", name: "name", tools: "tools",
		prompts: "prompt state_modifier messages_modifier", asks: "interrupt_before interrupt_after", source: docGraph},
	{calls: "deepagents.create_deep_agent deepagents.async_create_deep_agent", weight: certain, reason: "builds a deep agent", name: "name", tools: "tools", prompts: "system_prompt instructions", asks: "interrupt_on middleware", source: "https://docs.langchain.com/oss/python/deepagents/overview"},
	{calls: "langchain.agents.create_react_agent langchain.agents.create_tool_calling_agent langchain.agents.create_openai_functions_agent langchain.agents.create_openai_tools_agent langchain.agents.create_structured_chat_agent langchain.agents.initialize_agent langchain_classic.agents.create_tool_calling_agent langchain_classic.agents.create_react_agent langchain_community.agent_toolkits.create_sql_agent", weight: certain, reason: "builds a LangChain agent", tools: "tools", source: docCreate},
	{calls: "langchain.agents.AgentExecutor langchain_classic.agents.AgentExecutor", role: supports, weight: certain, reason: "runs a LangChain agent", source: docCreate},
	{calls: "langgraph_supervisor.create_supervisor langgraph_swarm.create_swarm", weight: certain, reason: "builds a LangGraph team of agents", name: "supervisor_name", subs: "agents", prompts: "prompt", source: docGraph},
	{calls: "langgraph.graph.StateGraph langgraph.graph.MessageGraph", role: supports, weight: medium, reason: "builds a LangGraph graph", source: docGraph},
	{calls: "langgraph.prebuilt.ToolNode langgraph.prebuilt.tool_node.ToolNode", role: supports, weight: medium, reason: "runs the tools that a model asks for", source: docGraph},
	{calls: "langchain_openai.ChatOpenAI langchain_openai.AzureChatOpenAI langchain_anthropic.ChatAnthropic langchain_google_genai.ChatGoogleGenerativeAI langchain_groq.ChatGroq langchain_aws.ChatBedrock langchain_aws.ChatBedrockConverse langchain.chat_models.init_chat_model", role: supports, weight: weak, reason: "calls a model", source: docLangChain},

	// CrewAI.
	{calls: "crewai.Agent", weight: certain, reason: "builds a CrewAI agent", name: "role", tools: "tools", servers: "mcps", prompts: "goal backstory system_template prompt_template", source: docCrew},
	{calls: "crewai.Crew", role: supports, weight: certain, reason: "runs a CrewAI crew", source: "https://docs.crewai.com/en/concepts/crews"},

	// Microsoft: AutoGen, its earlier form, Semantic Kernel, Agent Framework.
	{calls: "autogen_agentchat.agents.AssistantAgent autogen_agentchat.agents.CodeExecutorAgent autogen_agentchat.agents.SocietyOfMindAgent", weight: certain, reason: "builds an AutoGen agent", name: "name", pos: 1, tools: "tools", servers: "workbench", prompts: "system_message", source: docChat},
	{calls: "autogen_ext.agents.web_surfer.MultimodalWebSurfer autogen_ext.agents.file_surfer.FileSurfer autogen_ext.agents.magentic_one.MagenticOneCoderAgent", weight: certain, reason: "builds an AutoGen agent", name: "name", pos: 1, source: docChat},
	{calls: "autogen.AssistantAgent autogen.ConversableAgent autogen.agentchat.ConversableAgent", weight: certain, reason: "builds an AG2 agent", name: "name", pos: 1, prompts: "system_message", source: "https://docs.ag2.ai/latest/docs/user-guide/basic-concepts/conversable-agent/"},
	{calls: "semantic_kernel.agents.ChatCompletionAgent semantic_kernel.agents.OpenAIAssistantAgent semantic_kernel.agents.AzureAIAgent", weight: certain, reason: "builds a Semantic Kernel agent", name: "name", tools: "plugins", prompts: "instructions", source: "https://learn.microsoft.com/semantic-kernel/frameworks/agent/"},
	{calls: "agent_framework.Agent agent_framework.ChatAgent", weight: certain, reason: "builds an agent of the Microsoft Agent Framework", name: "name", tools: "tools", prompts: "instructions",
		asks: "middleware", unasked: "https://learn.microsoft.com/agent-framework/agents/tools/tool-approval", source: docMAF},
	{calls: "agent_framework.openai.OpenAIChatClient().create_agent agent_framework.openai.OpenAIResponsesClient().create_agent agent_framework.azure.AzureOpenAIChatClient().create_agent agent_framework.azure.AzureOpenAIResponsesClient().create_agent agent_framework.azure.AzureAIAgentClient().create_agent " +
		"agent_framework.openai.OpenAIChatClient().as_agent agent_framework.openai.OpenAIResponsesClient().as_agent agent_framework.azure.AzureOpenAIChatClient().as_agent agent_framework.azure.AzureOpenAIResponsesClient().as_agent agent_framework.azure.AzureAIAgentClient().as_agent", weight: certain, reason: "builds an agent of the Microsoft Agent Framework", name: "name", tools: "tools", prompts: "instructions",
		asks: "middleware", unasked: "https://learn.microsoft.com/agent-framework/agents/tools/tool-approval", source: docMAF},
	{calls: "azure.ai.agents.AgentsClient().create_agent azure.ai.projects.AIProjectClient().agents.create_agent", weight: certain, reason: "makes an agent of Azure AI Foundry", name: "name", tools: "tools", prompts: "instructions", source: "https://learn.microsoft.com/python/api/overview/azure/ai-agents-readme"},

	// Others that build agents.
	{calls: "pydantic_ai.Agent", weight: certain, reason: "builds a Pydantic AI agent", name: "name", tools: "tools", servers: "toolsets mcp_servers", prompts: "instructions system_prompt",
		unasked: "https://ai.pydantic.dev/deferred-tools/#human-in-the-loop-tool-approval", source: docPydAg},
	{calls: "strands.Agent", weight: certain, reason: "builds a Strands agent", name: "name", tools: "tools", prompts: "system_prompt", source: docStrand},
	{calls: "strands.multiagent.Swarm strands.multiagent.GraphBuilder", role: supports, weight: certain, reason: "runs several Strands agents", source: "https://strandsagents.com/latest/documentation/docs/user-guide/concepts/multi-agent/swarm/"},
	{calls: "smolagents.CodeAgent smolagents.ToolCallingAgent", weight: certain, reason: "builds a smolagents agent", name: "name", tools: "tools", subs: "managed_agents", prompts: "instructions", source: "https://huggingface.co/docs/smolagents/reference/agents"},
	{calls: "llama_index.core.agent.workflow.FunctionAgent llama_index.core.agent.workflow.ReActAgent llama_index.core.agent.workflow.CodeActAgent llama_index.core.agent.ReActAgent llama_index.core.agent.ReActAgent.from_tools llama_index.core.agent.FunctionCallingAgent llama_index.agent.openai.OpenAIAgent llama_index.agent.openai.OpenAIAgent.from_tools", weight: certain, reason: "builds a LlamaIndex agent", name: "name", tools: "tools", prompts: "system_prompt", source: "https://developers.llamaindex.ai/python/framework/understanding/agent/"},
	{calls: "llama_index.core.agent.workflow.AgentWorkflow", role: supports, weight: certain, reason: "runs LlamaIndex agents", source: "https://developers.llamaindex.ai/python/framework/understanding/agent/multi_agent/"},
	{calls: "dspy.ReAct dspy.CodeAct", weight: certain, reason: "builds a DSPy agent", tools: "tools", source: "https://dspy.ai/api/modules/ReAct/"},
	{calls: "haystack.components.agents.Agent", weight: certain, reason: "builds a Haystack agent", tools: "tools", prompts: "system_prompt", asks: "confirmation_strategies", source: "https://docs.haystack.deepset.ai/docs/agent"},
	{calls: "dapr_agents.Agent dapr_agents.DurableAgent dapr_agents.AssistantAgent dapr_agents.ReActAgent", weight: certain, reason: "builds a Dapr agent", name: "name", tools: "tools", prompts: "goal", source: docDapr},
	{calls: "agno.agent.Agent", weight: certain, reason: "builds an Agno agent", name: "name", tools: "tools", prompts: "instructions", source: "https://docs.agno.com/concepts/agents/overview"},
	{calls: "claude_agent_sdk.ClaudeSDKClient claude_agent_sdk.query", role: supports, weight: certain, reason: "runs a Claude agent", source: docClaude},
	{calls: "claude_agent_sdk.ClaudeAgentOptions claude_code_sdk.ClaudeCodeOptions", weight: certain, reason: "sets up a Claude agent", prompts: "system_prompt", source: docClaude},
	{calls: "claude_code_sdk.ClaudeSDKClient claude_code_sdk.query", role: supports, weight: certain, reason: "runs a Claude agent", source: docClaude},
	{calls: "bedrock_agentcore.BedrockAgentCoreApp bedrock_agentcore.runtime.BedrockAgentCoreApp", role: supports, weight: certain, reason: "is served as an agent on AgentCore", source: docBedrock},
	{calls: "boto3.client(bedrock-agent).create_agent boto3.Session().client(bedrock-agent).create_agent", weight: certain, reason: "makes an agent of Bedrock", name: "agentName", prompts: "instruction", source: "https://docs.aws.amazon.com/boto3/latest/reference/services/bedrock-agent/client/create_agent.html"},
	{calls: "boto3.client(bedrock-agent-runtime).invoke_agent", role: supports, weight: medium, reason: "calls a Bedrock agent", source: "https://docs.aws.amazon.com/boto3/latest/reference/services/bedrock-agent-runtime/client/invoke_agent.html"},
	{calls: "boto3.client(bedrock-agentcore).invoke_agent_runtime", role: supports, weight: medium, reason: "calls an agent on AgentCore", source: docBedrock},

	// Models with tools.
	{calls: "openai.OpenAI openai.AsyncOpenAI openai.AzureOpenAI openai.AsyncAzureOpenAI anthropic.Anthropic anthropic.AsyncAnthropic google.genai.Client groq.Groq mistralai.Mistral", role: supports, weight: weak, reason: "calls a model", source: docOpenAI},
	{calls: "boto3.client(bedrock-runtime)", role: supports, weight: weak, reason: "calls a model", source: docBoto},
	{calls: "openai.OpenAI().chat.completions.create openai.AsyncOpenAI().chat.completions.create openai.AzureOpenAI().chat.completions.create openai.AsyncAzureOpenAI().chat.completions.create openai.OpenAI().responses.create openai.AsyncOpenAI().responses.create groq.Groq().chat.completions.create", role: supports, weight: medium, reason: "gives a model tools", needs: "tools", source: docOpenAI},
	{calls: "anthropic.Anthropic().messages.create anthropic.AsyncAnthropic().messages.create anthropic.Anthropic().messages.stream anthropic.Anthropic().beta.messages.create", role: supports, weight: medium, reason: "gives a model tools", needs: "tools", source: docAnthropic},
	{calls: "anthropic.Anthropic().beta.messages.tool_runner anthropic.AsyncAnthropic().beta.messages.tool_runner", weight: certain, reason: "runs a model with tools in a loop", tools: "tools", prompts: "system", source: docAnthropic},
	{calls: "google.genai.types.GenerateContentConfig", role: supports, weight: medium, reason: "gives a model tools", needs: "tools", source: docGenAI},
	{calls: "boto3.client(bedrock-runtime).converse boto3.client(bedrock-runtime).converse_stream", role: supports, weight: medium, reason: "gives a model tools", needs: "toolConfig", source: "https://docs.aws.amazon.com/boto3/latest/reference/services/bedrock-runtime/client/converse.html"},

	// MCP and A2A.
	{calls: "mcp.ClientSession mcp.client.session.ClientSession fastmcp.Client fastmcp.client.Client langchain_mcp_adapters.client.MultiServerMCPClient", role: supports, weight: medium, reason: "is a client of MCP servers", source: docMCP},
	{calls: "mcp.server.fastmcp.FastMCP fastmcp.FastMCP mcp.server.Server mcp.server.lowlevel.Server mcp.server.mcpserver.MCPServer mcp.server.MCPServer", role: serves, weight: medium, reason: "serves tools over MCP", name: "name", pos: 1, source: docMCP},
	{calls: "a2a.server.apps.A2AStarletteApplication a2a.server.apps.A2AFastAPIApplication a2a.server.apps.jsonrpc.A2AStarletteApplication", role: supports, weight: certain, reason: "serves an agent over A2A", source: docA2A},
	{calls: "a2a.types.AgentCard", role: supports, weight: medium, reason: "describes itself as an agent over A2A", source: docA2A},
	{calls: "a2a.client.A2AClient a2a.client.ClientFactory a2a.client.A2ACardResolver", role: supports, weight: medium, reason: "calls a remote agent over A2A", source: docA2A},
}
