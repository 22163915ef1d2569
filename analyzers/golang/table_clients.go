package golang

// Documentation that several rows rest on.
const (
	docAnthropic   = "https://pkg.go.dev/github.com/anthropics/anthropic-sdk-go/option"
	docOpenAI      = "https://pkg.go.dev/github.com/openai/openai-go/v3/option"
	docGenAI       = "https://pkg.go.dev/google.golang.org/genai#ClientConfig"
	docGoogleAPI   = "https://pkg.go.dev/google.golang.org/api/option"
	docLangChain   = "https://pkg.go.dev/github.com/tmc/langchaingo/llms"
	docEino        = "https://pkg.go.dev/github.com/cloudwego/eino-ext/components/model"
	docAWS         = "https://docs.aws.amazon.com/sdk-for-go/v2/developer-guide/configure-gosdk.html"
	docAzure       = "https://pkg.go.dev/github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	docVault       = "https://pkg.go.dev/github.com/hashicorp/vault/api#Client.SetToken"
	docOAuth       = "https://pkg.go.dev/golang.org/x/oauth2"
	docJWT         = "https://pkg.go.dev/github.com/golang-jwt/jwt/v5#Token.SignedString"
	docMCPGoClient = "https://pkg.go.dev/github.com/mark3labs/mcp-go/client"
	docSQL         = "https://pkg.go.dev/database/sql#Open"
)

