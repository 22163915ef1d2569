package golang

import "slices"

// Documentation that several rows rest on.
const (
	docADK    = "https://pkg.go.dev/google.golang.org/adk/v2/agent/llmagent#Config"
	docMCP    = "https://pkg.go.dev/github.com/modelcontextprotocol/go-sdk/mcp"
	docMCPGo  = "https://pkg.go.dev/github.com/mark3labs/mcp-go/mcp"
	docEinoGo = "https://pkg.go.dev/github.com/cloudwego/eino/schema"
	docOTel   = "https://pkg.go.dev/go.opentelemetry.io/otel/attribute#String"
)

// each makes a row of every function or method name.
func each(r sink, names ...string) []sink {
	rows := make([]sink, 0, len(names))
	for _, n := range names {
		r.name = n
		rows = append(rows, r)
	}
	return rows
}

// logged makes the rows of a logger: every argument is written.
func logged(path, typ string, names ...string) []sink {
	return each(sink{path: path, typ: typ, rest: true, slot: toLog, source: "https://pkg.go.dev/" + path}, names...)
}

// logging are the packages that loggers are made of, which are worth reading only
// for who hands something on to them.
var logging = map[string]bool{
	"log": true, "log/slog": true, "go.uber.org/zap": true, "github.com/sirupsen/logrus": true, "github.com/rs/zerolog": true, "github.com/rs/zerolog/log": true,
	"k8s.io/klog": true, "github.com/go-logr/logr": true,
}

