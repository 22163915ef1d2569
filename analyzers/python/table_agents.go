package python

import "github.com/nhivet/nhivet/internal/code"

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

var agentRows = []code.Agent{
	// OpenAI Agents SDK. The first argument of Agent is its name.
	{Calls: "agents.Agent agents.SandboxAgent agents.RealtimeAgent agents.realtime.RealtimeAgent", Weight: code.Certain, Reason: "builds an agent of the OpenAI Agents SDK", Name: "name", Pos: 1,
		Tools: "tools", Subs: "handoffs", Servers: "mcp_servers", Prompts: "instructions", Unasked: "https://openai.github.io/openai-agents-python/human_in_the_loop/", Source: docAgents},
	{Calls: "agents.Runner.run agents.Runner.run_sync agents.Runner.run_streamed", Role: code.Supports, Weight: code.Certain, Reason: "runs an agent of the OpenAI Agents SDK", Source: docAgents},

	// Google ADK.
	{Calls: "google.adk.agents.Agent google.adk.agents.LlmAgent google.adk.Agent", Weight: code.Certain, Reason: "builds an ADK agent around a model", Name: "name",
		Tools: "tools", Subs: "sub_agents", Prompts: "instruction global_instruction", Asks: "before_tool_callback", Pauses: "plugins=", Unasked: "https://google.github.io/adk-docs/tools-custom/confirmation/", Source: docADK},
	{Calls: "google.adk.agents.SequentialAgent google.adk.agents.ParallelAgent google.adk.agents.LoopAgent", Weight: code.Certain, Reason: "builds an ADK workflow agent", Name: "name", Subs: "sub_agents", Source: docADKFlow},
	{Calls: "google.adk.agents.remote_a2a_agent.RemoteA2aAgent", Role: code.Supports, Weight: code.Medium, Reason: "calls a remote agent over A2A", Source: "https://google.github.io/adk-docs/a2a/"},
	{Calls: "google.adk.runners.Runner google.adk.runners.InMemoryRunner", Role: code.Supports, Weight: code.Certain, Reason: "runs an ADK agent", Source: "https://google.github.io/adk-docs/runtime/"},
	{Calls: "vertexai.agent_engines.AdkApp vertexai.preview.reasoning_engines.AdkApp vertexai.preview.reasoning_engines.LangchainAgent vertexai.agent_engines.LangchainAgent", Role: code.Supports, Weight: code.Certain, Reason: "is deployed as an agent to Vertex AI", Source: "https://cloud.google.com/vertex-ai/generative-ai/docs/agent-engine/overview"},

	// LangChain and LangGraph.
	{Calls: "langchain.agents.create_agent", Weight: code.Certain, Reason: "builds a LangChain agent", Name: "name", Tools: "tools", Prompts: "system_prompt",
		Asks: "middleware interrupt_before interrupt_after", Source: docCreate},
	{Calls: "langgraph.prebuilt.create_react_agent langgraph.prebuilt.chat_agent_executor.create_react_agent", Weight: code.Certain, Reason: "builds a LangGraph agent", Name: "name", Tools: "tools",
		Prompts: "prompt state_modifier messages_modifier", Asks: "interrupt_before interrupt_after", Source: docGraph},
	{Calls: "deepagents.create_deep_agent deepagents.async_create_deep_agent", Weight: code.Certain, Reason: "builds a deep agent", Name: "name", Tools: "tools", Prompts: "system_prompt instructions", Asks: "interrupt_on middleware", Source: "https://docs.langchain.com/oss/python/deepagents/overview"},
	{Calls: "langchain.agents.create_react_agent langchain.agents.create_tool_calling_agent langchain.agents.create_openai_functions_agent langchain.agents.create_openai_tools_agent langchain.agents.create_structured_chat_agent langchain.agents.initialize_agent langchain_classic.agents.create_tool_calling_agent langchain_classic.agents.create_react_agent langchain_community.agent_toolkits.create_sql_agent", Weight: code.Certain, Reason: "builds a LangChain agent", Tools: "tools", Source: docCreate},
	{Calls: "langchain.agents.AgentExecutor langchain_classic.agents.AgentExecutor", Role: code.Supports, Weight: code.Certain, Reason: "runs a LangChain agent", Source: docCreate},
	{Calls: "langgraph_supervisor.create_supervisor langgraph_swarm.create_swarm", Weight: code.Certain, Reason: "builds a LangGraph team of agents", Name: "supervisor_name", Subs: "agents", Prompts: "prompt", Source: docGraph},
	{Calls: "langgraph.graph.StateGraph langgraph.graph.MessageGraph", Role: code.Supports, Weight: code.Medium, Reason: "builds a LangGraph graph", Source: docGraph},
	{Calls: "langgraph.prebuilt.ToolNode langgraph.prebuilt.tool_node.ToolNode", Role: code.Supports, Weight: code.Medium, Reason: "runs the tools that a model asks for", Source: docGraph},
	{Calls: "langchain_openai.ChatOpenAI langchain_openai.AzureChatOpenAI langchain_anthropic.ChatAnthropic langchain_google_genai.ChatGoogleGenerativeAI langchain_groq.ChatGroq langchain_aws.ChatBedrock langchain_aws.ChatBedrockConverse langchain.chat_models.init_chat_model", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docLangChain},

	// CrewAI.
	{Calls: "crewai.Agent", Weight: code.Certain, Reason: "builds a CrewAI agent", Name: "role", Tools: "tools", Servers: "mcps", Prompts: "goal backstory system_template prompt_template", Source: docCrew},
	{Calls: "crewai.Crew", Role: code.Supports, Weight: code.Certain, Reason: "runs a CrewAI crew", Source: "https://docs.crewai.com/en/concepts/crews"},

	// Microsoft: AutoGen, its earlier form, Semantic Kernel, Agent Framework.
	{Calls: "autogen_agentchat.agents.AssistantAgent autogen_agentchat.agents.CodeExecutorAgent autogen_agentchat.agents.SocietyOfMindAgent", Weight: code.Certain, Reason: "builds an AutoGen agent", Name: "name", Pos: 1, Tools: "tools", Servers: "workbench", Prompts: "system_message", Source: docChat},
	{Calls: "autogen_ext.agents.web_surfer.MultimodalWebSurfer autogen_ext.agents.file_surfer.FileSurfer autogen_ext.agents.magentic_one.MagenticOneCoderAgent", Weight: code.Certain, Reason: "builds an AutoGen agent", Name: "name", Pos: 1, Source: docChat},
	{Calls: "autogen.AssistantAgent autogen.ConversableAgent autogen.agentchat.ConversableAgent", Weight: code.Certain, Reason: "builds an AG2 agent", Name: "name", Pos: 1, Prompts: "system_message", Source: "https://docs.ag2.ai/latest/docs/user-guide/basic-concepts/conversable-agent/"},
	{Calls: "semantic_kernel.agents.ChatCompletionAgent semantic_kernel.agents.OpenAIAssistantAgent semantic_kernel.agents.AzureAIAgent", Weight: code.Certain, Reason: "builds a Semantic Kernel agent", Name: "name", Tools: "plugins", Prompts: "instructions", Source: "https://learn.microsoft.com/semantic-kernel/frameworks/agent/"},
	{Calls: "agent_framework.Agent agent_framework.ChatAgent", Weight: code.Certain, Reason: "builds an agent of the Microsoft Agent Framework", Name: "name", Tools: "tools", Prompts: "instructions",
		Asks: "middleware", Unasked: "https://learn.microsoft.com/agent-framework/agents/tools/tool-approval", Source: docMAF},
	{Calls: "agent_framework.openai.OpenAIChatClient().create_agent agent_framework.openai.OpenAIResponsesClient().create_agent agent_framework.azure.AzureOpenAIChatClient().create_agent agent_framework.azure.AzureOpenAIResponsesClient().create_agent agent_framework.azure.AzureAIAgentClient().create_agent " +
		"agent_framework.openai.OpenAIChatClient().as_agent agent_framework.openai.OpenAIResponsesClient().as_agent agent_framework.azure.AzureOpenAIChatClient().as_agent agent_framework.azure.AzureOpenAIResponsesClient().as_agent agent_framework.azure.AzureAIAgentClient().as_agent", Weight: code.Certain, Reason: "builds an agent of the Microsoft Agent Framework", Name: "name", Tools: "tools", Prompts: "instructions",
		Asks: "middleware", Unasked: "https://learn.microsoft.com/agent-framework/agents/tools/tool-approval", Source: docMAF},
	{Calls: "azure.ai.agents.AgentsClient().create_agent azure.ai.projects.AIProjectClient().agents.create_agent", Weight: code.Certain, Reason: "makes an agent of Azure AI Foundry", Name: "name", Tools: "tools", Prompts: "instructions", Source: "https://learn.microsoft.com/python/api/overview/azure/ai-agents-readme"},

	// Others that build agents.
	{Calls: "pydantic_ai.Agent", Weight: code.Certain, Reason: "builds a Pydantic AI agent", Name: "name", Tools: "tools", Servers: "toolsets mcp_servers", Prompts: "instructions system_prompt",
		Unasked: "https://ai.pydantic.dev/deferred-tools/#human-in-the-loop-tool-approval", Source: docPydAg},
	{Calls: "strands.Agent", Weight: code.Certain, Reason: "builds a Strands agent", Name: "name", Tools: "tools", Prompts: "system_prompt", Source: docStrand},
	{Calls: "strands.multiagent.Swarm strands.multiagent.GraphBuilder", Role: code.Supports, Weight: code.Certain, Reason: "runs several Strands agents", Source: "https://strandsagents.com/latest/documentation/docs/user-guide/concepts/multi-agent/swarm/"},
	{Calls: "smolagents.CodeAgent smolagents.ToolCallingAgent", Weight: code.Certain, Reason: "builds a smolagents agent", Name: "name", Tools: "tools", Subs: "managed_agents", Prompts: "instructions", Source: "https://huggingface.co/docs/smolagents/reference/agents"},
	{Calls: "llama_index.core.agent.workflow.FunctionAgent llama_index.core.agent.workflow.ReActAgent llama_index.core.agent.workflow.CodeActAgent llama_index.core.agent.ReActAgent llama_index.core.agent.ReActAgent.from_tools llama_index.core.agent.FunctionCallingAgent llama_index.agent.openai.OpenAIAgent llama_index.agent.openai.OpenAIAgent.from_tools", Weight: code.Certain, Reason: "builds a LlamaIndex agent", Name: "name", Tools: "tools", Prompts: "system_prompt", Source: "https://developers.llamaindex.ai/python/framework/understanding/agent/"},
	{Calls: "llama_index.core.agent.workflow.AgentWorkflow", Role: code.Supports, Weight: code.Certain, Reason: "runs LlamaIndex agents", Source: "https://developers.llamaindex.ai/python/framework/understanding/agent/multi_agent/"},
	{Calls: "dspy.ReAct dspy.CodeAct dspy.RLM", Weight: code.Certain, Reason: "builds a DSPy agent", Tools: "tools", Source: "https://dspy.ai/api/modules/ReAct/"},
	{Calls: "haystack.components.agents.Agent", Weight: code.Certain, Reason: "builds a Haystack agent", Tools: "tools", Prompts: "system_prompt", Source: "https://docs.haystack.deepset.ai/docs/agent"},
	{Calls: "dapr_agents.Agent dapr_agents.DurableAgent dapr_agents.AssistantAgent dapr_agents.ReActAgent", Weight: code.Certain, Reason: "builds a Dapr agent", Name: "name", Tools: "tools", Prompts: "goal", Source: docDapr},
	{Calls: "agno.agent.Agent", Weight: code.Certain, Reason: "builds an Agno agent", Name: "name", Tools: "tools", Prompts: "instructions", Source: "https://docs.agno.com/concepts/agents/overview"},
	{Calls: "claude_agent_sdk.ClaudeSDKClient claude_agent_sdk.query", Role: code.Supports, Weight: code.Certain, Reason: "runs a Claude agent", Source: docClaude},
	{Calls: "claude_agent_sdk.ClaudeAgentOptions claude_code_sdk.ClaudeCodeOptions", Weight: code.Certain, Reason: "sets up a Claude agent", Prompts: "system_prompt", Source: docClaude},
	{Calls: "claude_code_sdk.ClaudeSDKClient claude_code_sdk.query", Role: code.Supports, Weight: code.Certain, Reason: "runs a Claude agent", Source: docClaude},
	{Calls: "bedrock_agentcore.BedrockAgentCoreApp bedrock_agentcore.runtime.BedrockAgentCoreApp", Role: code.Supports, Weight: code.Certain, Reason: "is served as an agent on AgentCore", Source: docBedrock},
	{Calls: "boto3.client(bedrock-agent).create_agent boto3.Session().client(bedrock-agent).create_agent", Weight: code.Certain, Reason: "makes an agent of Bedrock", Name: "agentName", Prompts: "instruction", Acts: "agentResourceRoleArn", Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/bedrock-agent/client/create_agent.html"},
	{Calls: "boto3.client(bedrock-agentcore-control).create_agent_runtime boto3.Session().client(bedrock-agentcore-control).create_agent_runtime", Weight: code.Certain, Reason: "deploys an agent to AgentCore", Name: "agentRuntimeName", Acts: "roleArn", Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/bedrock-agentcore-control/client/create_agent_runtime.html"},
	{Calls: "boto3.client(bedrock-agent-runtime).invoke_agent", Role: code.Supports, Weight: code.Medium, Reason: "calls a Bedrock agent", Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/bedrock-agent-runtime/client/invoke_agent.html"},
	{Calls: "boto3.client(bedrock-agentcore).invoke_agent_runtime", Role: code.Supports, Weight: code.Medium, Reason: "calls an agent on AgentCore", Source: docBedrock},

	// Models with tools.
	{Calls: "openai.OpenAI openai.AsyncOpenAI openai.AzureOpenAI openai.AsyncAzureOpenAI anthropic.Anthropic anthropic.AsyncAnthropic google.genai.Client groq.Groq mistralai.Mistral", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docOpenAI},
	{Calls: "boto3.client(bedrock-runtime).converse boto3.client(bedrock-runtime).converse_stream boto3.client(bedrock-runtime).invoke_model boto3.client(bedrock-runtime).invoke_model_with_response_stream", Role: code.Supports, Weight: code.Weak, Reason: "calls a model", Source: docBoto},
	{Calls: "openai.OpenAI().chat.completions.create openai.AsyncOpenAI().chat.completions.create openai.AzureOpenAI().chat.completions.create openai.AsyncAzureOpenAI().chat.completions.create openai.OpenAI().responses.create openai.AsyncOpenAI().responses.create groq.Groq().chat.completions.create", Role: code.Supports, Weight: code.Medium, Reason: "gives a model tools", Needs: "tools", Source: docOpenAI},
	{Calls: "anthropic.Anthropic().messages.create anthropic.AsyncAnthropic().messages.create anthropic.Anthropic().messages.stream anthropic.Anthropic().beta.messages.create", Role: code.Supports, Weight: code.Medium, Reason: "gives a model tools", Needs: "tools", Source: docAnthropic},
	{Calls: "anthropic.Anthropic().beta.messages.tool_runner anthropic.AsyncAnthropic().beta.messages.tool_runner", Weight: code.Certain, Reason: "runs a model with tools in a loop", Tools: "tools", Prompts: "system", Source: docAnthropic},
	{Calls: "google.genai.types.GenerateContentConfig", Role: code.Supports, Weight: code.Medium, Reason: "gives a model tools", Needs: "tools", Source: docGenAI},
	{Calls: "boto3.client(bedrock-runtime).converse boto3.client(bedrock-runtime).converse_stream", Role: code.Supports, Weight: code.Medium, Reason: "gives a model tools", Needs: "toolConfig", Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/bedrock-runtime/client/converse.html"},

	// MCP and A2A.
	{Calls: "mcp.ClientSession mcp.client.session.ClientSession mcp.Client fastmcp.Client fastmcp.client.Client langchain_mcp_adapters.client.MultiServerMCPClient", Role: code.Supports, Weight: code.Medium, Reason: "is a client of MCP servers", Source: docMCP},
	{Calls: "mcp.server.fastmcp.FastMCP fastmcp.FastMCP mcp.server.Server mcp.server.lowlevel.Server mcp.server.mcpserver.MCPServer mcp.server.MCPServer", Role: code.Serves, Weight: code.Medium, Reason: "serves tools over MCP", Name: "name", Pos: 1, Source: docMCP},
	{Calls: "a2a.server.apps.A2AStarletteApplication a2a.server.apps.A2AFastAPIApplication a2a.server.apps.jsonrpc.A2AStarletteApplication", Role: code.Supports, Weight: code.Certain, Reason: "serves an agent over A2A", Source: docA2A},
	{Calls: "a2a.types.AgentCard", Role: code.Supports, Weight: code.Medium, Reason: "describes itself as an agent over A2A", Source: docA2A},
	{Calls: "a2a.client.A2AClient a2a.client.ClientFactory a2a.client.A2ACardResolver", Role: code.Supports, Weight: code.Medium, Reason: "calls a remote agent over A2A", Source: docA2A},
}