// clientSinks are the places that take a credential to prove who the program is.
var clientSinks = []sink{
	// Models.
	{path: "github.com/anthropics/anthropic-sdk-go/option", name: "WithAPIKey", as: "ANTHROPIC_API_KEY", source: docAnthropic},
	{path: "github.com/anthropics/anthropic-sdk-go/option", name: "WithAuthToken", as: "ANTHROPIC_AUTH_TOKEN", source: docAnthropic},
	{path: "github.com/openai/openai-go/option", name: "WithAPIKey", as: "OPENAI_API_KEY", source: docOpenAI},
	{path: "github.com/openai/openai-go/option", name: "WithAdminAPIKey", as: "OPENAI_ADMIN_KEY", source: docOpenAI},
	{path: "github.com/openai/openai-go/azure", name: "WithAPIKey", as: "AZURE_OPENAI_API_KEY", source: docOpenAI},
	{path: "github.com/sashabaranov/go-openai", name: "NewClient", as: "OPENAI_API_KEY", source: "https://pkg.go.dev/github.com/sashabaranov/go-openai#NewClient"},
	{path: "github.com/sashabaranov/go-openai", name: "DefaultConfig", as: "OPENAI_API_KEY", source: "https://pkg.go.dev/github.com/sashabaranov/go-openai#DefaultConfig"},
	{path: "github.com/sashabaranov/go-openai", name: "DefaultAzureConfig", as: "AZURE_OPENAI_API_KEY", source: "https://pkg.go.dev/github.com/sashabaranov/go-openai#DefaultAzureConfig"},
	{path: "github.com/sashabaranov/go-openai", name: "DefaultAnthropicConfig", as: "ANTHROPIC_API_KEY", source: "https://pkg.go.dev/github.com/sashabaranov/go-openai#DefaultAnthropicConfig"},
	{path: "google.golang.org/genai", typ: "ClientConfig", name: "APIKey", param: field, as: "GEMINI_API_KEY", source: docGenAI},
	{path: "github.com/tmc/langchaingo/llms/openai", name: "WithToken", as: "OPENAI_API_KEY", source: docLangChain},
	{path: "github.com/tmc/langchaingo/llms/anthropic", name: "WithToken", as: "ANTHROPIC_API_KEY", source: docLangChain},
	{path: "github.com/tmc/langchaingo/llms/cohere", name: "WithToken", as: "COHERE_API_KEY", source: docLangChain},
	{path: "github.com/tmc/langchaingo/llms/huggingface", name: "WithToken", as: "HUGGINGFACEHUB_API_TOKEN", source: docLangChain},
	{path: "github.com/tmc/langchaingo/llms/mistral", name: "WithAPIKey", as: "MISTRAL_API_KEY", source: docLangChain},
	{path: "github.com/tmc/langchaingo/llms/googleai", name: "WithAPIKey", as: "GOOGLE_API_KEY", source: docLangChain},
	{path: "github.com/tmc/langchaingo/llms/googleai", name: "WithCredentialsJSON", as: "GOOGLE_CREDENTIALS", source: docLangChain},
	{path: "github.com/cloudwego/eino-ext/components/model/openai", typ: "ChatModelConfig", name: "APIKey", param: field, as: "OPENAI_API_KEY", source: docEino},
	{path: "github.com/cloudwego/eino-ext/components/model/claude", typ: "Config", name: "APIKey", param: field, as: "ANTHROPIC_API_KEY", source: docEino},
	{path: "github.com/cloudwego/eino-ext/components/model/claude", typ: "Config", name: "SecretAccessKey", param: field, as: "AWS_SECRET_ACCESS_KEY", when: condition{absent: []string{"SessionToken"}}, source: docEino},
	{path: "github.com/cloudwego/eino-ext/components/model/ark", typ: "ChatModelConfig", name: "APIKey", param: field, as: "ARK_API_KEY", source: docEino},
	{path: "github.com/cloudwego/eino-ext/components/model/ark", typ: "ChatModelConfig", name: "SecretKey", param: field, as: "ARK_SECRET_KEY", source: docEino},
	{path: "github.com/cloudwego/eino-ext/components/model/deepseek", typ: "ChatModelConfig", name: "APIKey", param: field, as: "DEEPSEEK_API_KEY", source: docEino},
	{path: "github.com/cloudwego/eino-ext/components/model/qwen", typ: "ChatModelConfig", name: "APIKey", param: field, as: "DASHSCOPE_API_KEY", source: docEino},
	{path: "github.com/pinecone-io/go-pinecone/pinecone", typ: "NewClientParams", name: "ApiKey", param: field, as: "PINECONE_API_KEY", source: "https://pkg.go.dev/github.com/pinecone-io/go-pinecone/v4/pinecone#NewClientParams"},

	// Clouds. An empty session token makes an AWS key a long-lived one: keys
	// that STS issues always come with one.
	{path: "github.com/aws/aws-sdk-go-v2/credentials", name: "NewStaticCredentialsProvider", param: 1, as: "AWS_SECRET_ACCESS_KEY", when: condition{emptyParam: 2}, source: docAWS},
	{path: "github.com/aws/aws-sdk-go/aws/credentials", name: "NewStaticCredentials", param: 1, as: "AWS_SECRET_ACCESS_KEY", when: condition{emptyParam: 2}, source: docAWS},
	{path: "github.com/aws/aws-sdk-go-v2/aws", typ: "Credentials", name: "SecretAccessKey", param: field, as: "AWS_SECRET_ACCESS_KEY", when: condition{absent: []string{"SessionToken"}}, source: docAWS},
	{path: "github.com/Azure/azure-sdk-for-go/sdk/azidentity", name: "NewClientSecretCredential", param: 2, as: "AZURE_CLIENT_SECRET", source: docAzure},
	{path: "github.com/Azure/azure-sdk-for-go/sdk/azidentity", name: "NewUsernamePasswordCredential", param: 3, as: "AZURE_PASSWORD", source: docAzure},
	{path: "github.com/Azure/azure-sdk-for-go/sdk/azcore", name: "NewKeyCredential", as: "AZURE_API_KEY", source: "https://pkg.go.dev/github.com/Azure/azure-sdk-for-go/sdk/azcore#NewKeyCredential"},
	{path: "google.golang.org/api/option", name: "WithAPIKey", as: "GOOGLE_API_KEY", source: docGoogleAPI},
	{path: "google.golang.org/api/option", name: "WithCredentialsJSON", as: "GOOGLE_CREDENTIALS", source: docGoogleAPI},
	{path: "golang.org/x/oauth2/google", name: "CredentialsFromJSON", param: 1, as: "GOOGLE_CREDENTIALS", source: docOAuth + "/google"},
	{path: "golang.org/x/oauth2/google", name: "JWTConfigFromJSON", as: "GOOGLE_CREDENTIALS", source: docOAuth + "/google"},
	{path: "k8s.io/client-go/rest", typ: "Config", name: "BearerToken", param: field, as: "KUBERNETES_TOKEN", source: "https://pkg.go.dev/k8s.io/client-go/rest#Config"},

	{path: "k8s.io/client-go/rest", typ: "Config", name: "Password", param: field, as: "KUBERNETES_PASSWORD", source: "https://pkg.go.dev/k8s.io/client-go/rest#Config"},
	{path: "k8s.io/client-go/tools/clientcmd/api", typ: "AuthInfo", name: "Token", param: field, as: "KUBERNETES_TOKEN", source: "https://pkg.go.dev/k8s.io/client-go/tools/clientcmd/api#AuthInfo"},
	{path: "k8s.io/client-go/tools/clientcmd/api", typ: "AuthInfo", name: "Password", param: field, as: "KUBERNETES_PASSWORD", source: "https://pkg.go.dev/k8s.io/client-go/tools/clientcmd/api#AuthInfo"},

	// Services that agents work with.
	{path: "github.com/hashicorp/vault/api", typ: "Client", name: "SetToken", as: "VAULT_TOKEN", source: docVault},
	{path: "github.com/slack-go/slack", name: "New", as: "SLACK_BOT_TOKEN", source: "https://pkg.go.dev/github.com/slack-go/slack#New"},
	{path: "github.com/slack-go/slack", name: "OptionAppLevelToken", as: "SLACK_APP_TOKEN", source: "https://pkg.go.dev/github.com/slack-go/slack#OptionAppLevelToken"},
	{path: "github.com/google/go-github/github", typ: "Client", name: "WithAuthToken", as: "GITHUB_TOKEN", source: "https://pkg.go.dev/github.com/google/go-github/v74/github#Client.WithAuthToken"},
	{path: "gitlab.com/gitlab-org/api/client-go", name: "NewClient", as: "GITLAB_TOKEN", source: "https://pkg.go.dev/gitlab.com/gitlab-org/api/client-go#NewClient"},
	{path: "github.com/xanzy/go-gitlab", name: "NewClient", as: "GITLAB_TOKEN", source: "https://pkg.go.dev/github.com/xanzy/go-gitlab#NewClient"},
	{path: "github.com/go-telegram-bot-api/telegram-bot-api", name: "NewBotAPI", as: "TELEGRAM_BOT_TOKEN", source: "https://pkg.go.dev/github.com/go-telegram-bot-api/telegram-bot-api/v5#NewBotAPI"},
	{path: "golang.org/x/oauth2", typ: "Token", name: "AccessToken", param: field, as: "ACCESS_TOKEN", when: condition{absent: []string{"Expiry", "RefreshToken"}}, source: docOAuth + "#StaticTokenSource"},
	{path: "golang.org/x/oauth2", typ: "Config", name: "ClientSecret", param: field, as: "OAUTH_CLIENT_SECRET", source: docOAuth + "#Config"},
	{path: "golang.org/x/oauth2/clientcredentials", typ: "Config", name: "ClientSecret", param: field, as: "OAUTH_CLIENT_SECRET", source: docOAuth + "/clientcredentials#Config"},
	{path: "net/http", typ: "Header", name: "Set", param: 1, when: condition{named: credentialHeaders}, source: "RFC 9110 section 11.6.2"},
	{path: "net/http", typ: "Header", name: "Add", param: 1, when: condition{named: credentialHeaders}, source: "RFC 9110 section 11.6.2"},
	{path: "net/http", typ: "Request", name: "SetBasicAuth", param: 1, as: "BASIC_AUTH_PASSWORD", source: "https://pkg.go.dev/net/http#Request.SetBasicAuth"},

	{path: "github.com/bradleyfalzon/ghinstallation", name: "New", param: 3, as: "GITHUB_APP_PRIVATE_KEY", source: "https://pkg.go.dev/github.com/bradleyfalzon/ghinstallation/v2#New"},
	{path: "github.com/bradleyfalzon/ghinstallation", name: "NewAppsTransport", param: 2, as: "GITHUB_APP_PRIVATE_KEY", source: "https://pkg.go.dev/github.com/bradleyfalzon/ghinstallation/v2#NewAppsTransport"},

	// What tools of agents are handed.
	{path: "os/exec", typ: "Cmd", name: "Env", param: field, list: "env", source: "https://pkg.go.dev/os/exec#Cmd"},
	{path: "github.com/mark3labs/mcp-go/client", name: "NewStdioMCPClient", param: 1, list: "env", source: docMCPGoClient + "#NewStdioMCPClient"},
	{path: "github.com/mark3labs/mcp-go/client", name: "WithHeaders", list: "headers", source: docMCPGoClient + "#WithHeaders"},
	{path: "github.com/mark3labs/mcp-go/client/transport", name: "WithHeaders", list: "headers", source: docMCPGoClient + "/transport#WithHeaders"},
	{path: "github.com/mark3labs/mcp-go/client/transport", name: "WithHTTPHeaders", list: "headers", source: docMCPGoClient + "/transport#WithHTTPHeaders"},

	// Keys that sign tokens.
	{path: "github.com/golang-jwt/jwt", typ: "Token", name: "SignedString", as: "JWT_SECRET", source: docJWT},
	{path: "github.com/dgrijalva/jwt-go", typ: "Token", name: "SignedString", as: "JWT_SECRET", source: docJWT},

	// Databases.
	{path: "database/sql", name: "Open", param: 1, as: "DATABASE_URL", uri: true, source: docSQL},
	{path: "github.com/jmoiron/sqlx", name: "Open", param: 1, as: "DATABASE_URL", uri: true, source: docSQL},
	{path: "github.com/jmoiron/sqlx", name: "Connect", param: 1, as: "DATABASE_URL", uri: true, source: docSQL},
	{path: "github.com/jackc/pgx", name: "Connect", param: 1, as: "DATABASE_URL", uri: true, source: "https://pkg.go.dev/github.com/jackc/pgx/v5#Connect"},
	{path: "github.com/jackc/pgx/pgxpool", name: "New", param: 1, as: "DATABASE_URL", uri: true, source: "https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#New"},
	{path: "github.com/jackc/pgx/pgxpool", name: "ParseConfig", as: "DATABASE_URL", uri: true, source: "https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#ParseConfig"},
	{path: "go.mongodb.org/mongo-driver/mongo/options", typ: "ClientOptions", name: "ApplyURI", as: "MONGODB_URI", uri: true, source: "https://pkg.go.dev/go.mongodb.org/mongo-driver/mongo/options#ClientOptions.ApplyURI"},
	{path: "github.com/redis/go-redis", name: "ParseURL", as: "REDIS_URL", uri: true, source: "https://pkg.go.dev/github.com/redis/go-redis/v9#ParseURL"},
	{path: "github.com/redis/go-redis", typ: "Options", name: "Password", param: field, as: "REDIS_PASSWORD", source: "https://pkg.go.dev/github.com/redis/go-redis/v9#Options"},
}

// credentialHeaders are the request headers that carry a credential, in lower
// case.
var credentialHeaders = map[string]bool{
	"authorization": true, "proxy-authorization": true, "x-api-key": true, "api-key": true,
	"x-goog-api-key": true, "x-vault-token": true, "private-token": true,
}