var (
	printers = []string{"Print", "Printf", "Println", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"}
	levels   = []string{"Debug", "Info", "Warn", "Error"}
)

// leakSinks are the places from which others read what is put there.
var leakSinks = slices.Concat(
	// What a model reads.
	[]sink{
		{path: "google.golang.org/adk/agent/llmagent", typ: "Config", name: "Instruction", param: field, slot: toPrompt, source: docADK},
		{path: "google.golang.org/adk/agent/llmagent", typ: "Config", name: "GlobalInstruction", param: field, slot: toPrompt, source: docADK},
		{path: "github.com/cloudwego/eino/adk", typ: "ChatModelAgentConfig", name: "Instruction", param: field, slot: toPrompt, source: "https://pkg.go.dev/github.com/cloudwego/eino/adk#ChatModelAgentConfig"},
		{path: "github.com/cloudwego/eino/schema", name: "SystemMessage", slot: toPrompt, source: docEinoGo},
		{path: "github.com/cloudwego/eino/schema", name: "UserMessage", slot: toPrompt, source: docEinoGo},
		{path: "github.com/tmc/langchaingo/llms", name: "TextParts", param: 1, rest: true, slot: toPrompt, source: docLangChain},
		{path: "github.com/tmc/langchaingo/llms", name: "GenerateFromSinglePrompt", param: 2, slot: toPrompt, source: docLangChain},
		{path: "github.com/tmc/langchaingo/llms", name: "TextPart", slot: toPrompt, source: docLangChain},
		{path: "github.com/firebase/genkit/go/ai", name: "WithSystem", rest: true, slot: toPrompt, source: "https://pkg.go.dev/github.com/firebase/genkit/go/ai#WithSystem"},
		{path: "github.com/firebase/genkit/go/ai", name: "WithPrompt", rest: true, slot: toPrompt, source: "https://pkg.go.dev/github.com/firebase/genkit/go/ai#WithPrompt"},
		{path: "github.com/firebase/genkit/go/ai", name: "NewTextPart", slot: toPrompt, source: "https://pkg.go.dev/github.com/firebase/genkit/go/ai#NewTextPart"},
		{path: "github.com/anthropics/anthropic-sdk-go", name: "NewTextBlock", slot: toPrompt, source: "https://pkg.go.dev/github.com/anthropics/anthropic-sdk-go#NewTextBlock"},
		{path: "github.com/anthropics/anthropic-sdk-go", typ: "TextBlockParam", name: "Text", param: field, slot: toPrompt, source: "https://pkg.go.dev/github.com/anthropics/anthropic-sdk-go#TextBlockParam"},
		{path: "github.com/openai/openai-go", name: "SystemMessage", slot: toPrompt, source: "https://pkg.go.dev/github.com/openai/openai-go/v3#SystemMessage"},
		{path: "github.com/openai/openai-go", name: "DeveloperMessage", slot: toPrompt, source: "https://pkg.go.dev/github.com/openai/openai-go/v3#DeveloperMessage"},
		{path: "github.com/openai/openai-go", name: "UserMessage", slot: toPrompt, source: "https://pkg.go.dev/github.com/openai/openai-go/v3#UserMessage"},
		{path: "github.com/openai/openai-go/responses", typ: "ResponseNewParams", name: "Instructions", param: field, slot: toPrompt, source: "https://pkg.go.dev/github.com/openai/openai-go/v3/responses#ResponseNewParams"},
		{path: "github.com/sashabaranov/go-openai", typ: "ChatCompletionMessage", name: "Content", param: field, slot: toPrompt, source: "https://pkg.go.dev/github.com/sashabaranov/go-openai#ChatCompletionMessage"},
		{path: "google.golang.org/genai", name: "NewContentFromText", slot: toPrompt, source: "https://pkg.go.dev/google.golang.org/genai#NewContentFromText"},
		{path: "google.golang.org/genai", name: "NewPartFromText", slot: toPrompt, source: "https://pkg.go.dev/google.golang.org/genai#NewPartFromText"},
		{path: "google.golang.org/genai", name: "Text", slot: toPrompt, source: "https://pkg.go.dev/google.golang.org/genai#Text"},
	},
	// What a tool answers: the model reads it.
	[]sink{
		{path: "github.com/modelcontextprotocol/go-sdk/mcp", typ: "TextContent", name: "Text", param: field, slot: toResult, source: docMCP + "#TextContent"},
		{path: "github.com/modelcontextprotocol/go-sdk/mcp", name: "AddTool", param: 2, slot: toHandler, source: docMCP + "#AddTool"},
		{path: "google.golang.org/adk/tool/functiontool", name: "New", param: 1, slot: toHandler, source: "https://pkg.go.dev/google.golang.org/adk/v2/tool/functiontool#New"},
		{path: "github.com/firebase/genkit/go/genkit", name: "DefineTool", param: 3, slot: toHandler, source: "https://pkg.go.dev/github.com/firebase/genkit/go/genkit#DefineTool"},
		{path: "github.com/cloudwego/eino/components/tool/utils", name: "InferTool", param: 2, slot: toHandler, source: "https://pkg.go.dev/github.com/cloudwego/eino/components/tool/utils#InferTool"},
		{path: "github.com/cloudwego/eino/components/tool/utils", name: "NewTool", param: 1, slot: toHandler, source: "https://pkg.go.dev/github.com/cloudwego/eino/components/tool/utils#NewTool"},
	},
	each(sink{path: "github.com/mark3labs/mcp-go/mcp", rest: true, slot: toResult, source: docMCPGo},
		"NewToolResultText", "NewToolResultError", "NewToolResultErrorf", "NewToolResultErrorFromErr", "NewTextContent", "NewToolResultStructured", "NewToolResultStructuredOnly"),
	// Logs.
	logged("log", "", printers...),
	logged("log", "Logger", printers...),
	logged("log/slog", "", levels...),
	logged("log/slog", "Logger", levels...),
	each(sink{path: "log/slog", param: 1, rest: true, slot: toLog, source: "https://pkg.go.dev/log/slog"}, "DebugContext", "InfoContext", "WarnContext", "ErrorContext", "String", "Any"),
	each(sink{path: "log/slog", typ: "Logger", param: 1, rest: true, slot: toLog, source: "https://pkg.go.dev/log/slog"}, "DebugContext", "InfoContext", "WarnContext", "ErrorContext"),
	each(sink{path: "go.uber.org/zap", param: 1, slot: toLog, source: "https://pkg.go.dev/go.uber.org/zap"}, "String", "Any", "ByteString", "Strings"),
	logged("go.uber.org/zap", "SugaredLogger", "Debugf", "Infof", "Warnf", "Errorf", "Fatalf", "Debugw", "Infow", "Warnw", "Errorw", "Fatalw"),
	logged("github.com/sirupsen/logrus", "", "Debug", "Info", "Warn", "Error", "Fatal", "Debugf", "Infof", "Warnf", "Errorf", "Fatalf", "Printf", "WithField"),
	logged("github.com/sirupsen/logrus", "Entry", "Debug", "Info", "Warn", "Error", "Fatal", "Debugf", "Infof", "Warnf", "Errorf", "Fatalf", "Printf", "WithField"),
	logged("github.com/sirupsen/logrus", "Logger", "Debug", "Info", "Warn", "Error", "Fatal", "Debugf", "Infof", "Warnf", "Errorf", "Fatalf", "Printf", "WithField"),
	logged("github.com/rs/zerolog", "Event", "Str", "Any", "Interface", "Msg", "Msgf"),
	logged("k8s.io/klog", "", "Info", "Infof", "InfoS", "Warning", "Warningf", "Error", "Errorf", "Fatal", "Fatalf"),
	logged("github.com/go-logr/logr", "Logger", "Info"),
	// Traces.
	each(sink{path: "go.opentelemetry.io/otel/attribute", param: 1, slot: toTrace, source: docOTel}, "String", "StringSlice"),
	// Addresses, which proxies and servers write to their logs.
	each(sink{path: "net/url", typ: "Values", param: 1, slot: toURL, when: condition{named: credentialParameters}, source: "https://pkg.go.dev/net/url#Values"}, "Set", "Add"),
)

// credentialParameters are the parameters of a query that carry a credential, in
// lower case.
var credentialParameters = map[string]bool{"api_key": true, "apikey": true, "api-key": true, "access_token": true, "token": true, "auth_token": true}

// gives are functions and methods whose first result is a secret, with the
// variable under which one is usually kept.
var gives = map[symbol]string{
	{"cloud.google.com/go/secretmanager/apiv1/secretmanagerpb", "SecretPayload", "GetData"}: "SECRET",
}

// given are fields of what clients answer that hold a secret, the same way.
var given = map[symbol]string{
	{"github.com/aws/aws-sdk-go-v2/service/secretsmanager", "GetSecretValueOutput", "SecretString"}:     "SECRET",
	{"github.com/aws/aws-sdk-go-v2/service/secretsmanager", "GetSecretValueOutput", "SecretBinary"}:     "SECRET",
	{"cloud.google.com/go/secretmanager/apiv1/secretmanagerpb", "SecretPayload", "Data"}:                "SECRET",
	{"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets", "Secret", "Value"}:            "SECRET",
	{"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets", "GetSecretResponse", "Value"}: "SECRET",
	{"github.com/hashicorp/vault/api", "KVSecret", "Data"}:                                              "SECRET",
	{"github.com/hashicorp/vault/api", "SecretAuth", "ClientToken"}:                                     "VAULT_TOKEN",
	{"golang.org/x/oauth2", "Token", "AccessToken"}:                                                     "ACCESS_TOKEN",
	{"golang.org/x/oauth2", "Token", "RefreshToken"}:                                                    "REFRESH_TOKEN",
	{"github.com/aws/aws-sdk-go-v2/aws", "Credentials", "SecretAccessKey"}:                              "AWS_SECRET_ACCESS_KEY",
	{"github.com/aws/aws-sdk-go-v2/service/sts/types", "Credentials", "SecretAccessKey"}:                "AWS_SECRET_ACCESS_KEY",
	{"github.com/Azure/azure-sdk-for-go/sdk/azcore", "AccessToken", "Token"}:                            "ACCESS_TOKEN",
	{"k8s.io/api/authentication/v1", "TokenRequestStatus", "Token"}:                                     "KUBERNETES_TOKEN",
}
