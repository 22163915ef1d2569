package golang

// role is what a call tells about the package that makes it.
type role int

const (
	// builds: the value that comes back is an agent.
	builds role = iota
	// supports: a reason to think that the package is an agent as a whole.
	supports
	// serves: the package offers tools to agents, which is no agent.
	serves
)

// agentRow is one call or literal that has to do with agents.
type agentRow struct {
	// path is the import path without a major version; typ the receiver of a
	// method, or the struct of a field.
	path, typ, name string
	role            role
	// weight is what the sighting adds to the score, 0 to 100.
	weight int
	// reason completes "because the code …".
	reason string
	// named says where the agent's name stands: the field Name of a literal
	// among the arguments.
	named bool
	// field rows are about a field of a literal, which has to be given; read rows
	// about one that is read.
	field, read bool
}

// The weights follow the words of the catalogue: certain, strong, medium and
// weak. Two weak sightings or one medium one make no agent (nhi.AgentScore is
// 70). Nor do a client of a model and the tools that it is offered: many programs
// have a model fill in a form so, and never act on it. Who also reads the name of
// the tool that the model asks for, to call it, has an agent.
const (
	certain = 95
	strong  = 80
	medium  = 55
	offered = 40
	weak    = 25
)

var agentRows = []agentRow{
	{path: "google.golang.org/adk/agent/llmagent", name: "New", role: builds, weight: certain, named: true, reason: "builds an ADK agent around a model"},
	{path: "google.golang.org/adk/agent/workflowagents/sequentialagent", name: "New", role: builds, weight: certain, named: true, reason: "builds an ADK workflow agent"},
	{path: "google.golang.org/adk/agent/workflowagents/parallelagent", name: "New", role: builds, weight: certain, named: true, reason: "builds an ADK workflow agent"},
	{path: "google.golang.org/adk/agent/workflowagents/loopagent", name: "New", role: builds, weight: certain, named: true, reason: "builds an ADK workflow agent"},
	{path: "google.golang.org/adk/agent/remoteagent", name: "NewA2A", role: supports, weight: medium, reason: "calls a remote agent over A2A"},
	{path: "google.golang.org/adk/runner", name: "New", role: supports, weight: certain, reason: "runs an ADK agent"},
	{path: "google.golang.org/adk/tool/mcptoolset", name: "New", role: supports, weight: weak, reason: "gives an agent the tools of an MCP server"},
	{path: "google.golang.org/adk/tool/agenttool", name: "New", role: supports, weight: strong, reason: "gives an agent another agent as a tool"},

	{path: "github.com/cloudwego/eino/adk", name: "NewChatModelAgent", role: builds, weight: certain, named: true, reason: "builds an Eino agent around a model"},
	{path: "github.com/cloudwego/eino/adk", name: "NewSequentialAgent", role: builds, weight: certain, named: true, reason: "builds an Eino workflow agent"},
	{path: "github.com/cloudwego/eino/adk", name: "NewParallelAgent", role: builds, weight: certain, named: true, reason: "builds an Eino workflow agent"},
	{path: "github.com/cloudwego/eino/adk", name: "NewLoopAgent", role: builds, weight: certain, named: true, reason: "builds an Eino workflow agent"},
	{path: "github.com/cloudwego/eino/adk", name: "NewRunner", role: supports, weight: certain, reason: "runs an Eino agent"},
	{path: "github.com/cloudwego/eino/adk", name: "NewAgentTool", role: supports, weight: strong, reason: "gives an agent another agent as a tool"},
	{path: "github.com/cloudwego/eino/flow/agent/react", name: "NewAgent", role: builds, weight: certain, named: true, reason: "builds an Eino ReAct agent"},
	{path: "github.com/cloudwego/eino/flow/agent/multiagent/host", name: "NewMultiAgent", role: builds, weight: certain, named: true, reason: "builds an Eino host of several agents"},

	{path: "github.com/tmc/langchaingo/agents", name: "Initialize", role: builds, weight: certain, reason: "builds a LangChainGo agent"},
	{path: "github.com/tmc/langchaingo/agents", name: "NewExecutor", role: supports, weight: certain, reason: "runs a LangChainGo agent"},
	{path: "github.com/tmc/langchaingo/agents", name: "NewOneShotAgent", role: builds, weight: certain, reason: "builds a LangChainGo agent"},
	{path: "github.com/tmc/langchaingo/agents", name: "NewConversationalAgent", role: builds, weight: certain, reason: "builds a LangChainGo agent"},
	{path: "github.com/tmc/langchaingo/agents", name: "NewOpenAIFunctionsAgent", role: builds, weight: certain, reason: "builds a LangChainGo agent"},

	{path: "github.com/firebase/genkit/go/genkit", name: "Init", role: supports, weight: weak, reason: "starts Genkit"},
	{path: "github.com/firebase/genkit/go/genkit", name: "DefineTool", role: supports, weight: medium, reason: "gives a model tools through Genkit"},

	{path: "github.com/anthropics/anthropic-sdk-go", name: "NewSessionToolRunner", role: builds, weight: certain, reason: "runs a model with tools in a loop"},
	{path: "github.com/anthropics/anthropic-sdk-go", typ: "BetaMessageService", name: "NewToolRunner", role: builds, weight: certain, reason: "runs a model with tools in a loop"},
	{path: "github.com/anthropics/anthropic-sdk-go", name: "NewClient", role: supports, weight: weak, reason: "calls a model"},
	{path: "github.com/anthropics/anthropic-sdk-go", typ: "MessageNewParams", name: "Tools", role: supports, weight: offered, field: true, reason: "gives a model tools"},
	{path: "github.com/openai/openai-go", name: "NewClient", role: supports, weight: weak, reason: "calls a model"},
	{path: "github.com/openai/openai-go", typ: "ChatCompletionNewParams", name: "Tools", role: supports, weight: offered, field: true, reason: "gives a model tools"},
	{path: "github.com/openai/openai-go/responses", typ: "ResponseNewParams", name: "Tools", role: supports, weight: offered, field: true, reason: "gives a model tools"},
	{path: "google.golang.org/genai", name: "NewClient", role: supports, weight: weak, reason: "calls a model"},
	{path: "google.golang.org/genai", typ: "GenerateContentConfig", name: "Tools", role: supports, weight: offered, field: true, reason: "gives a model tools"},
	{path: "github.com/sashabaranov/go-openai", name: "NewClient", role: supports, weight: weak, reason: "calls a model"},
	{path: "github.com/sashabaranov/go-openai", name: "NewClientWithConfig", role: supports, weight: weak, reason: "calls a model"},
	{path: "github.com/sashabaranov/go-openai", typ: "ChatCompletionRequest", name: "Tools", role: supports, weight: offered, field: true, reason: "gives a model tools"},
	{path: "github.com/ollama/ollama/api", name: "ClientFromEnvironment", role: supports, weight: weak, reason: "calls a model"},

	{path: "github.com/tmc/langchaingo/llms", name: "WithTools", role: supports, weight: offered, reason: "gives a model tools"},

	// A field of the answer by which a program tells tools from each other.
	{path: "github.com/anthropics/anthropic-sdk-go", typ: "ToolUseBlock", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},
	{path: "github.com/anthropics/anthropic-sdk-go", typ: "ContentBlockUnion", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},
	{path: "github.com/openai/openai-go", typ: "ChatCompletionMessageFunctionToolCallFunction", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},
	{path: "github.com/openai/openai-go/responses", typ: "ResponseFunctionToolCall", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},
	{path: "github.com/openai/openai-go/responses", typ: "ResponseOutputItemUnion", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},
	{path: "google.golang.org/genai", typ: "FunctionCall", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},
	{path: "github.com/sashabaranov/go-openai", typ: "FunctionCall", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},
	{path: "github.com/tmc/langchaingo/llms", typ: "FunctionCall", name: "Name", role: supports, weight: medium, read: true, reason: "calls the tools that a model asks for"},

	{path: "github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime", typ: "Client", name: "InvokeAgent", role: supports, weight: medium, reason: "calls a Bedrock agent"},
	{path: "github.com/aws/aws-sdk-go-v2/service/bedrockagentcore", typ: "Client", name: "InvokeAgentRuntime", role: supports, weight: medium, reason: "calls an agent on AgentCore"},

	{path: "github.com/modelcontextprotocol/go-sdk/mcp", name: "NewClient", role: supports, weight: medium, reason: "is a client of MCP servers"},
	{path: "github.com/modelcontextprotocol/go-sdk/mcp", name: "NewServer", role: serves, weight: medium, named: true, reason: "serves tools over MCP"},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewStdioMCPClient", role: supports, weight: medium, reason: "is a client of MCP servers"},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewStreamableHttpClient", role: supports, weight: medium, reason: "is a client of MCP servers"},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewOAuthStreamableHttpClient", role: supports, weight: medium, reason: "is a client of MCP servers"},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewSSEMCPClient", role: supports, weight: medium, reason: "is a client of MCP servers"},
	{path: "github.com/mark3labs/mcp-go/server", name: "NewMCPServer", role: serves, weight: medium, reason: "serves tools over MCP"},

	{path: "github.com/a2aproject/a2a-go/a2asrv", name: "NewHandler", role: supports, weight: certain, reason: "serves an agent over A2A"},
	{path: "github.com/a2aproject/a2a-go/a2asrv", name: "NewStaticAgentCardHandler", role: supports, weight: certain, reason: "publishes an agent card"},
	{path: "github.com/a2aproject/a2a-go/a2aclient", name: "NewFromCard", role: supports, weight: medium, reason: "calls a remote agent over A2A"},
	{path: "github.com/a2aproject/a2a-go/a2aclient", name: "NewFromEndpoints", role: supports, weight: medium, reason: "calls a remote agent over A2A"},
}
